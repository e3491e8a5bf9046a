import type { Command } from '#src/bot/command.ts'
import { about } from './about.ts'
import { agreements } from './agreements.ts'
import { areas } from './areas.ts'
import { ask } from './ask.ts'
import { bodies } from './bodies.ts'
import { chair } from './chair.ts'
import { changes } from './changes.ts'
import { coordinators } from './coordinators.ts'
import { correct } from './correct.ts'
import { deadlines } from './deadlines.ts'
import { digest } from './digest.ts'
import { due } from './due.ts'
import { edition } from './edition.ts'
import { feeds } from './feeds.ts'
import { forget } from './forget.ts'
import { glossary } from './glossary.ts'
import { help } from './help.ts'
import { invite } from './invite.ts'
import { language } from './language.ts'
import { meetings } from './meetings.ts'
import { members } from './members.ts'
import { mydata } from './mydata.ts'
import { news } from './news.ts'
import { papers } from './papers.ts'
import { people } from './people.ts'
import { privacy } from './privacy.ts'
import { publish } from './publish.ts'
import { ratification } from './ratification.ts'
import { register } from './register.ts'
import { retract } from './retract.ts'
import { review } from './review.ts'
import { roadmap } from './roadmap.ts'
import { roundup } from './roundup.ts'
import { rules } from './rules.ts'
import { sources } from './sources.ts'
import { start } from './start.ts'
import { stats } from './stats.ts'
import { status } from './status.ts'
import { subscribe } from './subscribe.ts'
import { subscriptions } from './subscriptions.ts'
import { unanswered } from './unanswered.ts'
import { unsubscribe } from './unsubscribe.ts'

/** The menu, in the order in which people see it. */
export const commands: readonly Command[] = [
  start,
  help,
  coordinators,
  meetings,
  ratification,
  news,
  subscribe,
  subscriptions,
  unsubscribe,
  ask,
  members,
  bodies,
  areas,
  papers,
  deadlines,
  due,
  chair,
  agreements,
  roadmap,
  glossary,
  stats,
  sources,
  changes,
  review,
  edition,
  publish,
  correct,
  retract,
  roundup,
  digest,
  rules,
  feeds,
  unanswered,
  status,
  people,
  invite,
  language,
  about,
  register,
  privacy,
  mydata,
  forget,
]
