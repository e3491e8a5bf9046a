import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'
import { ratificationChart } from '#src/views/charts/ratification-chart.ts'
import { ratificationView } from '#src/views/records/ratification.ts'

const status = { kind: 'ratification', aspect: 'status', treaty: 'convention' } as const

export const ratification = {
  name: 'ratification',
  access: 'public',
  topic: 'records',
  handle: (request, app) => replyToArguments({ kind: 'ratification', overview: status }, request, app.lexicon),
  buttons: {
    open: (press) => replyToButton('ratification', 'open', press),
    picture: (press) => {
      const attachment = ratificationChart(press)
      const { reply } = ratificationView({ aspect: 'threshold', treaty: 'convention' }, press)
      return attachment === undefined ? reply : { ...reply, attachment }
    },
  },
} satisfies Command
