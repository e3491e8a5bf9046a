import type { App } from '#src/app.ts'
import type { Command, Request } from '#src/bot/command.ts'
import { type DimensionSlug, dimensionSlugs, isDimensionSlug } from '#src/domain/dimension.ts'
import { archivePage, archiveView, unknownDimensionView } from '#src/views/archive.ts'
import type { Reply } from '#src/views/reply.ts'

/** A slug, or the beginning of a dimension's name in the viewer's language. */
function dimensionNamed(text: string, { t }: Request): DimensionSlug | undefined {
  const wanted = text.toLocaleLowerCase(t.language)
  return dimensionSlugs.find(
    (slug) => slug === wanted || t(`dimension.${slug}`).toLocaleLowerCase(t.language).startsWith(wanted),
  )
}

function show(request: Request, app: App, dimension: DimensionSlug | undefined, before?: number): Reply {
  const filter = {
    limit: archivePage,
    ...(dimension === undefined ? {} : { dimension }),
    ...(before === undefined ? {} : { before }),
  }
  return archiveView(app.store.items.archive(filter), dimension, request.t)
}

export const news = {
  name: 'news',
  access: 'public',
  topic: 'news',
  handle: (request, app) => {
    if (request.text === '') return show(request, app, undefined)
    const dimension = dimensionNamed(request.text, request)
    return dimension === undefined ? unknownDimensionView(request.text, request.t) : show(request, app, dimension)
  },
  buttons: {
    before: (press, app) => show(press, app, isDimensionSlug(press.id) ? press.id : undefined, Number(press.version)),
  },
} satisfies Command
