import type { OutgoingMail } from './mail.ts'
import type { Fare, Pace } from './pace.ts'

/**
 * So many calls may be under way. Free: enough for 29 a second of 0.8 s each; few enough that, delayed and then let go together,
 * they stay below 30. Paid, which has no such limit: enough for 500 a second of 0.4 s each.
 */
const mostUnderWay = { free: 24, paid: 200 } as const

const fareOf = ({ isPaid }: OutgoingMail): Fare => (isPaid ? 'paid' : 'free')

/** What each of the two fares has room for: one that is used up does not hold up the other. */
export function createFares(pace: Pace) {
  const underWay = { free: 0, paid: 0 }

  return {
    most: () => mostUnderWay.free + (pace.isPaying() ? mostUnderWay.paid : 0),

    /** How many mails may go now, of both together. */
    allowance: () => pace.mailAllowance('free') + pace.mailAllowance('paid'),

    /** @param claimed what goes with it */
    hasRoom(mail: OutgoingMail, claimed: readonly { readonly mail: OutgoingMail }[]): boolean {
      const fare = fareOf(mail)
      const alike = claimed.filter((each) => fareOf(each.mail) === fare).length
      return alike < Math.min(mostUnderWay[fare] - underWay[fare], pace.mailAllowance(fare))
    },

    begin(mail: OutgoingMail, chat: string): void {
      pace.spend(chat, mail.payload.kind === 'edit' ? 'edit' : 'message', fareOf(mail))
      underWay[fareOf(mail)] += 1
    },

    end(mail: OutgoingMail): void {
      underWay[fareOf(mail)] -= 1
    },
  }
}
