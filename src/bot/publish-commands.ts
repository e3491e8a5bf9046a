import { type Api, GrammyError } from 'grammy'
import type { BotCommandScope } from 'grammy/types'
import type { App } from '../app.ts'
import type { AccessLevel, Place } from '../domain/access.ts'
import { languages } from '../domain/language.ts'
import { translatorFor } from '../i18n/translator.ts'
import type { Command } from './command.ts'
import { mayUseHere } from './requests.ts'

type Menu = {
  readonly scope: BotCommandScope
  readonly access: AccessLevel
  readonly place: Place
  /** Of those who administer the group. */
  readonly administers?: boolean
}

/** Telegram shows a person the menu of the narrowest scope that fits; a scope is no permission, the router is. */
function menus({ config: { staffChat, administrators }, store }: Pick<App, 'config' | 'store'>): Menu[] {
  // A group that became a supergroup is known by another id than the configuration's.
  const address = staffChat && store.chats.resolve(staffChat)
  const staff: Menu[] =
    address === undefined
      ? []
      : [
          {
            scope: { type: 'chat', chat_id: address.startsWith('@') ? address : Number(address) },
            access: 'staff',
            place: 'staff-chat',
          },
        ]
  return [
    { scope: { type: 'all_private_chats' }, access: 'public', place: 'private' },
    { scope: { type: 'all_group_chats' }, access: 'public', place: 'group' },
    { scope: { type: 'all_chat_administrators' }, access: 'public', place: 'group', administers: true },
    ...staff,
    ...administrators.map(
      (id): Menu => ({ scope: { type: 'chat', chat_id: id }, access: 'administrator', place: 'private' }),
    ),
  ]
}

/**
 * Publishes menus per scope and language, and the bot's descriptions, from the command objects and the locales.
 * @returns the scopes that Telegram refused, such as an administrator who has not yet pressed start; the others are published
 */
export async function publishCommands(
  api: Api,
  app: Pick<App, 'config' | 'store'>,
  commands: readonly Command[],
): Promise<readonly BotCommandScope[]> {
  const refused = new Set<BotCommandScope>()
  const places = menus(app)
  for (const language of languages) {
    const t = translatorFor(language)
    // English is also what Telegram shows to every other language.
    const tag = language === 'en' ? {} : { language_code: language }
    for (const { scope, access, place, administers = false } of places) {
      const shown = commands.filter(
        (command) => mayUseHere(command, access, place) || (administers && command.where === 'administrators'),
      )
      const entries = shown.map(({ name }) => ({ command: name, description: t(`command.${name}`) }))
      try {
        await api.setMyCommands(entries, { scope, ...tag })
      } catch (error) {
        if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
        refused.add(scope)
      }
    }
    await api.setMyDescription(t('bot.description'), tag)
    await api.setMyShortDescription(t('bot.short-description'), tag)
  }
  return [...refused]
}
