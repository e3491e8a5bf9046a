import { z } from 'zod'

/**
 * Scores answers to the evaluation set beside this file (questions.jsonl, one question a line).
 * The set was written before the bot understood anything, so that it measures and does not follow.
 */

const strings = z.array(z.string())

const questionSchema = z.object({
  id: z.string().min(1),
  lang: z.enum(['en', 'ru', 'kk']),
  clearance: z.enum(['public', 'restricted']),
  now: z.iso.date(),
  text: z.string().min(1),
  intent: z.string().min(1),
  answer: z.enum(['yes', 'denied', 'abstain']),
  must: z.array(strings.min(1)),
  mustNot: strings,
  mustNotRestricted: strings.default([]),
  tags: strings.default([]),
  why: z.string().min(1),
  split: z.enum(['tune', 'hold']).default('tune'),
})

/** One question with what its answer must hold, must not hold, and must never show to a public viewer. */
export type EvaluationQuestion = z.infer<typeof questionSchema>

/** `answered: false` is the bot's own word that it declined; without it the text is read for a refusal. */
export type GivenAnswer = { readonly text: string; readonly answered?: boolean }

/** `otherLanguage` is reported and never scored: a transliterated question may be answered in either script. */
export type Judgement = {
  readonly ok: boolean
  readonly leak: boolean
  readonly otherLanguage: boolean
  readonly reasons: readonly string[]
}

/** An answer longer than this many levelled characters is a dump of the records, not an answer. */
export const LONGEST_ANSWER = 3000

/** Reads questions.jsonl; throws with the line's number on the first line that is not a question. */
export function parseQuestions(jsonl: string): EvaluationQuestion[] {
  return jsonl.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    try {
      return [questionSchema.parse(JSON.parse(line))]
    } catch (cause) {
      throw new Error(`questions.jsonl, line ${index + 1}`, { cause })
    }
  })
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&nbsp;', ' '],
])

/**
 * Plain text with everything levelled in which two right answers may differ: markup, case, Latin diacritics, ё, dashes, quotes, spaces.
 * Addresses go first: the digits and names inside a source's address assert nothing.
 */
