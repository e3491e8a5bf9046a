import { isOrdinaryKazakh, withBodyNames } from './kazakh-words.ts'
import type { Language } from './language.ts'

type Context = { readonly language: Language | null; readonly summary?: string | null }

/** Of all letters in words of two and more, so many are capitals: then the title is shouted. */
const shoutedShare = 0.85
const fewestLetters = 14

/** Short words without vowels, and these, are abbreviations that keep their capitals. */
const acronyms = new Set(
  'un usa us uk uae eu nato cica sco brics eaeu cis csto asean opec iaea unesco unicef undp imf wto adb aiib eec gdp it ai covid opcw osce icc icj who who fao oic ots g7 g20 h5n1 оон сша ес снг одкб шос брикс еаэс свмда смид нато обсе магатэ юнеско юнисеф опек мвф вто воз ввп ии рф рк кнр кндр оаэ мид мвд мчс мо цб цбрф оти абр аэс тэц гэс ооо ао кр рт руз азия-пр іім ұқк тжм баә еқ қхр жоо бұұ ақш шыұ ұқшұ тмд еаэо бұү аөсшк еқыұ ішм сім бжзқ жиі жи'.split(
    ' ',
  ),
)
/** Names that are written alike in most headlines of the region, in the forms in which they stand. */
const nameBeginnings =
  /^(?:kazakh|astana|almaty|russia|moscow|china|chinese|beijing|iran|tehran|india|delhi|pakistan|uzbek|tashkent|kyrgyz|bishkek|tajik|dushanbe|turkmen|azerbaijan|baku|turk(?:ey|iye|ish)|ankara|mongolia|japan|tokyo|korea|seoul|vietnam|thai|israel|palestin|iraq|syria|qatar|kuwait|bahrain|egypt|jordan|cambodia|bangladesh|sri|lanka|afghan|kabul|ukrain|europe|asia|america|putin|tokayev|erdogan|казах|астан|караганд|кызылорд|мойынт|цхинвал|грузи[яию]|германи[яию]|алмат|росси|москв|кита[йеяюи]|пекин|иран|тегеран|инди[йяию]|дели|пакистан|узбек|ташкент|кыргыз|киргиз|бишкек|таджик|душанбе|туркмен|азербайджан|баку|турци|анкар|монголи|япони|токио|коре[йяеию]|сеул|вьетнам|таиланд|израил|палестин|ирак|сири[йяию]|катар|кувейт|бахрейн|египет|египт|иордани|камбодж|бангладеш|шри|ланк|афган|кабул|украин|европ|ази[йяию]|америк|путин|токаев|эрдоган|қазақстан|ресей|мәскеу|қытай|бейжің|үндістан|пәкістан|өзбекстан|қырғызстан|тәжікстан|түрікмен|әзербайжан|түркия|моңғолия|жапония|корея|тоқаев)/u

// Words of these endings are verbs, adjectives or abstract nouns: names end otherwise.
const plainEnding =
  /(?:ется|ются|ится|ятся|лись|лось|ает|яет|ует|ают|яют|уют|или|али|ели|ила|ала|ило|ало|ыли|ыла|ыло|ить|ать|еть|ять|ться|ение|ения|ению|ением|ание|ания|анию|анием|ность|ности|ция|ции|цию|цией|ство|ства|ству|ством|ствах|ствам|ствами|ниях|ниям|ниями|циях|циям|циями|остях|остям|остями|изм|изма|изму|измом|изме|лся|лась|ной|ный|ная|ное|ные|ных|ного|ному|ными|ным|ческий|ческая|ческое|ческие|ческих|ды|ді|ты|ті|ған|ген|қан|кен|ады|еді|атын|етін|мақ|мек|лығы|лігі|туралы|бойынша)$/u
/** Masculine past tenses: their ending is one of names too (Михаил, Камал), which have none of these beginnings. */
const plainPastTense = /^(?:вы|за|на|об|от|пере|под|по|пре|при|про|раз|воз|вос)\p{L}{2,}[аеия]л$|ировал$/u
/** Those of headlines that no beginning tells. */
const pastTenses = new Set(
  'увеличил сократил снизил отверг озвучил осудил опроверг одобрил отменил укрепил усилил ускорил создал сменил согласовал выступил выразил вручил пригласил поблагодарил заявил сообщил назвал сказал рассказал подписал провел провёл принял обсудил прибыл призвал открыл утвердил предложил объявил посетил встретил поручил одобрил получил начал отметил подтвердил направил запустил поздравил вырос упал стал вступил прибыл отбыл'.split(
    ' ',
  ),
)
/**
 * Common words of the region's headlines, by their beginnings with what may follow: no name of a person or a place begins so. What
 * names are made of too (Совет, Восток, Республика) is not among them.
 */
