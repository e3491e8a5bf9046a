import type { Topic } from '../question.ts'
import type { Reader } from './candidate.ts'
import { changes } from './changes.ts'
import { conceptPapers } from './concept-papers.ts'
import { coordinators } from './coordinators.ts'
import { deadlines } from './deadlines.ts'
import { memoranda, organizations } from './external.ts'
import { bodies, chairmanships, officials } from './institutions.ts'
import { meetings } from './meetings.ts'
import { membership } from './membership.ts'
import { ratification } from './ratification.ts'
import { areas, facts, figures, glossary, news, roadMap, rules, smallTalk } from './reference.ts'

const byKind: Readonly<Record<Topic['kind'], Reader>> = {
  coordinators,
  meetings,
  ratification,
  'concept-papers': conceptPapers,
  deadlines,
  membership,
  organizations,
  memoranda,
  bodies,
  chairmanships,
  officials,
  'road-map': roadMap,
  glossary,
  areas,
  rules,
  figures,
  facts,
  news,
  changes,
  greeting: smallTalk,
  help: smallTalk,
}

/** Every way to take a question, each once. */
export const readers: readonly Reader[] = [...new Set(Object.values(byKind))]

export function readerOf(kind: Topic['kind']): Reader {
  return byKind[kind]
}
