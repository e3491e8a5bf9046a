import type { App } from '#src/app.ts'
import { replyToArguments } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'
import type { Request } from '#src/bot/request.ts'
import { latestYear } from '#src/domain/figures.ts'
import { yearChart } from '#src/views/charts/year-chart.ts'

function inFigures(request: Request, app: App) {
  const overview = { kind: 'figures', year: latestYear(request.book.events, request.today) } as const
  return replyToArguments(
    {
      kind: 'figures',
      overview,
      illustrate: (topic, context) => (topic.kind === 'figures' ? yearChart(topic.year, context) : undefined),
    },
    request,
    app.lexicon,
  )
}

export const stats = {
  name: 'stats',
  access: 'public',
  topic: 'records',
  handle: inFigures,
  buttons: {
    open: (press, app) => inFigures({ ...press, text: press.id.replace(/^y\./, '') }, app),
  },
} satisfies Command
