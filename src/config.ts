import { Info } from 'luxon'
import { z } from 'zod'

/** What stops the program at its start: each fault in one line, for the person who started it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

/** A chat as Telegram's methods take it: a numeric id, or the @name of a public channel or group. */
export type ChatAddress = string

const realTelegram = 'https://api.telegram.org'

const address = z.string().regex(/^(-?\d{1,16}|@[A-Za-z]\w{3,31})$/, 'neither a numeric chat id nor an @name')
const httpAddress = z
  .url({ protocol: /^https?$/, error: 'not an http(s) address' })
  .transform((url) => url.replace(/\/+$/, ''))
const list = <T extends z.ZodType<unknown, string>>(entry: T) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(entry))

const variables = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{10,}$/, 'not a token as BotFather gives it (123456:ABC…)')
    .optional(),
  TELEGRAM_API_ROOT: httpAddress.default(realTelegram),
  DATABASE_PATH: z.string().min(1).default('data/var/cica.sqlite'),
  CHANNEL_EN: address.optional(),
  CHANNEL_RU: address.optional(),
  CHANNEL_KK: address.optional(),
  STAFF_CHAT: address.optional(),
  ADMINISTRATORS: list(z.string().regex(/^\d{1,16}$/, 'not a numeric user id'))
    .default([])
    .transform((ids) => ids.map(Number)),
  TIME_ZONE: z
    .string()
    .refine((zone) => Info.isValidIANAZone(zone), 'not an IANA time zone (Asia/Almaty)')
    .default('Asia/Almaty'),
  EDITION_TIME: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time of day (09:00)')
    .default('09:00'),
  EDITION_MODE: z.enum(['review', 'auto'], { error: 'neither review nor auto' }).default('review'),
  PAID_BROADCAST: z.enum(['on', 'off'], { error: 'neither on nor off' }).default('off'),
  FEED_POLL_MINUTES: z.coerce
    .number({ error: 'not a number of minutes' })
    .positive('must be more than 0')
    .max(1440, 'must be at most 1440')
    .default(15),
  FEED_PRIVATE_HOSTS: list(z.string().regex(/^[^\s:/]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i, 'not host:port')).default(
    [],
  ),
  HTTP_HOST: z.string().min(1).default('127.0.0.1'),
  HTTP_PORT: z.coerce
    .number({ error: 'not a port' })
    .int('not a port')
    .min(0, 'not a port')
    .max(65535, 'not a port')
    .optional(),
  WEBHOOK_URL: httpAddress.optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'must be 16 to 256 letters, digits, _ or -')
    .optional(),
  CLOCK_START: z.iso.datetime({ offset: true, error: 'not an instant (2026-11-20T09:00:00Z)' }).optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], { error: 'not a log level' })
    .default('info'),
})

type Variables = z.infer<typeof variables>

/** Variables that only a real deployment sets: with one of them and no token, somebody forgot the token. */
const deploymentVariables = [
  'TELEGRAM_API_ROOT',
  'CHANNEL_EN',
  'CHANNEL_RU',
  'CHANNEL_KK',
  'STAFF_CHAT',
  'WEBHOOK_URL',
] as const

export type Config = {
  /** Absent: no token was given, and `npm start` runs the sandbox. */
  readonly botToken: string | undefined
  readonly telegramApiRoot: string
  readonly databasePath: string
  readonly channels: { readonly en?: ChatAddress; readonly ru?: ChatAddress; readonly kk?: ChatAddress }
  readonly staffChat: ChatAddress | undefined
  readonly administrators: readonly number[]
  /** IANA name of the Secretariat's zone: editions, reminders and "today" go by it. */
  readonly timeZone: string
  /** `HH:MM` in the Secretariat's zone. */
  readonly editionTime: string
  readonly editionMode: 'review' | 'auto'
  /** What goes to many may cost Stars, and then goes faster than Telegram lets mail go for nothing. */
  readonly paidBroadcast: boolean
  readonly feedPollMinutes: number
  /** `host:port` entries that the fetcher may reach although they are private. */
  readonly feedPrivateHosts: readonly string[]
  readonly httpHost: string
  /** Absent: no HTTP server, unless a webhook needs one (8080 then). */
  readonly httpPort: number | undefined
  readonly webhook: { readonly url: string; readonly secret: string } | undefined
  readonly clockStart: Date | undefined
  readonly logLevel: string
}

/** Reads the environment once. @throws ConfigError that lists every fault; the values of secrets are not in it. */
export function loadConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = variables.safeParse(given)
  const faults = parsed.success ? contradictions(parsed.data, given) : parsed.error.issues.map(faultLine)
  if (!parsed.success || faults.length > 0) throw new ConfigError([...new Set(faults)])
  return Object.freeze(toConfig(parsed.data))
}

function faultLine(issue: z.core.$ZodIssue): string {
  return `${String(issue.path[0] ?? 'environment')}: ${issue.message}`
}

function contradictions(values: Variables, given: Record<string, unknown>): string[] {
  const faults: string[] = []
  const forgotten =
    given.NODE_ENV === 'production'
      ? 'NODE_ENV=production'
      : deploymentVariables.find((name) => given[name] !== undefined)
  if (values.BOT_TOKEN === undefined && forgotten !== undefined) {
    faults.push(`BOT_TOKEN: missing, although ${forgotten} is set; without any of them the sandbox runs`)
  }
  if (values.CLOCK_START !== undefined && values.BOT_TOKEN !== undefined && values.TELEGRAM_API_ROOT === realTelegram) {
    faults.push('CLOCK_START: only for rehearsals, refused with the real Telegram')
  }
  if (values.WEBHOOK_URL !== undefined && values.WEBHOOK_SECRET === undefined) {
    faults.push('WEBHOOK_SECRET: needed with WEBHOOK_URL')
  }
  return faults
}

function toConfig(values: Variables): Config {
  const webhook =
    values.WEBHOOK_URL !== undefined && values.WEBHOOK_SECRET !== undefined
      ? { url: values.WEBHOOK_URL, secret: values.WEBHOOK_SECRET }
      : undefined
  return {
    botToken: values.BOT_TOKEN,
    telegramApiRoot: values.TELEGRAM_API_ROOT,
    databasePath: values.DATABASE_PATH,
    channels: {
      ...(values.CHANNEL_EN === undefined ? {} : { en: values.CHANNEL_EN }),
      ...(values.CHANNEL_RU === undefined ? {} : { ru: values.CHANNEL_RU }),
      ...(values.CHANNEL_KK === undefined ? {} : { kk: values.CHANNEL_KK }),
    },
    staffChat: values.STAFF_CHAT,
    administrators: values.ADMINISTRATORS,
    timeZone: values.TIME_ZONE,
    editionTime: values.EDITION_TIME,
    editionMode: values.EDITION_MODE,
    paidBroadcast: values.PAID_BROADCAST === 'on',
    feedPollMinutes: values.FEED_POLL_MINUTES,
    feedPrivateHosts: values.FEED_PRIVATE_HOSTS,
    httpHost: values.HTTP_HOST,
    httpPort: values.HTTP_PORT ?? (webhook === undefined ? undefined : 8080),
    webhook,
    clockStart: values.CLOCK_START === undefined ? undefined : new Date(values.CLOCK_START),
    logLevel: values.LOG_LEVEL,
  }
}
