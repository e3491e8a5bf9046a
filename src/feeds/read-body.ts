import { promisify } from 'node:util'
import zlib from 'node:zlib'

export type BodyResult =
  | { kind: 'read'; bytes: Uint8Array }
  | { kind: 'too-large' }
  | { kind: 'unsupported-compression'; compression: string }
  | { kind: 'bad-compression'; compression: string }

const gunzip = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.gunzip)
const inflate = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflate)
const inflateRaw = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflateRaw)
const brotli = promisify<Uint8Array, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress)

/**
 * Reads a response body and undoes its content codings. At most `limitBytes` are read from the wire and at most
 * `limitBytes` come out of each decompression, which stops before it would make more: a bomb never unfolds.
 * Rejects with the stream's own error where the connection breaks.
 *
 * @param contentEncoding the header as sent; codings that only name text (`utf-8`, `none`) are passed over
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  contentEncoding: string,
  limitBytes: number,
): Promise<BodyResult> {
  const wire = await readWire(body, limitBytes)
  if (wire === null) return { kind: 'too-large' }
  let bytes: Uint8Array = wire
  for (const compression of codings(contentEncoding).reverse()) {
    const result = await decompress(bytes, compression, limitBytes)
    if (result.kind !== 'read') return result
    bytes = result.bytes
  }
  // Some servers hand out feed.xml.gz as it lies on the disk, without saying so.
  return looksGzipped(bytes) ? decompress(bytes, 'gzip', limitBytes) : { kind: 'read', bytes }
}

async function readWire(body: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > limitBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}

function codings(header: string): string[] {
  const names = header.toLowerCase().split(',')
  return names
    .map((name) => name.trim())
    .filter((name) => !/^(|identity|none|binary|[78]bit|utf-?8|iso-.*)$/.test(name))
}

async function decompress(bytes: Uint8Array, compression: string, limitBytes: number): Promise<BodyResult> {
  const undo = decompressor(bytes, compression)
  if (undo === null) return { kind: 'unsupported-compression', compression }
  // A 304 or an empty answer keeps the header and has nothing to unpack.
  if (bytes.length === 0) return { kind: 'read', bytes }
  try {
    return { kind: 'read', bytes: await undo(bytes, { maxOutputLength: limitBytes }) }
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return tooLarge ? { kind: 'too-large' } : { kind: 'bad-compression', compression }
  }
}

function decompressor(bytes: Uint8Array, compression: string): typeof gunzip | null {
  if (compression === 'gzip' || compression === 'x-gzip') return gunzip
  if (compression === 'br') return brotli
  if (compression === 'deflate' || compression === 'x-deflate') return hasZlibHeader(bytes) ? inflate : inflateRaw
  return null
}

/** HTTP's "deflate" means the zlib format, but many servers send the bare stream (RFC 9110, 8.4.1.2). */
function hasZlibHeader([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0
}

function looksGzipped([first, second, third]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b && third === 8
}
