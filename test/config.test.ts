import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, loadConfig } from '#src/config.ts'

const token = '123456:secret-of-the-test_only'

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.faults
  }
}

test('nothing at all is a sound configuration: the sandbox’s', () => {
  expect(loadConfig({})).toEqual({
    botToken: undefined,
    telegramApiRoot: 'https://api.telegram.org',
    databasePath: 'data/var/cica.sqlite',
    channels: {},
    staffChat: undefined,
    administrators: [],
    timeZone: 'Asia/Almaty',
    editionTime: '09:00',
    editionMode: 'review',
    feedPollMinutes: 15,
    feedPrivateHosts: [],
    httpHost: '127.0.0.1',
    httpPort: undefined,
    webhook: undefined,
    clockStart: undefined,
    paidBroadcast: false,
    logLevel: 'info',
  })
})

test('the example is sound as it is copied, and says the defaults', () => {
  const example = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8')
  const environment = Object.fromEntries(
    example.split('\n').flatMap((line) => {
      const match = /^([A-Z_]+)=(.*)$/.exec(line)
      return match === null ? [] : [[match[1], match[2]]]
    }),
  )
  expect(loadConfig(environment)).toEqual(loadConfig({}))
})

test('reads every variable', () => {
  const config = loadConfig({
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
    DATABASE_PATH: '/srv/cica.sqlite',
    CHANNEL_EN: '@cica_news',
    CHANNEL_RU: '-1001234567890',
    CHANNEL_KK: '@cica_zhanalyqtar',
    STAFF_CHAT: '-42',
    ADMINISTRATORS: '1, 22 ,333,',
    TIME_ZONE: 'Asia/Tehran',
    EDITION_TIME: '23:59',
    EDITION_MODE: 'auto',
    PAID_BROADCAST: 'on',
    FEED_POLL_MINUTES: '0.05',
    FEED_PRIVATE_HOSTS: '127.0.0.1:8080, [::1]:81,feeds.internal:443',
    HTTP_HOST: '0.0.0.0',
    HTTP_PORT: '0',
    WEBHOOK_URL: 'https://bot.example/hook',
    WEBHOOK_SECRET: 'a-secret-of-enough-letters',
    CLOCK_START: '2026-11-20T09:00:00+05:00',
    LOG_LEVEL: 'debug',
  })
  expect(config).toMatchObject({
    telegramApiRoot: 'http://127.0.0.1:8081',
    channels: { en: '@cica_news', ru: '-1001234567890', kk: '@cica_zhanalyqtar' },
    administrators: [1, 22, 333],
    paidBroadcast: true,
    feedPollMinutes: 0.05,
    feedPrivateHosts: ['127.0.0.1:8080', '[::1]:81', 'feeds.internal:443'],
    httpPort: 0,
    webhook: { url: 'https://bot.example/hook', secret: 'a-secret-of-enough-letters' },
    clockStart: new Date('2026-11-20T04:00:00Z'),
  })
  expect(Object.isFrozen(config)).toBe(true)
})

test('names every fault at once, and never the value of a secret', () => {
  const faults = faultsOf({
    BOT_TOKEN: 'not a token but still secret',
    TELEGRAM_API_ROOT: 'ftp://telegram',
    CHANNEL_EN: 'cica news',
    STAFF_CHAT: '12-3',
    ADMINISTRATORS: '1,two',
    TIME_ZONE: 'Asia/Atlantis',
    EDITION_TIME: '9am',
    EDITION_MODE: 'sometimes',
    PAID_BROADCAST: '1000',
    FEED_POLL_MINUTES: '-1',
    FEED_PRIVATE_HOSTS: 'http://feeds/',
    HTTP_PORT: '70000',
    WEBHOOK_URL: 'bot.example',
    WEBHOOK_SECRET: 'short',
    CLOCK_START: 'yesterday',
    LOG_LEVEL: 'loud',
  })
  expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
    ...['ADMINISTRATORS', 'BOT_TOKEN', 'CHANNEL_EN', 'CLOCK_START', 'EDITION_MODE', 'EDITION_TIME'],
    ...['FEED_POLL_MINUTES', 'FEED_PRIVATE_HOSTS', 'HTTP_PORT', 'LOG_LEVEL', 'PAID_BROADCAST', 'STAFF_CHAT'],
    ...['TELEGRAM_API_ROOT', 'TIME_ZONE', 'WEBHOOK_SECRET', 'WEBHOOK_URL'],
  ])
  expect(faults.join('\n')).not.toMatch(/still secret|short/)
  for (const fault of faults) expect(fault).toMatch(/^[A-Z_]+: \S.{4,}$/)
})

test.each([
  ['a channel without a token', { CHANNEL_EN: '@cica_news' }, /^BOT_TOKEN: missing, although CHANNEL_EN is set/],
  ['production without a token', { NODE_ENV: 'production' }, /^BOT_TOKEN: missing, although NODE_ENV=production/],
  [
    'a rehearsal’s clock with the real Telegram',
    { BOT_TOKEN: token, CLOCK_START: '2026-11-20T09:00:00Z' },
    /^CLOCK_START: only for rehearsals/,
  ],
  [
    'a webhook without its secret',
    { BOT_TOKEN: token, WEBHOOK_URL: 'https://bot.example/hook' },
    /^WEBHOOK_SECRET: needed/,
  ],
])('refuses %s', (_, environment, fault) => {
  expect(faultsOf(environment)).toEqual([expect.stringMatching(fault)])
})

test('mail costs nothing unless somebody switches that on', () => {
  expect(loadConfig({}).paidBroadcast).toBe(false)
})

test('takes an empty variable for one that is not set, as a copied example has them', () => {
  expect(loadConfig({ EDITION_TIME: '', TIME_ZONE: '  ' })).toMatchObject({
    editionTime: '09:00',
    timeZone: 'Asia/Almaty',
  })
})

test('a webhook without a port is served on 8080', () => {
  const webhook = { WEBHOOK_URL: 'https://bot.example/hook', WEBHOOK_SECRET: 'a-secret-of-enough-letters' }
  expect(loadConfig({ BOT_TOKEN: token, ...webhook }).httpPort).toBe(8080)
})
