import { channelLanguages, draftEdition, publishEdition } from '../actions/publish-edition.ts'
import { tellStaff } from '../actions/tell-staff.ts'
import type { App } from '../app.ts'
import { dayIn } from '../clock.ts'
import type { Language } from '../domain/language.ts'
import { formatDate } from '../i18n/format.ts'
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
    for (const language of ready) publishEdition(app, { language, by: null })
    if (ready.length > 0) return
    const date = dayIn(dueAt, config.timeZone)
    tellStaff(app, {
      key: `edition-nothing:${date}`,
      note: (t) => reply(html`${t('desk.edition-nothing', { date: formatDate(date, t) })}`),
    })
  }

  function tellMissed(dueAt: Date): void {
    const date = dayIn(dueAt, config.timeZone)
    const note = (t: Parameters<Parameters<typeof tellStaff>[1]['note']>[0]) =>
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
        if (!store.ledger.recordRun(jobName, dueAt, now) || isFirst) return false
        if (kind === 'run') publishAll(channelLanguages(app), dueAt)
        else tellMissed(dueAt)
        return true
      })
      if (made) onMail()
    },
  }
}
