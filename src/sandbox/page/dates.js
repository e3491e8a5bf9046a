// Browsers without Kazakh date names write them in English, so the page brings its own.
const kazakhMonths = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' ')
const kazakhDays = 'жексенбі дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі'.split(' ')
const englishDays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

// English as the United Nations writes it: the day before the month.
const locales = { en: 'en-GB', ru: 'ru-RU' }

/**
 * A date in words: "20 November 2026", "20 ноября 2026 г.", "2026 ж. 20 қараша".
 * @param {Date} instant
 * @param {{ language: string, timeZone?: string, weekday?: boolean }} how
 */
export function dateInWords(instant, { language, timeZone, weekday = false }) {
  if (language === 'kk') return kazakhDate(instant, { timeZone, weekday })
  const name = weekday ? { weekday: 'long' } : {}
  const format = new Intl.DateTimeFormat(locales[language], {
    timeZone,
    ...name,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return format.format(instant)
}

function kazakhDate(instant, { timeZone, weekday }) {
  const { year, month, day } = partsOf(instant, timeZone)
  const name = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(instant)
  const date = `${year} ж. ${Number(day)} ${kazakhMonths[Number(month) - 1]}`
  return weekday ? `${date}, ${kazakhDays[englishDays.indexOf(name)]}` : date
}

/** The time of day, 24 hours. */
export function timeOfDay(instant, { timeZone, seconds = false }) {
  const fine = seconds ? { second: '2-digit' } : {}
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', ...fine }).format(instant)
}

/** YYYY-MM-DD in that zone. */
export function dayKey(instant, timeZone) {
  const { year, month, day } = partsOf(instant, timeZone)
  return `${year}-${month}-${day}`
}

function partsOf(instant, timeZone) {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
}
