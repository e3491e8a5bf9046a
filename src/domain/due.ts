import { addMonths, type CalendarDate, dayOf, firstDay, lastDay, type PartialDate } from './calendar.ts'
import type { ConceptPaper } from './concept-paper.ts'
import { isRunning } from './coordination.ts'
import type { AreaSlug } from './dimension.ts'
import type { AttestedRecord, RecordBook } from './record-book.ts'
import type { Rule } from './reference.ts'

/** What the modalities of implementation of CBMs ask for, with the rule that asks for it. */
export type Due = {
  readonly subject: Rule['subject']
  readonly area?: AreaSlug
  readonly state?: string
  /** The day by which, where the rule and the records give one. */
  readonly by?: CalendarDate
  readonly overdue: boolean
  readonly rule: AttestedRecord<'rules'>
  /** The records that it follows from; none where it follows from the lack of one. */
  readonly basis: readonly (AttestedRecord<'coordinators'> | AttestedRecord<'concept-papers'>)[]
}

type Found = Omit<Due, 'rule'>
type Coordinator = AttestedRecord<'coordinators'>
type Paper = AttestedRecord<'concept-papers'>

/** Months within which a new coordinator proposes a concept paper. */
const paperMonths = 3
/** Months after which a draft under consideration needs expert meetings. */
const draftMonths = 6
/** Renewal is looked after from ninety days before an end, as terms are. */
const renewalMonths = 3

const earliest = (date: PartialDate | null | undefined) => (date == null ? undefined : firstDay(date))

/** The day an appointment counts from: its own, else that of the source that reports it. */
function appointedOn(record: Pick<Coordinator, 'from' | 'asOf'>): CalendarDate | undefined {
  return record.from ?? earliest(record.asOf)
}

function isInUse(paper: Pick<ConceptPaper, 'status'>): boolean {
  return paper.status === 'approved' || paper.status === 'up-to-date'
}

function paperOf(area: AreaSlug, papers: readonly Paper[]): Paper | undefined {
  return papers.find((paper) => paper.area === area && paper.kind === 'concept-paper')
}

function papersDue(book: RecordBook, today: CalendarDate): Found[] {
  return book.coordinators
    .filter((record) => record.status === 'appointed' && record.role === 'coordinator' && isRunning(record, today))
    .flatMap((record): Found[] => {
      const paper = paperOf(record.area, book['concept-papers'])
      const since = appointedOn(record)
      if ((paper !== undefined && paper.status !== 'not-elaborated') || since === undefined) return []
      const by = addMonths(since, paperMonths)
      return [
        {
          subject: 'concept-paper-due',
          area: record.area,
          ...stateOf(record),
          by,
          overdue: by < today,
          basis: [record],
        },
      ]
    })
}

function stateOf(record: Pick<Coordinator, 'state'>): Pick<Due, 'state'> {
  return record.state === undefined ? {} : { state: record.state }
}

function expertMeetingsDue(book: RecordBook, today: CalendarDate): Found[] {
  return book['concept-papers']
    .filter((paper) => paper.status === 'submitted')
    .flatMap((paper): Found[] => {
      const since = earliest(paper.asOf)
      if (since === undefined || addMonths(since, draftMonths) >= today) return []
      if (hasExpertMeeting(book.events, paper.area, since)) return []
      const by = addMonths(since, draftMonths)
      return [{ subject: 'expert-meetings-due', area: paper.area, by, overdue: true, basis: [paper] }]
    })
}

function hasExpertMeeting(events: readonly AttestedRecord<'events'>[], area: AreaSlug, since: CalendarDate): boolean {
  return events.some(
    (event) => event.type === 'expert' && event.area === area && (earliest(event.start) ?? '') >= since,
  )
}

/** Papers with an end and terms with an end, from three months before it. */
function renewalsDue(book: RecordBook, today: CalendarDate): Found[] {
  const ahead = addMonths(today, renewalMonths)
  const papers = book['concept-papers'].filter(isInUse).flatMap((paper): Found[] => {
    const by = paper.validUntil === undefined ? undefined : lastDay(paper.validUntil)
    return by === undefined || by > ahead
      ? []
      : [{ subject: 'renewal-due', area: paper.area, by, overdue: by < today, basis: [paper] }]
  })
  const terms = book.coordinators
    .filter((record) => record.status === 'appointed')
    .flatMap((record): Found[] => {
      const by = record.until
      if (by === undefined || by > ahead) return []
      return [{ subject: 'term', area: record.area, ...stateOf(record), by, overdue: by < today, basis: [record] }]
    })
  return [...papers, ...terms]
}

/** The yearly review of CBMs by the SOC: due until a SOC meeting of this year is on record as held. */
function reviewDue(book: RecordBook, today: CalendarDate): Found[] {
  const year = today.slice(0, 4)
  const reviewed = book.events.some((event) => {
    const sits = event.body === 'soc' || (event.furtherBodies ?? []).includes('soc')
    return (
      sits &&
      event.status === 'held' &&
      event.start?.startsWith(year) === true &&
      (earliest(event.start) ?? '') <= today
    )
  })
  return reviewed ? [] : [{ subject: 'yearly-review', by: dayOf(Number(year), 12, 31), overdue: false, basis: [] }]
}

const bySoonest = (a: Due, b: Due) => (a.by ?? '9999').localeCompare(b.by ?? '9999')

/**
 * What the modalities make due on a day, soonest first. Without a rule of the subject in the viewer's book nothing is due:
 * a public book, which has none, learns nothing here.
 */
export function dueOn(book: RecordBook, today: CalendarDate): readonly Due[] {
  const found = [
    ...papersDue(book, today),
    ...expertMeetingsDue(book, today),
    ...renewalsDue(book, today),
    ...reviewDue(book, today),
  ]
  return found
    .flatMap((each): Due[] => {
      const rule = book.rules.find(({ subject }) => subject === each.subject)
      return rule === undefined ? [] : [{ ...each, rule }]
    })
    .sort(bySoonest)
}
