import { dump } from 'js-yaml'
import { openRecords } from '../app.ts'
import { createClock } from '../clock.ts'
import { ConfigError } from '../config.ts'
import { isRegisterName, registerNames } from '../domain/registers.ts'
import type { Store } from '../store/store.ts'
import type { Verb } from './verb.ts'

type Everything = ReturnType<Store['records']['everything']>

function listsOf(names: readonly string[], { sources, records }: Everything) {
  const wanted = names.length === 0 ? registerNames : registerNames.filter((name) => names.includes(name))
  const chosen = records.filter(({ register }) => wanted.includes(register))
  // A register is taken back by a store that is empty of everything but what it refers to: its sources come along.
  const named = new Set(chosen.flatMap(({ body }) => [...body.sources, ...body.related]))
  const isWhole = names.length === 0 || names.includes('sources')
  const lists = wanted.map((name) => [name, chosen.filter(({ register }) => register === name).map(({ body }) => body)])
  return { sources: isWhole ? sources : sources.filter(({ id }) => named.has(id)), ...Object.fromEntries(lists) }
}

function optionsOf(words: readonly string[]) {
  const names = words.filter((word) => !word.startsWith('--'))
  const unknown = names.find((name) => name !== 'sources' && !isRegisterName(name))
  if (unknown !== undefined) {
    throw new ConfigError([
      `export: there is no register “${unknown}”; there are: sources, ${registerNames.join(', ')}`,
    ])
  }
  const strange = words.find((word) => word.startsWith('--') && word !== '--public' && word !== '--yaml')
  // A mistyped --public must not print everything.
  if (strange !== undefined) throw new ConfigError([`export: there is no ${strange}; there are: --public, --yaml`])
  return { names, isPublic: words.includes('--public'), isYaml: words.includes('--yaml') }
}

/**
 * `export` prints every record and source as JSON that `import` takes back; `export events deadlines` these registers and
 * the sources that they name. `--public` leaves out what is restricted, `--yaml` prints YAML.
 */
export const exportRecords: Verb = async ({ words, output, config }) => {
  const { names, isPublic, isYaml } = optionsOf(words)
  const store = openRecords(config, createClock(config.clockStart))
  try {
    const lists = listsOf(names, store.records.everything(isPublic ? 'public' : 'restricted'))
    output.write(isYaml ? dump(lists, { lineWidth: 120, noRefs: true }) : `${JSON.stringify(lists, undefined, 2)}\n`)
    return 0
  } finally {
    store.close()
  }
}
