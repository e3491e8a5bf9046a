import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import { translatorFor } from '../i18n/translator.ts'
import { urgentMessages } from '../views/edition.ts'
import { getItem } from './get-item.ts'
import { channelLanguages } from './publish-edition.ts'
import { publishMessages } from './publish-messages.ts'

/**
 * Accepts an item and publishes it by itself in every channel, at once. No edition repeats it: that it is out is recorded in the
 * same transaction.
 * @throws DomainError `item-published`, `item-without-dimension`, `item-settled`, `out-of-date`, `no-channel`
 */
export function publishUrgent(
  app: App,
  { itemId, version, by }: { readonly itemId: number; readonly version: number; readonly by: number },
): Item {
  const { store, clock, config } = app
  const languages = channelLanguages(app)
  if (languages.length === 0) throw new DomainError({ code: 'no-channel', language: 'en, ru, kk' })
  return store.transaction(() => {
    const item = getItem(store, itemId)
    if (store.items.publishedIn(itemId).length > 0) throw new DomainError({ code: 'item-published' })
    if (item.dimensions.length === 0) throw new DomainError({ code: 'item-without-dimension' })
    const at = clock.now()
    if (item.state === 'awaiting' || item.state === 'held') {
      if (!store.items.settle(itemId, version, 'accepted', { by, at })) throw new DomainError({ code: 'out-of-date' })
    } else if (item.state !== 'accepted') throw new DomainError({ code: 'item-settled', state: item.state })
    else if (item.version !== version) throw new DomainError({ code: 'out-of-date' })
    for (const language of languages) {
      const chat = config.channels[language]
      if (chat === undefined || !store.items.markUrgent(itemId, language, by, at)) continue
      const messages = urgentMessages(item, { t: translatorFor(language), timeZone: config.timeZone })
      publishMessages(app, { key: `urgent:${itemId}:${language}`, chat, language, messages })
    }
    store.desk.correct({ itemId, was: item.proposed, stands: item.dimensions, by, at })
    store.ledger.recordAct({ at, actor: by, action: 'item-urgent', subject: `items/${itemId}`, detail: { languages } })
    return getItem(store, itemId)
  })
}
