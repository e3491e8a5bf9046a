import { createSender } from '#src/bot/send.ts'
import { createClock } from '#src/clock.ts'
import { createLog } from '#src/log.ts'
import { createDelivery } from '#src/outbox/deliver.ts'
import { createPace } from '#src/outbox/pace.ts'
import { openStore } from '#src/store/store.ts'

// The process that `broadcast.ts` kills: an engine over a database file, and nothing else.
const [path = '', apiRoot = '', token = '', staffChat = '', channels = ''] = process.argv.slice(2)
const store = openStore(path)
const clock = createClock()
const sender = createSender({ token, apiRoot, timeoutSeconds: 4 })
const delivery = createDelivery({
  ...{ store, sender, inspector: sender, staffChat, clock },
  pace: createPace({ clock }),
  log: createLog({ level: 'fatal' }),
  channels: channels.split(','),
})
delivery.start()
setInterval(() => process.send?.(store.outbox.counts()), 500)
