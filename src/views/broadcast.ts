import type { BroadcastKind, BroadcastProgress } from '../domain/broadcast.ts'
import { formatInstant, formatNumber } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html, joinHtml } from './html.ts'
import { type ButtonRows, buttonData } from './reply.ts'

export type BroadcastState = {
  readonly id: number
  readonly kind: BroadcastKind
  readonly beganAt: Date
  readonly timeZone: string
  readonly state: 'going' | 'stopped' | 'finished'
  readonly progress: BroadcastProgress
  /** Undefined where nobody can tell: nothing leaves at present. */
  readonly secondsLeft: number | undefined
  /** From its beginning until now. */
  readonly secondsTaken: number
}

/** Coarse, as an estimate should be: the text then changes no oftener than it has to. */
function duration(seconds: number, t: Translate): string {
  if (seconds < 60) return t('broadcast.under-a-minute')
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return t('broadcast.minutes', { minutes })
  return t('broadcast.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

function standing({ state, progress, secondsTaken }: BroadcastState, t: Translate): readonly string[] {
  if (state === 'finished') return [t('broadcast.finished', { time: duration(secondsTaken, t) })]
  if (state === 'going') return []
  return [t('broadcast.stopped', { count: progress.left }), t('broadcast.stopped-expiry')]
}

/** How far a sending to many is, for the staff chat. */
export function broadcastView(
  broadcast: BroadcastState,
  t: Translate,
): { readonly text: Html; readonly buttons: ButtonRows } {
  const { id, kind, beganAt, timeZone, state, progress, secondsLeft } = broadcast
  const figure = (value: number) => formatNumber(value, t.language)
  const line = (key: 'failed' | 'cancelled' | 'uncertain' | 'left' | 'later', value: number) =>
    value === 0 ? [] : [t(`broadcast.${key}`, { figure: figure(value) })]
  const time = secondsLeft === undefined ? t('broadcast.time-unknown') : duration(secondsLeft, t)
  const heading = t('broadcast.heading', {
    what: t(`broadcast.kind.${kind}`),
    time: formatInstant(beganAt, timeZone, t.language),
  })
  const lines = [
    ...standing(broadcast, t),
    t('broadcast.sent', { figure: figure(progress.sent), total: figure(progress.total) }),
    ...line('failed', progress.failed),
    ...line('cancelled', progress.cancelled),
    ...line('uncertain', progress.uncertain),
    ...line('left', progress.left),
    ...line('later', progress.later),
    ...(state === 'going' && progress.left > progress.later ? [t('broadcast.time-left', { time })] : []),
  ]
  const button = state === 'stopped' ? 'resume' : 'stop'
  return {
    text: html`<b>${heading}</b>\n${joinHtml(
      lines.map((each) => html`${each}`),
      '\n',
    )}`,
    buttons: state === 'finished' ? [] : [[{ text: t(`broadcast.${button}`), data: buttonData('status', button, id) }]],
  }
}