const commonWords =
  /^(?:переговор|границ|борьб|терро|экстремизм|наркотик|процент|зерн|пшениц|экспорт|импорт|товарооборот|торгов|инвести|соглашени|договор|меморандум|министр|премьер|президент|парламент|правительств|делегаци|энерг|эконом|промышлен|безопасн|сотруднич|государств|саммит|форум|конференц|встреч|визит|заседани|совещани|учени|землетрясени|магнитуд|наводнени|павод|пожар|засух|климат|газопровод|нефтепровод|нефт|электро|железн|дорог|коридор|транзит|груз|транспорт|перевоз|аэропорт|самол[её]т|турис|туризм|студент|уч[её]н|образовани|медицин|вакцин|болезн|погранич|погранпереход|пролив|эсмин|запрет|кредит|реформ|услови|доступ|вывоз|ввоз|перевалк|войск|военн|ракет|перемири|санкци|пошлин|налог|бюджет|валют|доллар|рубл|тенге|месяц|недел|международн|региональн|прошл|прош[её]л|произош|соединит|ситуаци|проект|програм|запас|поставк|производств|строительств|компани|көлік|дәліз|келісі|келіссөз|министрл|кездесу|үкімет|жиын|отырыс|сапар|ынтымақ|қауіпсіз|сауда|мұнай|шекара|әскер|жаттығу|сілкініс|тасқын|денсаулық|теміржол|елші|мемлекет|халықаралық|пайыз|доллар|теңге|қаржы|нарық|құжат|жүргіз)\p{L}*$|^(?:глав[аыеу]|дел[аоуе]?|делом|делам|делами|делах|порт[ауы]?|портом|портов|портам|портах|главой|посол|посл[аыуе]|послом|послов|стран[аыуе]?|страной|странам|странами|странах|цен[аыуе]?|рост[ауе]?|ростом|лет|год[ауые]?|годом|годов|вод[аыуе]|водой|рек[аиуе]|газ[ауе]?|газом|тонн[аы]?|қол|қолдар|ел|елдер\p{L}*|жол\p{L}{0,3}|су|суы|жыл\p{L}{0,3}|баға\p{L}{0,3}|жүк\p{L}{0,4}|білім)$/u

/** English words of three letters that are no abbreviations. */
const shortEnglish = new Set(
  'war new oil gas tax law aid bid ban all two day out off set can may not now one air sea men end cut top how why who its his her has had was are his our any top red big key cut six ten old say says see row win won age ago ask bar bay bus buy car cup due eye far few fly fuel get got hit ice job key led let lot low map met mid net nor oct own pay per put raw run sell she ship sky son sum ten tie tip try use van via vow way wet yes yet you'.split(
    ' ',
  ),
)
/** Names, and parts of names, of two and three letters: of leaders, States and places. */
const shortNames = new Set(
  'abe abu ali chi dae han ho hua hun jae jin jun kim lam lao lee li liu roh sri tan tel van wei wen xi xie xu yi yoo yu zhu'.split(
    ' ',
  ),
)
/** Words that are abbreviations or prepositions elsewhere, by what stands before or after them in a name. */
const wordsOfNames: Readonly<Record<string, { readonly before?: RegExp; readonly after?: RegExp }>> = {
  // NAM is the Non-Aligned Movement.
  NAM: { before: /(?<!\p{L})VIET[ -]$/u },
  UN: { before: /(?<!\p{L})JONG[ -]$/u },
  TO: { after: /^ LAM(?!\p{L})/u },
  И: { before: /(?<!\p{L})ВАН $/u },
}

function isPartOfName(word: string, title: string, at: number): boolean {
  const { before, after } = wordsOfNames[word] ?? {}
  return before?.test(title.slice(0, at)) === true || after?.test(title.slice(at + word.length)) === true
}
const smallWords = new Set(
  'a an the of in on at to for from by with and or as but nor vs via per over after into amid bin не в во на по о об от до за из к ко с со у и а но или что как для при под над про через между против после без млн млрд трлн тыс кг км мен пен бен және үшін туралы бойынша кейін'.split(
    ' ',
  ),
)

