import type { Command } from '#src/bot/command.ts'
import { languages } from '#src/domain/language.ts'
import { statusView } from '#src/views/status.ts'

export const status = {
  name: 'status',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: ({ now, t }, { store, config }) => {
    const outbox = store.outbox.counts()
    return statusView(
      {
        at: now,
        timeZone: config.timeZone,
        feeds: store.feeds.tally(),
        items: store.items.tally(),
        outbox: { ...outbox, pending: outbox.pending + outbox.waiting + outbox.sending },
        subscriptions: store.subscriptions.countActive(),
        records: store.records.count(),
        editions: languages.flatMap((language) => store.editions.last(language) ?? []),
        schema: store.schemaVersion(),
        memoryMegabytes: Math.round(process.memoryUsage.rss() / 1_048_576),
        node: process.versions.node,
      },
      t,
    )
  },
} satisfies Command
