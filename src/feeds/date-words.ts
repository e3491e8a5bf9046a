/** First letters by which a month is known, in English, Russian, Ukrainian, Kazakh, German, French, Spanish, Turkish, Uzbek. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'янв', 'січ', 'қаң', 'кан', 'ene', 'oca', 'jän', 'qan', 'yan'],
  ['feb', 'фев', 'лют', 'ақп', 'акп', 'fév', 'fev', 'şub', 'sub', 'aqp'],
  ['mar', 'мар', 'бер', 'нау', 'mär', 'nau'],
  ['apr', 'апр', 'кві', 'сәу', 'avr', 'abr', 'nis', 'säu'],
  ['may', 'мая', 'май', 'тра', 'мам', 'mai', 'mam'],
  ['jun', 'июн', 'чер', 'мау', 'juin', 'haz', 'mau', 'iyun'],
  ['jul', 'июл', 'лип', 'шіл', 'шил', 'juil', 'tem', 'şil', 'iyul'],
  ['aug', 'авг', 'сер', 'там', 'aoû', 'aou', 'ago', 'ağu', 'agu', 'tam', 'avg', 'avq'],
  ['sep', 'сен', 'вер', 'қыр', 'кыр', 'eyl', 'qyr', 'sen'],
  ['oct', 'окт', 'жов', 'қаз', 'каз', 'okt', 'eki', 'qaz'],
  ['nov', 'ноя', 'лис', 'қар', 'кар', 'kas', 'qar', 'noy'],
  ['dec', 'дек', 'гру', 'жел', 'dez', 'déc', 'dic', 'ara', 'jel', 'dek'],
]

/** Days of the week in English, Russian, Kazakh and Turkish, and words for the day of writing: they say nothing that a date does not. */
const WEEKDAYS =
  /(?<!\p{L})(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|пн|вт|ср|чт|пт|сб|вс|(?:дүй|сей|сәр|бей|жек)?сенбі|жұма|дс|сс|бс|жм|жк|жс|сн|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|today|yesterday|сегодня|вчера|бүгін|кеше)(?!\p{L})\.?,?/giu

export function withoutWeekdays(text: string): string {
  return text.replace(WEEKDAYS, ' ')
}

/** The number of the month that a word names, in whatever form; 0 where it names none. */
export function monthOf(name: string): number {
  const lower = name.toLowerCase()
  // "маусым" (June) and "мамыр" (May) are Kazakh, "марта" and "мая" Russian: the first three letters tell them apart.
  return MONTHS.findIndex((starts) => starts.some((start) => lower.startsWith(start))) + 1
}
