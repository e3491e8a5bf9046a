import { z } from 'zod'
import { botJson } from '../json.ts'
import { method } from '../machine.ts'
import { flag, integer, json, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'

export const getMe = method({}, (_, { machine: { world } }) => ({
  ...botJson(world),
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
  can_connect_to_business: false,
  has_main_web_app: false,
}))

const updateKinds = json(z.array(text)).optional()

export const getUpdates = method(
  { offset: integer.optional(), limit: integer.optional(), timeout: integer.optional(), allowed_updates: updateKinds },
  ({ offset = 0, limit = 100, timeout = 0, allowed_updates: allowed }, { machine: { updates }, signal }) => {
    updates.allow(allowed)
    return updates.poll({ offset, limit, timeoutSeconds: timeout, signal })
  },
)

export const setWebhook = method(
  {
    url: text.optional(),
    allowed_updates: updateKinds,
    drop_pending_updates: flag.optional(),
    secret_token: text.optional(),
    max_connections: integer.optional(),
  },
  (parameters, { machine: { updates, webhook } }) => {
    const { url = '', secret_token: secret, max_connections: maxConnections = 40 } = parameters
    if (url !== '' && !isWebhookAddress(url)) throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
    if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret)) {
      throw badRequest('secret token contains unallowed characters')
    }
    updates.allow(parameters.allowed_updates)
    if (parameters.drop_pending_updates) updates.drop()
    webhook.set(url === '' ? undefined : { url, secret, maxConnections })
    return true
  },
)

// Telegram takes HTTPS only; beside it, the sandbox delivers to this machine itself without a certificate.
function isWebhookAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
}

export const deleteWebhook = method({ drop_pending_updates: flag.optional() }, (parameters, { machine }) => {
  if (parameters.drop_pending_updates) machine.updates.drop()
  machine.webhook.set(undefined)
  return true
})

export const getWebhookInfo = method({}, (_, { machine: { updates, webhook } }) => {
  const { target, lastError } = webhook
  return {
    url: target?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pendingCount,
    ...(target ? { max_connections: target.maxConnections } : {}),
    ...(updates.allowed.length > 0 ? { allowed_updates: updates.allowed } : {}),
    ...(lastError === undefined ? {} : { last_error_message: lastError }),
  }
})
