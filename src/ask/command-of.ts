import type { Topic } from './question.ts'

/** The command under which a kind of topic is looked up by hand. */
export const commandOf: Readonly<Partial<Record<Topic['kind'], string>>> = {
  coordinators: '/coordinators',
  meetings: '/meetings',
  ratification: '/ratification',
  'concept-papers': '/papers',
  deadlines: '/deadlines',
  membership: '/members',
  organizations: '/members',
  memoranda: '/agreements',
  bodies: '/bodies',
  chairmanships: '/chair',
  officials: '/chair',
  'road-map': '/roadmap',
  glossary: '/glossary',
  areas: '/areas',
  due: '/due',
  figures: '/stats',
  news: '/news',
  changes: '/changes',
}
