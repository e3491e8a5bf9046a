import type { App } from '../app.ts'
import { understand } from '../ask/understand.ts'
import type { Request } from './request.ts'

/** With such a word in it a text that is understood is a question, and no name. Kazakh and Russian have particles for it. */
const interrogatives =
  /(?<!\p{L})(?:who|whom|whose|when|where|what|which|why|how|has|have|is|are|does|do|did|can|кто|кого|когда|где|куда|что|какой|какая|какие|какое|каких|который|почему|зачем|как|сколько|ли|кім|кімдер|қашан|қайда|қай|қандай|неше|қанша|не|неге|қалай|ма|ме|ба|бе|па|пе)(?!\p{L})/iu
/** From this confidence on it is clear enough what was asked. */
export const clear = 0.6

/** Whether words ask the bot something; a State alone (“Thailand?”) does not. */
export function asksSomething(text: string, { book, today, t }: Request, { lexicon }: App): boolean {
  const meant = understand(text, { book, lexicon, today, language: t.language })
  const isClear = meant.kind === 'understood' && meant.confidence >= clear
  return (text.includes('?') || interrogatives.test(text)) && isClear
}