function isShouted(title: string): boolean {
  const words = title.match(/\p{L}{2,}/gu) ?? []
  const letters = words.join('')
  const capitals = letters.replace(/[^\p{Lu}]/gu, '').length
  return words.length >= 3 && letters.length >= fewestLetters && capitals >= letters.length * shoutedShare
}

/** Words of the summary that stand there in small letters, and those written with a capital inside a sentence. */
function evidenceIn(summary: string): { plain: ReadonlySet<string>; names: ReadonlyMap<string, string> } {
  const plain = new Set<string>()
  const names = new Map<string, string>()
  for (const match of summary.matchAll(/(?<before>[.!?…]\s+|^)?(?<word>\p{L}[\p{L}’'-]*)/gu)) {
    const word = match.groups?.word ?? ''
    const begins = match.groups?.before !== undefined
    if (/^\p{Ll}/u.test(word)) plain.add(word.toLowerCase())
    else if (!begins || /\p{Lu}.*\p{Lu}/u.test(word)) names.set(word.toLowerCase(), word)
  }
  return { plain, names }
}

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()

/** БҰҰ-НЫҢ, АЭС-ТІ: between an abbreviation and its case stands a hyphen, and in no other words. */
const kazakhAcronym =
  /^(\p{L}{2,5})-([ДТН][ЫІ]Ң|[ҒГҚКН][АЕ]|[ДТН][ЫІ]|[ДТ][АЕ]|[ДТН][АЕ]Н|[МБП]ЕН|[ДТ][АЕ]Ғ[ЫІ]|[ДТ]ЕГІ)$/u

const namelike = (word: string) => word.split('-').map(capitalised).join('-')

const isOrdinaryRussian = (word: string) =>
  !nameBeginnings.test(word) &&
  (plainEnding.test(word) || commonWords.test(word) || plainPastTense.test(word) || pastTenses.has(word))

const endsClause = (title: string, at: number) => /^\s*(?:$|[^\s\p{L}\p{N}])/u.test(title.slice(at))

/**
 * A title in capitals throughout, in the case of its language. What is known to be an abbreviation or a name keeps its capitals;
 * a word of which nothing is known keeps its first one, so that no name is ever written small.
 */
export function sentenceCase(title: string, { language, summary }: Context): string {
  if (!isShouted(title)) return title
  const { plain, names } = evidenceIn(summary ?? '')
  function casedWord(word: string, at: number, begins: boolean): string {
    const lower = word.toLowerCase()
    if (isPartOfName(word, title, at)) return capitalised(word)
    // COP31, G77.
    if (acronyms.has(lower) || isUnpronounceable(lower) || /\d/.test(word)) return word
    if (language === 'kk') {
      const [, short, ending] = kazakhAcronym.exec(word) ?? []
      if (short !== undefined && ending !== undefined) return `${short}-${ending.toLowerCase()}`
    }
    if (language === 'en' && shortNames.has(lower)) return capitalised(word)
    if (language === 'en' && lower.length <= 3 && !smallWords.has(lower) && !shortEnglish.has(lower)) return word
    // Elsewhere «газа» is what flows in pipes.
    if (/^ГАЗ[АЕЫУ]$/.test(word) && /(?<!\p{L})СЕКТОР[АЕУ]? $/u.test(title.slice(0, at))) return capitalised(word)
    if (smallWords.has(lower)) return begins ? capitalised(word) : lower
    if (begins || language === 'en') return namelike(word)
    if (plain.has(lower)) return lower
    const isOrdinary =
      language === 'kk' ? isOrdinaryKazakh(lower, endsClause(title, at + word.length)) : isOrdinaryRussian(lower)
    return isOrdinary ? lower : namelike(word)
  }
  let isFirst = true
  const cased = title.replace(/\p{L}[\p{L}\p{N}’']*(?:-\p{L}[\p{L}\p{N}]*)*/gu, (whole, at: number) => {
    const begins = isFirst
    isFirst = false
    const name = names.get(whole.toLowerCase())
    if (name !== undefined) return name
    // The UN’s, Pakistan’s.
    const [, word = whole, ending = ''] = (language === 'en' && /^(.+)(['’]S)$/u.exec(whole)) || []
    return casedWord(word, at, begins) + ending.toLowerCase()
  })
  return language === 'kk' ? withBodyNames(cased) : cased
}

function isUnpronounceable(word: string): boolean {
  return word.length >= 2 && word.length <= 5 && !/[aeiouyаеёиоуыэюяәөүұі]/u.test(word) && !smallWords.has(word)
}
