import { createInstance } from 'i18next'
import en from '../../locales/en.json' with { type: 'json' }
import kk from '../../locales/kk.json' with { type: 'json' }
import ru from '../../locales/ru.json' with { type: 'json' }
import type { Language } from '../domain/language.ts'

type WithoutPlural<Key extends string> =
  Key extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : Key
type Paths<T> = T extends string
  ? never
  : { [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${Paths<T[K]>}` }[keyof T & string]

/** Every message of the English locale; a key that does not exist is a compile error. */
export type MessageKey = Paths<typeof en>

type NameIn<Key> = Key extends `command.${infer Name}` ? Name : never

/** Commands that have a description in the locales. */
export type CommandName = NameIn<MessageKey>

export type MessageParameters = Readonly<Record<string, string | number>>

/** Speaks one language. Messages are plain text: markup belongs to the views, escaping to `views/html.ts`. */
export type Translate = {
  (key: MessageKey, parameters?: MessageParameters): string
  readonly language: Language
}

function createTranslations() {
  const instance = createInstance({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en }, ru: { translation: ru }, kk: { translation: kk } },
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  void instance.init()
  return instance
}

/** Messages and, of those with plural forms, one for each number they were asked for with. */
const mostKept = 4000
const placeholder = /\{\{(\w+)\}\}/g

let translations: ReturnType<typeof createTranslations> | undefined
const translators = new Map<Language, Translate>()

export function translatorFor(language: Language): Translate {
  const kept = translators.get(language)
  if (kept !== undefined) return kept
  translations ??= createTranslations()
  const fixed = translations.getFixedT(language)
  const known = new Map<string, string>()
  const messageOf = (key: MessageKey, count: string | number | undefined): string => {
    const name = count === undefined ? key : `${key} ${count}`
    const message =
      known.get(name) ?? String(fixed(key, { ...(count === undefined ? {} : { count }), skipInterpolation: true }))
    if (known.size < mostKept) known.set(name, message)
    return message
  }
  // i18next finds a message and its plural form; done once for each, an answer takes a quarter less time.
  const translate: Translate = Object.assign(
    (key: MessageKey, parameters: MessageParameters = {}) =>
      messageOf(key, parameters.count).replace(placeholder, (_, name: string) => String(parameters[name] ?? '')),
    { language },
  )
  translators.set(language, translate)
  return translate
}
