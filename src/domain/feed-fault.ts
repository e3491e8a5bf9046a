import { z } from 'zod'

/** Why a poll brought nothing; each has a sentence for staff in the locales (`feed-fault.<code>`). */
export const feedFaultCodes = [
  'invalid-address',
  'unsupported-scheme',
  'refused-address',
  'host-not-found',
  'network',
  'insecure',
  'timeout',
  'too-large',
  'http-status',
  'redirect-loop',
  'too-many-redirects',
  'bad-redirect',
  'unsupported-compression',
  'bad-compression',
  'bad-response',
  'empty-body',
  'not-a-feed',
  'web-page',
  'too-deep',
  'bad-json',
  'unexpected',
] as const
export const feedFaultSchema = z.object({ code: z.enum(feedFaultCodes), detail: z.string().default('') })

/** `detail` is what the code leaves open: a status, a host, a limit. */
export type FeedFault = z.infer<typeof feedFaultSchema>
