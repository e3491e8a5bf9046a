import { digestDraft, fileOf, quarterBefore } from '../actions/news-documents.ts'
import { channelLanguages } from '../actions/publish-edition.ts'
import { draftRoundup, roundupWeekday } from '../actions/roundup.ts'
import { staffTranslator, tellStaff } from '../actions/tell-staff.ts'
import type { App } from '../app.ts'
import { dayIn } from '../clock.ts'
import { partialDate } from '../domain/calendar.ts'
import { capitalised, formatDate } from '../i18n/format.ts'
import { enqueue } from '../outbox/enqueue.ts'
import type { Mail } from '../outbox/mail.ts'
import { digestMenu } from '../views/digest-menu.ts'
import { roundupPreview } from '../views/roundup.ts'
import { dueRun } from './due-runs.ts'
import type { Job } from './job.ts'

/** Friday afternoon, when the week's last edition is out; and the morning after a quarter. */
const roundupTime = '17:00'
const digestTime = '10:00'
const graceHours = 12

/** ISO weekday of a day, 1 is Monday. */
const weekdayOf = (date: string) => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1

/** Brings the week's round-up to the staff chat on the set weekday: nothing goes to a channel before somebody presses. */
export function createRoundupJob(app: App, onMail: () => void): Job {
  const { store, clock, config } = app
  return {
    name: 'roundup',
    run() {
      const now = clock.now()
      const { kind, dueAt } = dueRun({ time: roundupTime, timeZone: config.timeZone }, now, graceHours)
      const day = dayIn(dueAt, config.timeZone)
      if (kind === 'missed' || weekdayOf(day) !== roundupWeekday(app)) return
      const made = store.transaction(() => {
        const isFirst = store.ledger.lastRun('edition') === undefined
        if (!store.ledger.recordRun('roundup', dueAt, now) || isFirst) return false
        const languages = channelLanguages(app)
        for (const language of languages) {
          const draft = draftRoundup(app, language)
          if (draft === undefined || draft.isOut) continue
          const others = languages.filter((each) => each !== language)
          tellStaff(app, {
            key: `roundup:${day}:${language}`,
            note: (t) => roundupPreview(draft, others, t),
            priority: 'digest',
          })
        }
        return true
      })
      if (made) onMail()
    },
  }
}

/** On the first morning of a quarter the staff chat gets the draft of the digest for the quarter before, a file for each channel. */
export function createDigestDraftJob(app: App, onMail: () => void): Job {
  const { store, clock, config } = app

  async function files(quarter: string): Promise<Mail[]> {
    const { staffChat } = config
    if (staffChat === undefined) return []
    const t = staffTranslator(app)
    const period = formatDate(partialDate(quarter), t)
    return Promise.all(
      channelLanguages(app).map(async (language): Promise<Mail> => {
        const file = await fileOf(
          digestDraft(app, quarter, language),
          'docx',
          `cica-digest-${quarter.toLowerCase()}-${language}`,
        )
        const caption = capitalised(t('desk.digest-caption', { period, language: t(`desk.languages.${language}`) }))
        const base64 = Buffer.from(file.bytes).toString('base64')
        return {
          key: `digest-draft:${quarter}:${language}`,
          chain: `digest-draft:${quarter}`,
          chat: staffChat,
          payload: { kind: 'document', fileName: file.fileName, base64, caption },
          priority: 'digest',
          dueAt: clock.now(),
          safeToRepeat: true,
          triesAnyway: true,
        }
      }),
    )
  }

  return {
    name: 'digest-draft',
    async run() {
      const now = clock.now()
      const { kind, dueAt } = dueRun({ time: digestTime, timeZone: config.timeZone }, now, graceHours)
      const day = dayIn(dueAt, config.timeZone)
      if (kind === 'missed' || !/-(01|04|07|10)-01$/.test(day)) return
      if (store.ledger.lastRun('digest-draft')?.getTime() === dueAt.getTime()) return
      const quarter = quarterBefore(day)
      // Files take a moment to make: they are ready before the transaction that sends them.
      const mails = await files(quarter)
      const made = store.transaction(() => {
        if (!store.ledger.recordRun('digest-draft', dueAt, now)) return false
        enqueue(store, mails, now)
        const note = (t: Parameters<typeof digestMenu>[1]) => digestMenu({ quarter, others: [] }, t)
        tellStaff(app, { key: `digest-draft:${quarter}`, note, priority: 'digest' })
        return true
      })
      if (made) onMail()
    },
  }
}
