import { firstDay, lastDay } from '../../domain/calendar.ts'
import type { Span } from '../../domain/span.ts'
import type { Analysis } from '../analyse.ts'
import { dayOrSpan, organizationsIn, type Reader, statesMeant } from './candidate.ts'

const officeNames = ['secretary-general', 'executive-director', 'deputy-secretary-general', 'deputy-executive-director']

/** Officials whose office, or the chairmanship they served under, was of these States. */
function officialsOf(analysis: Analysis, office: string | undefined, states: readonly string[]): readonly string[] {
  return analysis.book.officials
    .filter((official) => office === undefined || official.office === office)
    .filter((official) => official.state !== undefined && states.includes(official.state))
    .map((official) => official.id)
}

/** Who took the office in a span of days, where the day is on record. */
function appointedIn({ from, to }: Span, office: string, analysis: Analysis): readonly string[] {
  return analysis.book.officials.flatMap((official) => {
    if (official.office !== office || official.from === undefined) return []
    const [first, last] = [firstDay(official.from), lastDay(official.from)]
    return first !== undefined && last !== undefined && first >= from && last <= to ? [official.id] : []
  })
}

/** The register is in the order of time: who led the Secretariat before the person named, or after. */
function neighbourOf(named: readonly string[], step: 1 | -1, analysis: Analysis): string | undefined {
  const deputies = analysis.book.officials
    .filter((each) => named.includes(each.id))
    .every((each) => each.office.startsWith('deputy'))
  const row = analysis.book.officials.filter((each) => each.office.startsWith('deputy') === deputies)
  // One person may have held two offices in turn.
  const isNamed = ({ id }: { readonly id: string }) => named.includes(id)
  const at = step === 1 ? row.findLastIndex(isNamed) : row.findIndex(isNamed)
  return row[at + step]?.id
}

/** «Кто был генеральным секретарём СВМДА»: with the name of CICA the office is also one of its bodies. */
function officesIn({ ids, has, notions }: Analysis): readonly string[] {
  const offices = ids('offices')
  if (offices.length > 0 || !has('who') || !ids('bodies').some((id) => id === 'sg' || id === 'dsg')) return offices
  return notions.every.flatMap(({ alias }) => (alias.group === 'offices' ? [alias.id] : []))
}

/** Holders of the offices of the Secretariat; of persons only those on record. */
export const officials: Reader = (analysis) => {
  const { has } = analysis
  const people = analysis.ids('officials')
  const named = people.flatMap((name) => analysis.index.officialsNamed.get(name) ?? [])
  const foreign = organizationsIn(analysis).length > 0 ? 0.6 : 0
  // “Sarybay's deputies” are asked for, not he.
  const ofDeputies = has('deputy-cue') && analysis.ids('offices').some((id) => id.startsWith('deputy'))
  const areDeputies = analysis.book.officials.some(
    ({ id, office }) => named.includes(id) && office.startsWith('deputy'),
  )
  if (people.length > 0 && (!ofDeputies || areDeputies)) {
    const step = has('current') ? undefined : has('after', 'next') ? 1 : has('previous') ? -1 : undefined
    const beside = step === undefined ? undefined : neighbourOf(named, step, analysis)
    // Nobody on record stands before the first or after the last; the one named is no answer to that.
    const ids = step === undefined ? [...new Set(named)] : beside === undefined ? [] : [beside]
    return [{ topic: { kind: 'officials', officials: ids }, score: (named.length > 0 ? 0.86 : 0.5) - foreign }]
  }
  // “Who was running the Secretariat?” asks for its head by another name.
  const heads = analysis.ids('bodies').includes('secretariat') && has('who') && has('head', 'duty')
  const offices = officesIn(analysis).filter((id) => officeNames.includes(id))
  // In “the Secretary General's two deputies” his office only says whose they are.
  const office =
    offices.find((id) => id.startsWith('deputy')) ?? offices[0] ?? (heads ? 'secretary-general' : undefined)
  if (office === undefined) return []
  const states = analysis.ids('states')
  const span = analysis.spans[0]
  const asks = has('who', 'what', 'when', 'current', 'all', 'appointed', 'first-cue', 'previous', 'how-long')
  let score = asks || span !== undefined || states.length > 0 ? 0.9 : 0.8
  if (analysis.ids('clusters').length > 0) score -= 0.25
  // What a State handed to the Secretary General is its instrument.
  if (has('deposit') && statesMeant(analysis).length > 0) score -= 0.5
  if (analysis.ids('words').some((word) => ['contribution', 'budget'].includes(word))) score -= 0.3
  if (states.length > 0 && !states.includes('KAZ')) {
    const own = officialsOf(analysis, office, states)
    // Until 2022 an Executive Director headed the Secretariat.
    const found =
      own.length > 0 || office !== 'secretary-general' ? own : officialsOf(analysis, 'executive-director', states)
    if (found.length > 0) return [{ topic: { kind: 'officials', officials: found, office }, score: score - foreign }]
  }
  // Nobody who comes next is on record; the one in office is no answer to that.
  const isAhead = span !== undefined && span.from > analysis.today
  if ((has('next') || isAhead) && !has('current', 'first-cue'))
    return [{ topic: { kind: 'officials', office, officials: [] }, score: score - foreign }]
  const appointed = span === undefined || !has('appointed') ? [] : appointedIn(span, office, analysis)
  if (appointed.length > 0)
    return [{ topic: { kind: 'officials', officials: appointed, office }, score: score - foreign }]
  const which = has('first-cue') ? 'first' : has('previous') ? 'previous' : has('all') ? 'all' : undefined
  return [
    {
      topic: {
        kind: 'officials',
        office,
        ...(isAhead ? {} : dayOrSpan(span)),
        ...(which === undefined ? {} : { which }),
      },
      score: score - foreign,
    },
  ]
}
