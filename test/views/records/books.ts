import { fileURLToPath } from 'node:url'
import type { Clearance } from '#src/domain/access.ts'
import { calendarDate } from '#src/domain/calendar.ts'
import type { Language } from '#src/domain/language.ts'
import { createRecordBook, type LooseRecord, type RecordBook } from '#src/domain/record-book.ts'
import type { RegisterName } from '#src/domain/registers.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { loadReference } from '#src/reference/load-reference.ts'
import { joinHtml, plainText } from '#src/views/html.ts'
import type { RecordContext } from '#src/views/records/record-context.ts'
import type { Reply } from '#src/views/reply.ts'

const page = 'https://example.org/page'
const note = 'NOTE/1'

const sources = [
  { id: page, languages: ['en'], visibility: 'public' as const },
  { id: note, languages: ['en'], visibility: 'restricted' as const },
]

type Body = Readonly<Record<string, unknown>> & { readonly id: string; readonly visibility?: Clearance }

/** A record of a register; public, from one page, unless it says otherwise. */
export function record(register: RegisterName, body: Body): LooseRecord & { readonly visibility: Clearance } {
  const visibility = body.visibility ?? 'public'
  const attested = { sources: [visibility === 'public' ? page : note], asOf: '2024-05-01', visibility }
  return { register, visibility, body: { ...attested, ...body } }
}

const named = (en: string) => ({ en, ru: `${en}-ru`, kk: `${en}-kk` })

const frame = [
  record('member-states', { id: 'THA', kind: 'member', name: named('Thailand') }),
  record('member-states', { id: 'VNM', kind: 'member', name: named('Viet Nam') }),
  record('member-states', { id: 'ISR', kind: 'member', name: named('Israel') }),
  record('dimensions', { id: 'economic', name: named('Economic dimension') }),
  record('areas', { id: 'tourism', dimension: 'economic', name: named('Tourism'), shortName: named('Tourism') }),
  record('areas', { id: 'finance', dimension: 'economic', name: named('Finance'), shortName: named('Finance') }),
  record('bodies', {
    id: 'soc',
    kind: 'governing',
    name: named('Senior Officials Committee'),
    abbreviation: { en: 'SOC' },
  }),
]

/** A small book of a clearance: three States, two areas, one body and what the test adds. */
export function book(records: readonly ReturnType<typeof record>[], clearance: Clearance = 'public'): RecordBook {
  const seen = (visibility: Clearance) => clearance === 'restricted' || visibility === 'public'
  return createRecordBook(
    clearance,
    sources.filter((source) => seen(source.visibility)),
    [...frame, ...records].filter((each) => seen(each.visibility)),
  )
}

const referenceFolder = fileURLToPath(new URL('../../../data/reference', import.meta.url))

function visibilityOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'visibility' in body ? body.visibility : undefined
}

export function committedReference() {
  const reference = loadReference(referenceFolder)
  if (reference.kind !== 'loaded') throw new Error('the committed reference does not load')
  return reference
}

/** The committed records as a viewer of a clearance has them. */
export function committedBook(clearance: Clearance): RecordBook {
  const reference = committedReference()
  const seen = (visibility: unknown) => clearance === 'restricted' || visibility === 'public'
  return createRecordBook(
    clearance,
    reference.sources.filter((source) => seen(source.visibility)),
    reference.records.filter((each) => seen(visibilityOf(each.body))),
  )
}

export function context(own: RecordBook, today = '2024-06-01', language: Language = 'en'): RecordContext {
  return { book: own, today: calendarDate(today), t: translatorFor(language) }
}

export function words(reply: Reply): string {
  return plainText(joinHtml(reply.blocks, '\n\n'))
}
