import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Language, languages } from '#src/domain/language.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { commands } from '../commands/index.ts'

const root = join(import.meta.dirname, '..')

type Tree = { readonly [name: string]: string | Tree }
const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])))

function flatten(node: Tree, prefix = ''): [string, string][] {
  return Object.entries(node).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[`${prefix}${name}`, value]] : flatten(value, `${prefix}${name}.`),
  )
}

function load(language: Language): ReadonlyMap<string, string> {
  const text = readFileSync(join(root, 'locales', `${language}.json`), 'utf8')
  return new Map(flatten(tree.parse(JSON.parse(text))))
}

const locales = { en: load('en'), ru: load('ru'), kk: load('kk') }
const plural = /_(zero|one|two|few|many|other)$/
const categories: Readonly<Record<Language, readonly string[]>> = {
  en: ['one', 'other'],
  ru: ['few', 'many', 'one', 'other'],
  kk: ['one', 'other'],
}

const baseKeys = (language: Language) =>
  [...new Set([...locales[language].keys()].map((key) => key.replace(plural, '')))].sort()

/** Keys whose last part is a plural category of a counted message, not a word of its own. */
function countedKeys(language: Language): string[] {
  const keys = [...locales[language].keys()].filter((key) => plural.test(key))
  return [...new Set(keys.map((key) => key.replace(plural, '')))].sort()
}

const parametersOf = (text: string) => [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name ?? '').sort()

test('the three languages have the same messages', () => {
  expect(locales.en.size).toBeGreaterThan(200)
  expect(baseKeys('ru')).toEqual(baseKeys('en'))
  expect(baseKeys('kk')).toEqual(baseKeys('en'))
})

test.each(languages)('a counted message has each plural form that %s has, and no other', (language) => {
  expect(countedKeys(language)).toEqual(countedKeys('en'))
  const rules = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
  expect(categories[language]).toEqual(rules)
  for (const key of countedKeys(language)) {
    const forms = [...locales[language].keys()].filter((each) => each.replace(plural, '') === key && each !== key)
    expect([key, forms.map((form) => form.slice(key.length + 1)).sort()]).toEqual([key, rules])
  }
})

test.each(languages)('each message of %s takes the parameters that the English one takes', (language) => {
  const differing = [...locales[language]].flatMap(([key, text]) => {
    const english = locales.en.get(key) ?? locales.en.get(`${key.replace(plural, '')}_other`) ?? ''
    // "one" may say the number in a word: “Tomorrow” needs no 1.
    const optional = plural.test(key) ? ['count'] : []
    const wanted = parametersOf(english).filter((name) => !optional.includes(name))
    const found = parametersOf(text).filter((name) => !optional.includes(name))
    return JSON.stringify([...new Set(wanted)]) === JSON.stringify([...new Set(found)])
      ? []
      : [`${key}: ${found} for ${wanted}`]
  })
  expect(differing).toEqual([])
})

test.each(
  languages,
)('messages of %s are plain text: no markup, no entities, no stray spaces, none empty', (language) => {
  const faulty = [...locales[language]].filter(
    ([, text]) =>
      /<\/?[a-z]|&[a-z]+;|&#/i.test(text) ||
      text.trim() === '' ||
      text !== text.trim() ||
      / {2}/.test(text) ||
      text !== text.normalize('NFC') ||
      /[\p{Cc}\u00AD\u200B\uFEFF]/u.test(text.replaceAll('\n', '')),
  )
  expect(faulty).toEqual([])
})

test('Russian and Kazakh messages are in their own letters', () => {
  const isName = (text: string) =>
    !/\p{L}{3}/u.test(text.replace(/\{\{[^}]*\}\}|CICA Daily News|\/\w+|https?:\S+|[A-Z_]{3,}/g, ''))
  for (const language of ['ru', 'kk'] as const) {
    const foreign = [...locales[language]].filter(
      ([key, text]) => !isName(text) && !/\p{Script=Cyrillic}/u.test(text) && !/languages?\.|^sandbox\./.test(key),
    )
    expect([language, foreign]).toEqual([language, []])
  }
})

test('no Cyrillic letter hides in an English word, and no Latin one in a Russian or Kazakh word', () => {
  const mixed = /\p{Script=Cyrillic}\p{Script=Latin}|\p{Script=Latin}\p{Script=Cyrillic}/u
  for (const language of languages) {
    const found = [...locales[language]].filter(([, text]) => mixed.test(text.replace(/\{\{[^}]*\}\}/g, ' ')))
    expect([language, found]).toEqual([language, []])
  }
})

test('Russian has no Kazakh letters, and Kazakh is not left in Russian', () => {
  const russian = [...locales.ru].filter(
    ([key, text]) => /[әғқңөұүһі]/i.test(text) && !/kk$|kazakh|^sandbox/i.test(key),
  )
  expect(russian).toEqual([])
  const same = [...locales.kk].filter(
    ([key, text]) =>
      !key.startsWith('zone.') &&
      locales.ru.get(key) === text &&
      /\p{Script=Cyrillic}{4}.*\s.*\p{Script=Cyrillic}{4}/u.test(text),
  )
  expect(same).toEqual([])
})

test('every command has a description within Telegram’s limit in every language, and no description lacks its command', () => {
  const names: readonly string[] = commands.map(({ name }) => name).sort()
  for (const language of languages) {
    const described = [...locales[language]].flatMap(([key, text]) =>
      key.startsWith('command.') ? [[key.slice(8), text] as const] : [],
    )
    expect(described.map(([name]) => name).sort()).toEqual(names)
    expect(described.filter(([, text]) => text.length < 1 || text.length > 256)).toEqual([])
    const t = translatorFor(language)
    expect(t('bot.description').length).toBeLessThanOrEqual(512)
    expect(t('bot.short-description').length).toBeLessThanOrEqual(120)
  }
})

test('every message is used somewhere', () => {
  const code = ['src', 'commands']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|js|html)$/.test(name))
        .map((name) => readFileSync(join(root, folder, name), 'utf8')),
    )
    .join('\n')
  // `desk.state.${item.state}`: whatever begins so may be meant.
  const families = [...code.matchAll(/[`'"]([a-z][\w.-]*[.-])\$\{/g)].map(([, prefix]) => prefix ?? '')
  const unused = baseKeys('en').filter(
    (key) =>
      !new RegExp(`[\`'"]${key.replaceAll('.', '\\.')}[\`'"]`).test(code) &&
      !families.some((prefix) => key.startsWith(prefix)),
  )
  expect(unused).toEqual([])
})

test.each([
  ['ru', [1, 2, 5, 11, 21, 22, 25, 101, 111]],
  ['kk', [0, 1, 2, 5, 21]],
  ['en', [0, 1, 2, 11, 21]],
] as const)('a count in %s is in the form that the language wants', (language, counts) => {
  const t = translatorFor(language)
  const rules = new Intl.PluralRules(language)
  for (const key of countedKeys(language)) {
    for (const count of counts) {
      const form = locales[language].get(`${key}_${rules.select(count)}`) ?? ''
      const names = parametersOf(form).filter((name) => name !== 'count')
      const filled = Object.fromEntries(names.map((name) => [name, '·']))
      const wanted = form.replace(/\{\{\s*(\w+)[^}]*\}\}/g, (_, name) => (name === 'count' ? String(count) : '·'))
      const translate: (key: string, parameters: Record<string, string | number>) => string = (key, parameters) =>
        Reflect.apply(t, undefined, [key, parameters])
      expect(translate(key, { ...filled, count })).toBe(wanted)
    }
  }
})
