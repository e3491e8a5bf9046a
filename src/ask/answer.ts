import { areasView } from '../views/records/areas.ts'
import { bodiesView } from '../views/records/bodies.ts'
import { chairmanshipsView } from '../views/records/chairmanships.ts'
import { conceptPapersView } from '../views/records/concept-papers.ts'
import { coordinatorsView } from '../views/records/coordinators.ts'
import { deadlinesView } from '../views/records/deadlines.ts'
import { dueView } from '../views/records/due.ts'
import { factsView } from '../views/records/facts.ts'
import { figuresView } from '../views/records/figures.ts'
import { glossaryView } from '../views/records/glossary.ts'
import { changesGuide, guideView, newsView } from '../views/records/guide.ts'
import { meetingsView } from '../views/records/meetings.ts'
import { membershipView } from '../views/records/membership.ts'
import { officialsView } from '../views/records/officials.ts'
import { memorandaView, organizationsView } from '../views/records/organizations.ts'
import { ratificationView } from '../views/records/ratification.ts'
import type { RecordAnswer, RecordContext } from '../views/records/record-context.ts'
import { roadMapView } from '../views/records/road-map.ts'
import { rulesView } from '../views/records/rules.ts'
import type { Reply } from '../views/reply.ts'
import type { Topic } from './question.ts'

/** What a question is answered with; `answered` is false where the records hold nothing on it. */
export type Answer = { readonly reply: Reply; readonly answered: boolean; readonly intent: Topic['kind'] }

function view(topic: Topic, context: RecordContext): RecordAnswer {
  switch (topic.kind) {
    case 'coordinators':
      return coordinatorsView(topic, context)
    case 'meetings':
      return meetingsView(topic, context)
    case 'ratification':
      return ratificationView(topic, context)
    case 'concept-papers':
      return conceptPapersView(topic, context)
    case 'deadlines':
      return deadlinesView(topic, context)
    case 'membership':
      return membershipView(topic, context)
    case 'organizations':
      return organizationsView(topic, context)
    case 'memoranda':
      return memorandaView(topic, context)
    case 'bodies':
      return bodiesView(topic, context)
    case 'chairmanships':
      return chairmanshipsView(topic, context)
    case 'officials':
      return officialsView(topic, context)
    case 'road-map':
      return roadMapView(topic, context)
    case 'glossary':
      return glossaryView(topic, context)
    case 'areas':
      return areasView(topic, context)
    case 'due':
      return dueView(topic, context)
    case 'rules':
      return rulesView(topic, context)
    case 'figures':
      return figuresView(topic, context)
    case 'facts':
      return factsView(topic, context)
    case 'news':
      return newsView(context)
    case 'changes':
      return changesGuide(context)
    case 'greeting':
    case 'help':
      return guideView(topic.kind, context)
  }
}

/**
 * Answers one thing that was asked, from the records that the viewer's book holds, as things stood on the day of the context.
 * Secrets are not filtered here: a public book has none.
 */
export function answer(topic: Topic, context: RecordContext): Answer {
  return { ...view(topic, context), intent: topic.kind }
}
