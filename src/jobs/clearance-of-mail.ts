import type { Mail } from '../outbox/mail.ts'
import type { Html } from '../views/html.ts'

const markup = (texts: readonly Html[]) => texts.map((text) => text.markup).join('\n')

/**
 * Whether mail is for a reader with clearance only. Where the public is told the very same, it goes also to somebody who has
 * lost the clearance by then.
 * @param open what the public is told
 */
export function clearanceOfMail(
  isCleared: boolean,
  told: readonly Html[],
  open: () => readonly Html[],
): Pick<Mail, 'restricted' | 'publicToo'> {
  return isCleared ? { restricted: true, publicToo: markup(told) === markup(open()) } : {}
}
