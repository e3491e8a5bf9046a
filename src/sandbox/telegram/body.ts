import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import type { Upload } from './files.ts'
import type { RawCall } from './parameters.ts'
import { badRequest, Refusal } from './refusal.ts'

const greatestBodyBytes = 50 * 1024 * 1024
const fields = z.record(z.string(), z.unknown())

/** The parameters of a request: from its query and its body, as JSON, a form, or a form with files. */
export async function readCall(request: IncomingMessage, query: URLSearchParams): Promise<RawCall> {
  const bytes = await readBody(request)
  const type = request.headers['content-type'] ?? ''
  const values: Record<string, unknown> = Object.fromEntries(query)
  const uploads = new Map<string, Upload>()
  if (type.startsWith('application/json')) {
    if (bytes.length > 0) Object.assign(values, jsonBody(bytes.toString('utf8')))
  } else if (type.startsWith('application/x-www-form-urlencoded')) {
    Object.assign(values, Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))))
  } else if (type.startsWith('multipart/form-data')) {
    for (const [name, value] of await formBody(bytes, type)) {
      if (typeof value === 'string') values[name] = value
      else
        uploads.set(name, { name: value.name, mimeType: value.type, bytes: new Uint8Array(await value.arrayBuffer()) })
    }
  }
  return { values, uploads }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > greatestBodyBytes) throw new Refusal(413, 'Request Entity Too Large')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function jsonBody(text: string): Record<string, unknown> {
  try {
    const parsed = fields.safeParse(JSON.parse(text))
    if (parsed.success) return parsed.data
  } catch {
    throw badRequest("can't parse JSON object")
  }
  throw badRequest('JSON object expected')
}

async function formBody(bytes: Buffer, type: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(quoted(bytes)), { headers: { 'content-type': type } }).formData()
  } catch {
    throw badRequest("can't parse multipart/form-data")
  }
}

// grammY writes `filename=report.csv` and `content-disposition:form-data` bare; the platform's parser wants them quoted
// and spaced. latin1 keeps every byte of the files as it is.
const bareHeader =
  /(^|\r\n)content-disposition:\s*form-data;\s*name="([^"\r\n]*)"(?:;\s*filename=([^"\r\n]+))?(?=\r\n)/g

function quoted(bytes: Buffer): Buffer {
  const fixed = bytes.toString('latin1').replace(bareHeader, (whole, start: string, name: string, file?: string) => {
    if (whole.includes('filename="')) return whole
    const fileName = file === undefined ? '' : `; filename="${file}"`
    return `${start}Content-Disposition: form-data; name="${name}"${fileName}`
  })
  return Buffer.from(fixed, 'latin1')
}
