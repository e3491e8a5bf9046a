/**
 * Hours east of Greenwich. Names with two meanings have the one that the feeds of our region mean (IST is India's,
 * CST America's as in RFC 822). Kazakhstan's ALMT and QYZT have been UTC+5 since 1 March 2024.
 */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  mez: 1,
  met: 1,
  cest: 2,
  mesz: 2,
  mest: 2,
  eet: 2,
  eest: 3,
  sast: 2,
  msk: 3,
  msd: 4,
  мск: 3,
  trt: 3,
  idt: 3,
  eat: 3,
  ast: -4,
  adt: -3,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  hst: -10,
  irst: 3.5,
  irdt: 4.5,
  gst: 4,
  get: 4,
  azt: 4,
  samt: 4,
  aft: 4.5,
  pkt: 5,
  uzt: 5,
  tjt: 5,
  tmt: 5,
  yekt: 5,
  almt: 5,
  qyzt: 5,
  ist: 5.5,
  lkt: 5.5,
  npt: 5.75,
  kgt: 6,
  omst: 6,
  bdt: 6,
  btt: 6,
  mmt: 6.5,
  novt: 7,
  krat: 7,
  ict: 7,
  wib: 7,
  hovt: 7,
  irkt: 8,
  hkt: 8,
  sgt: 8,
  myt: 8,
  pht: 8,
  ulat: 8,
  awst: 8,
  wita: 8,
  yakt: 9,
  jst: 9,
  kst: 9,
  wit: 9,
  vlat: 10,
  aest: 10,
  aedt: 11,
  magt: 11,
  pett: 12,
  nzst: 12,
  nzdt: 13,
}

/** Clocks that are named by their city: по московскому времени, время Астаны, Алматы уақытымен, Astana time, Asia/Almaty. */
const CITY_CLOCKS: readonly (readonly [RegExp, number])[] = [
  [/моск|мәскеу|moscow/iu, 3],
  [/астан|алмат|astana|almaty/iu, 5],
  [/гринвич|greenwich/iu, 0],
]

/** Without a word for time a city is the place of the news, not the zone of its date. */
function cityClock(text: string): number | undefined {
  const namesClock = /^по\s|врем|уақыт|\btime\b|\p{L}\/\p{L}/iu.test(text)
  return namesClock ? CITY_CLOCKS.find(([city]) => city.test(text))?.[1] : undefined
}

/** 10:00, 10.00.59, 10:00:59.123 pm. */
const CLOCK = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?(?:\s*([ap])\.?m(?!\p{L})\.?)?/iu
const HOUR = /^(\d{1,2})\s*([ap])\.?m(?!\p{L})\.?/iu
/** As RFC 822 at first wrote it, and ISO 8601 in its basic form: 1000, 100059. */
const BASIC = /^(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?(?=$|[\sz+-])/i

/** A time of day with its zone, without which it is UTC → seconds after midnight UTC; null where it is none. */
export function readTime(text: string): number | null {
  const bare = text.replace(/^(?:[|•·@/–—-]\s+|(?:в|at|um|сағат)\s+)+/iu, '')
  const [whole, hours, minutes = '0', seconds = '0', half] =
    CLOCK.exec(bare) ?? BASIC.exec(bare) ?? hourOnly(HOUR.exec(bare)) ?? []
  if (whole === undefined) return null
  const [hour, minute, second] = [toFullHour(Number(hours), half), Number(minutes), Number(seconds)]
  if (hour > 24 || minute > 59 || second > 60) return null
  // An unknown or impossible zone counts as UTC, for the day is still worth having.
  return hour * 3600 + minute * 60 + second - (zoneSeconds(bare.slice(whole.length).trim()) ?? 0)
}

function hourOnly(match: RegExpExecArray | null): readonly (string | undefined)[] | undefined {
  return match === null ? undefined : [match[0], match[1], '0', '0', match[2]]
}

function toFullHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/** The zone with which a text begins → seconds east of Greenwich; undefined where it names none that is known. */
export function zoneSeconds(text: string): number | undefined {
  const [, name = '', sign, hours = '', minutes] =
    /^(?:по\s+)?(\p{L}*)\s*(?:([+\-−])(\d{1,2}?)(?::?(\d{2}))?(?!\d))?/iu.exec(text) ?? []
  const known = ZONES[name.toLowerCase()]
  if (sign === undefined) {
    const hoursEast = known ?? cityClock(text)
    return hoursEast === undefined ? undefined : hoursEast * 3600
  }
  if (Number(hours) > 23 || Number(minutes ?? 0) > 59) return undefined
  // In Russia МСК+2 is the zone of Yekaterinburg; what follows GMT or another name is reckoned from Greenwich.
  const base = /^(?:мск|msk)$/i.test(name) && minutes === undefined ? 3 * 3600 : 0
  return base + (sign === '+' ? 1 : -1) * (Number(hours) * 3600 + Number(minutes ?? 0) * 60)
}
