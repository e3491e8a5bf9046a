import type { Topic } from '../question.ts'
import { areas } from './areas.ts'
import { bodies } from './bodies.ts'
import type { Reader } from './candidate.ts'
import { chairmanships } from './chairmanships.ts'
import { changes } from './changes.ts'
import { conceptPapers } from './concept-papers.ts'
import { coordinators } from './coordinators.ts'
import { deadlines } from './deadlines.ts'
import { due } from './due.ts'
import { memoranda, organizations } from './external.ts'
import { facts } from './facts.ts'
import { figures } from './figures.ts'
import { glossary } from './glossary.ts'
import { meetings } from './meetings.ts'
import { membership } from './membership.ts'
import { news } from './news.ts'
import { officials } from './officials.ts'
import { ratification } from './ratification.ts'
import { roadMap } from './road-map.ts'
import { rules } from './rules.ts'
import { smallTalk } from './small-talk.ts'

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
  due,
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
