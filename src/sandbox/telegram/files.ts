import type { StoredFile } from './model.ts'
import { badRequest } from './refusal.ts'
import type { World } from './world.ts'

export type Upload = { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array }
export type Uploads = ReadonlyMap<string, Upload>

/**
 * The file that a parameter means: one sent along (by `attach://` or under the parameter's own name) or one already
 * stored, by its id. Web addresses are refused: the sandbox never touches the network.
 */
export function takeFile(input: {
  readonly world: World
  readonly value: string | undefined
  readonly field: 'photo' | 'document' | 'media'
  readonly kind: 'photo' | 'document'
  readonly uploads: Uploads
}): StoredFile {
  const { world, value, field, kind, uploads } = input
  const attached = value?.startsWith('attach://') ? value.slice('attach://'.length) : undefined
  const upload = uploads.get(attached ?? field)
  if (upload) return store(world, upload, kind)
  if (attached !== undefined) throw badRequest("can't parse InputMedia: media not found")
  if (value === undefined || value === '') throw badRequest(`there is no ${field} in the request`)
  if (/^https?:/.test(value)) throw badRequest('failed to get HTTP URL content')
  const stored = world.files.get(value)
  if (!stored) throw badRequest("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
  return stored
}

function store(world: World, upload: Upload, kind: 'photo' | 'document'): StoredFile {
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty')
  const size = imageSize(upload.bytes)
  if (kind === 'photo') {
    if (!size) throw badRequest('IMAGE_PROCESS_FAILED')
    const { width, height } = size
    const isTooSlim = Math.max(width, height) > 20 * Math.min(width, height)
    if (width + height > 10_000 || isTooSlim) throw badRequest('PHOTO_INVALID_DIMENSIONS')
  }
  const id = `SANDBOX${String(world.files.size + 1).padStart(6, '0')}`
  const mimeType = size?.mimeType ?? mimeTypeOf(upload)
  const file = {
    id,
    name: upload.name,
    mimeType,
    bytes: upload.bytes,
    width: size?.width ?? 0,
    height: size?.height ?? 0,
  }
  world.files.set(id, file)
  return file
}

const mimeTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  ics: 'text/calendar',
  json: 'application/json',
  pdf: 'application/pdf',
  txt: 'text/plain',
  xml: 'application/xml',
  zip: 'application/zip',
}

function mimeTypeOf(upload: Upload): string {
  const extension = upload.name.split('.').at(-1)?.toLowerCase() ?? ''
  return mimeTypes[extension] ?? upload.mimeType
}

function imageSize(bytes: Uint8Array): { width: number; height: number; mimeType: string } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47) {
    return { width: view.getUint32(16), height: view.getUint32(20), mimeType: 'image/png' }
  }
  if (bytes.length >= 4 && view.getUint16(0) === 0xffd8) return jpegSize(view)
  return undefined
}

function jpegSize(view: DataView): { width: number; height: number; mimeType: string } | undefined {
  let at = 2
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5), mimeType: 'image/jpeg' }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}
