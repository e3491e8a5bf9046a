import { clearSource, previewClearing } from '#src/actions/clear-source.ts'
import type { App } from '#src/app.ts'

/** Restricts a document, as staff do who have read what that takes back; the usual one is that of `putEvents`. */
export function restrictSource(app: App, source = 'https://example.org/open'): void {
  const { mark } = previewClearing(app.store, source, 'restricted')
  clearSource(app, { source, to: 'restricted', mark, by: 1 })
}
