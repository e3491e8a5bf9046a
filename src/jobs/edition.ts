import { isDayTaken, isHourOver } from '../actions/days-edition.ts'
import { channelLanguages, draftEdition, publishEdition } from '../actions/publish-edition.ts'
import { tellStaff } from '../actions/tell-staff.ts'
import type { App } from '../app.ts'
import { dayIn } from '../clock.ts'
import type { Language } from '../domain/language.ts'
import { capitalised, formatDate, formatTime } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { html } from '../views/html.ts'
import { reply } from '../views/reply.ts'
import { dueRun } from './due-runs.ts'
import type { Job } from './job.ts'

/** An edition that was missed is still made within so many hours; later it would be yesterday's news. */
const graceHours = 6
const jobName = 'edition'

/** Publishes the daily edition of every channel, once for each day, whatever is killed when. */
export function createEditionJob(app: App, onMail: () => void): Job {
  const { store, clock, config } = app
  const daily = { time: config.editionTime, timeZone: config.timeZone }

  function publishAll(languages: readonly Language[], dueAt: Date): void {
    const ready = languages.filter((language) => draftEdition(app, language) !== undefined)
    const date = dayIn(dueAt, config.timeZone)
    for (const language of ready) publishEdition(app, { language, by: null, day: date })
    if (ready.length > 0) return
    tellStaff(app, {
      key: `edition-nothing:${date}`,
      note: (t) => reply(html`${t('desk.edition-nothing', { date: formatDate(date, t) })}`),
    })
  }

  /** Staff set a time of their own for today: the usual hour passes over this language. */
  function isPlanned(language: Language, dueAt: Date): boolean {
    const { scheduledAt } = store.editions.draft(language)
    return scheduledAt !== null && dayIn(scheduledAt, config.timeZone) === dayIn(dueAt, config.timeZone)
  }

  /** What staff planned goes out at its time; the plan is gone in the transaction that carries it out. */
  function publishPlanned(now: Date): boolean {
    return store.transaction(() => {
      const due = store.editions.scheduled().filter(({ at }) => at <= now)
      for (const { language, at } of due) {
        store.editions.schedule(language, null)
        const isLate = now.getTime() - at.getTime() > graceHours * 3_600_000
        const isReady = !isLate && config.channels[language] !== undefined && draftEdition(app, language) !== undefined
        if (isReady) publishEdition(app, { language, by: null, day: dayIn(at, config.timeZone) })
        else tellPlanFailed(language, at, isLate)
      }
      return due.length > 0
    })
  }

  function tellPlanFailed(language: Language, at: Date, isLate: boolean): void {
    const values = { time: formatTime(at, config.timeZone), hours: graceHours }
    const key = `edition-plan:${language}:${at.toISOString()}`
    const note = (t: Translate) => {
      const named = { ...values, language: t(`desk.languages.${language}`) }
      return reply(html`${capitalised(isLate ? t('desk.plan-missed', named) : t('desk.plan-empty', named))}`)
    }
    tellStaff(app, { key, note })
  }

  function tellMissed(dueAt: Date): void {
    const date = dayIn(dueAt, config.timeZone)
    const note = (t: Translate) =>
      reply(
        html`${t('desk.edition-skipped', { date: formatDate(date, t), time: config.editionTime, hours: graceHours })}`,
      )
    tellStaff(app, { key: `edition-skipped:${date}`, note })
  }

  return {
    name: jobName,
    run() {
      const now = clock.now()
      const { kind, dueAt } = dueRun(daily, now, graceHours)
      const made = store.transaction(() => {
        // A bot that runs for the first time has missed nothing.
        const isFirst = store.ledger.lastRun(jobName) === undefined
        const day = dayIn(dueAt, config.timeZone)
        if (isHourOver(app, day) || !store.ledger.recordRun(jobName, dueAt, now) || isFirst) return false
        const languages = channelLanguages(app).filter(
          (language) => !isPlanned(language, dueAt) && !isDayTaken(app, language, day),
        )
        if (languages.length === 0) return false
        if (kind === 'missed') tellMissed(dueAt)
        else publishAll(languages, dueAt)
        return true
      })
      const planned = publishPlanned(now)
      if (made || planned) onMail()
    },
  }
}