export function level(text: string): string {
  return text
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES.get(entity) ?? entity)
    .replace(
      /\bhttps?:\/\/\S+|\bwww\.\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|com|net|int|gov|kz|az|ru|asia)\b\S*/gi,
      ' ',
    )
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('ё', 'е')
    .replaceAll('ə', 'ә')
    .replace(/\p{Pd}|−/gu, '-')
    .replace(/[«»“”„‟]/g, '"')
    .replace(/[‘’ʼ´]/g, "'")
    .replace(/[*_~`|]+/g, ' ')
    .replace(/[\s\u200b\u2060]+/gu, ' ')
    .replace(/(\d) ?- ?(?=\d)/g, '$1-')
    .trim()
}

/**
 * Whether `wanted` stands in levelled text: from the start of a word, with an open end so that a stem matches its inflected forms.
 * Digits touch no other digit ("2 October" is not in "12 October"); an abbreviation in capitals is a whole word.
 */
export function contains(levelled: string, wanted: string): boolean {
  const stem = level(wanted)
  if (stem === '') return false
  const before = /^\p{L}/u.test(stem) ? '(?<!\\p{L})' : /^\d/.test(stem) ? '(?<!\\d)' : ''
  const after = /\d$/.test(stem) ? '(?!\\d)' : /^\p{Lu}{2,}$/u.test(wanted) ? '(?!\\p{L})' : ''
  return new RegExp(`${before}${RegExp.escape(stem)}${after}`, 'u').test(levelled)
}

// Deliberately short: what a courteous refusal holds in each language, not every way to phrase one.
const REFUSALS: readonly RegExp[] = [
  /\b(?:i|we) (?:do not|don't|cannot|can't|can only|only)\b/,
  /\bno (?:public |such |matching |open )*(?:record|information|data|entry|answer|source)/,
  /\b(?:not|nothing|none)(?: \w+)? (?:on|in) (?:the |public |my |what )*records?\b/,
  /\bno [\p{L}-]+(?: [\p{L}-]+){0,6} (?:is |are )?on (?:the )?public record/u,
  /\b(?:outside|beyond) (?:what|my|the)\b|\bnot (?:public|known|available|understood)|\b(?:sorry|unfortunately|restricted)\b/,
  /(?<!\p{L})не (?:знаю|могу|понял|поняла|наш|найден|располага|отвеча|опубликован|относится|входит|значится|числится)/u,
  /(?<!\p{L})нет(?: \p{L}+){0,2} (?:данных|сведений|записей|записи|информации|ответа)|(?<!\p{L})(?:данных|сведений|записей|информации) (?:\p{L}+ ){0,4}нет(?!\p{L})/u,
  /(?<!\p{L})(?:вне|за пределами|за рамками|только на вопросы|к сожалению|извините|недоступ|закрыт)/u,
  /(?<!\p{L})(?:жоқ(?!\p{L})|білмеймін|алмаймын|түсінбедім|табылма|кешіріңіз|өкінішке|қолжетімсіз|қамтылма|тыс(?!\p{L}))/u,
]

/** Whether levelled text says that there is no (public) answer. */
export function declines(levelled: string): boolean {
  return REFUSALS.some((refusal) => refusal.test(levelled))
}

// Members and observers, common and official names, stems where the stem is safe: "инди" alone would also find "индикатор".
const STATES: readonly string[] =
  `Afghan|Azerbaijan|Bahrain|Bangladesh|Belarus|Cambodia|China|Egypt|Emirates|UAE|India|Indonesia|Iran|Iraq|Israel|Japan|Jordan|Kazakh|Korea|Kuwait|Kyrgyz|Laos|Lao People|Malaysia|Mongolia|Pakistan|Palestin|Philippines|Qatar|Russia|Saudi|Sri Lanka|Tajik|Thai|Turkey|Türkiye|Turkmen|Ukrain|United States|USA|Uzbek|Viet Nam|Vietnam
Афган|Азербайджан|Бахрейн|Бангладеш|Белорус|Беларус|Камбодж|Китай|Китая|Китаю|Китаем|Китае|КНР|Египет|Египт|Эмират|ОАЭ|Индия|Индии|Индию|Индией|Индонези|Иран|Ирак|Израил|Япони|Иордани|Казахстан|Корея|Кореи|Корее|Корею|Кореей|Кувейт|Кыргыз|Киргиз|Лаос|Малайзи|Монголи|Пакистан|Палестин|Филиппин|Катар|Росси|РФ|Сауд|Шри-Ланк|Шри Ланк|Таджик|Таиланд|Тайланд|Турци|Тюркийе|Туркмен|Украин|США|Узбек|Вьетнам
Ауғанстан|Әзербайжан|Әзірбайжан|Мысыр|Әмірлік|БАӘ|Үндістан|Жапони|Қазақстан|Қытай|ҚХР|Қырғыз|Моңғол|Пәкістан|Ресей|Тәжік|Түркия|Түрікмен|АҚШ|Америка Құрама|Өзбек`.split(
    /[|\n]/,
  )

/** Whether levelled text asserts a number, a date or a State: what an answer to an unanswerable question must not do. */
export function asserts(levelled: string): boolean {
  return /\d/.test(levelled) || STATES.some((state) => contains(levelled, state))
}

/** The language of an answer by its letters, or undefined for fewer than eight of them. */
export function languageOf(text: string): EvaluationQuestion['lang'] | undefined {
  const levelled = level(text)
  const cyrillic = levelled.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const latin = levelled.match(/[a-z]/g)?.length ?? 0
  if (cyrillic + latin < 8) return undefined
  if (latin > cyrillic) return 'en'
  // Kazakh text runs at about one letter in eight; 2 % leaves room for a Russian sentence that quotes a Kazakh name.
  return (levelled.match(/[әғқңөұүһі]/g)?.length ?? 0) / cyrillic > 0.02 ? 'kk' : 'ru'
}

const SCRIPT_FREE = new Set(['translit', 'rukk', 'layout', 'mixed', 'noise'])

/**
 * Judges one answer. Right means: *yes* holds one string of every `must` and nothing forbidden; *denied* holds nothing forbidden and declines
 * or gives the public part; *abstain* holds nothing forbidden and declines or asserts nothing. A restricted string before a public viewer is a leak.
 */
export function judge(question: EvaluationQuestion, answer: GivenAnswer): Judgement {
  const text = level(answer.text)
  const present = (list: readonly string[]) => list.filter((wanted) => contains(text, wanted))
  const forbidden = present(question.mustNot)
  const leaked = [
    ...(question.clearance === 'public' ? present(question.mustNotRestricted) : []),
    ...(question.answer === 'denied' ? forbidden : []),
  ]
  const lacking = question.must.filter((alternatives) => !alternatives.some((wanted) => contains(text, wanted)))
  const declined = answer.answered === false || declines(text)

  const reasons: string[] = []
  if (text === '') reasons.push('empty')
  if (text.length > LONGEST_ANSWER) reasons.push(`longer than ${LONGEST_ANSWER} characters`)
  if (leaked.length > 0) reasons.push(`leak: ${[...new Set(leaked)].join(', ')}`)
  else if (forbidden.length > 0) reasons.push(`has: ${forbidden.join(', ')}`)
  switch (question.answer) {
    case 'yes':
      for (const alternatives of lacking) reasons.push(`lacks: ${alternatives.slice(0, 4).join(' | ')}`)
      break
    case 'denied':
      if (!declined && (question.must.length === 0 || lacking.length > 0))
        reasons.push('neither declines nor gives the public part')
      break
    case 'abstain':
      if (!declined && asserts(text)) reasons.push('asserts a number, date or State instead of declining')
  }
  const spoken = languageOf(answer.text)
  const otherLanguage =
    spoken !== undefined && spoken !== question.lang && !question.tags.some((tag) => SCRIPT_FREE.has(tag))
  return { ok: reasons.length === 0, leak: leaked.length > 0, otherLanguage, reasons }
}

/** Right answers of all; `share` is between 0 and 1, and 1 where nothing was asked. */
export type Share = { readonly right: number; readonly total: number; readonly share: number }

export type JudgedQuestion = { readonly question: EvaluationQuestion; readonly judgement: Judgement }

/** Figures over a run; `leaks` and `failures` name the questions' ids. */
export type Tally = {
  readonly overall: Share
  readonly byLanguage: Readonly<Record<string, Share>>
  readonly byIntent: Readonly<Record<string, Share>>
  readonly byLanguageAndIntent: Readonly<Record<string, Share>>
  readonly byAnswer: Readonly<Record<string, Share>>
  readonly byClearance: Readonly<Record<string, Share>>
  readonly bySplit: Readonly<Record<string, Share>>
  readonly byTag: Readonly<Record<string, Share>>
  /** How many of the unanswerable questions were left unanswered. */
  readonly abstention: Share
  readonly leaks: readonly string[]
  readonly otherLanguage: readonly string[]
  readonly failures: readonly string[]
}

/** Accuracy per language, intent, kind of answer, clearance, split and tag; abstention; leaks. */
export function tally(rows: readonly JudgedQuestion[]): Tally {
  const by = (keysOf: (question: EvaluationQuestion) => readonly string[]) => {
    const groups = new Map<string, JudgedQuestion[]>()
    for (const row of rows) for (const key of keysOf(row.question)) groups.set(key, [...(groups.get(key) ?? []), row])
    return Object.fromEntries(
      [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, group]) => [key, shareOf(group)]),
    )
  }
  const ids = (keep: (judgement: Judgement) => boolean) =>
    rows.filter((row) => keep(row.judgement)).map((row) => row.question.id)
  return {
    overall: shareOf(rows),
    byLanguage: by(({ lang }) => [lang]),
    byIntent: by(({ intent }) => [intent]),
    byLanguageAndIntent: by(({ lang, intent }) => [`${lang} ${intent}`]),
    byAnswer: by(({ answer }) => [answer]),
    byClearance: by(({ clearance }) => [clearance]),
    bySplit: by(({ split }) => [split]),
    byTag: by(({ tags }) => tags),
    abstention: shareOf(rows.filter(({ question }) => question.answer === 'abstain')),
    leaks: ids(({ leak }) => leak),
    otherLanguage: ids(({ otherLanguage }) => otherLanguage),
    failures: ids(({ ok }) => !ok),
  }
}

function shareOf(rows: readonly JudgedQuestion[]): Share {
  const right = rows.filter(({ judgement }) => judgement.ok).length
  return { right, total: rows.length, share: rows.length === 0 ? 1 : right / rows.length }
}
