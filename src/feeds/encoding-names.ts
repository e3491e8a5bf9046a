import iconv from 'iconv-lite'

/** Names met in feeds that neither WHATWG's Encoding Standard nor iconv-lite lists. */
const ALIASES: Readonly<Record<string, string>> = {
  utf: 'utf-8',
  unicode: 'utf-16',
  utf8mb4: 'utf-8',
  'windows-utf-8': 'utf-8',
  'win-1251': 'windows-1251',
  win1251: 'windows-1251',
  'cp-1251': 'windows-1251',
  windows1251: 'windows-1251',
  'ansi-1251': 'windows-1251',
  koi8: 'koi8-r',
  'koi-8-r': 'koi8-r',
  windows1252: 'windows-1252',
  'win-1252': 'windows-1252',
  'iso8859-1': 'iso-8859-1',
  'latin-1': 'iso-8859-1',
  tis620: 'tis-620',
  'strk1048-2002': 'rk1048',
  'kz-1048': 'rk1048',
  kz1048: 'rk1048',
  sjis: 'shift_jis',
  'x-gbk': 'gbk',
  'gb-2312': 'gb2312',
  euckr: 'euc-kr',
  eucjp: 'euc-jp',
}

/** One name for each charset where several are common; the rest keep the name that they were declared under. */
const PREFERRED: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  cp1251: 'windows-1251',
  'x-cp1251': 'windows-1251',
  cp1252: 'windows-1252',
  'x-cp1252': 'windows-1252',
  latin1: 'iso-8859-1',
  'iso8859-1': 'iso-8859-1',
  ascii: 'us-ascii',
  'shift-jis': 'shift_jis',
  'x-sjis': 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  'ks_c_5601-1987': 'euc-kr',
  ibm866: 'cp866',
}

/**
 * A charset name as people write it → a name that `decodeAs` knows, in lower case; null for a name that means nothing.
 */
export function encodingName(label: string): string | null {
  const plain = label
    .trim()
    .replace(/^["'\s]+|["';,\s]+$/g, '')
    .toLowerCase()
  const name = ALIASES[plain] ?? PREFERRED[plain] ?? plain
  return name !== '' && (whatwgDecoder(name, false) !== null || iconv.encodingExists(name)) ? name : null
}

/**
 * Decodes bytes. Bytes that the charset does not define become U+FFFD, or make the answer null if `strict`.
 * TextDecoder comes first, for its tables are the browsers' own; iconv-lite adds what those leave out (KZ-1048, PT154,
 * UTF-32, UTF-7).
 */
export function decodeAs(bytes: Uint8Array, name: string, strict = false): string | null {
  const decoder = whatwgDecoder(name, strict)
  if (decoder !== null) return attempt(() => decoder.decode(bytes))
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name)
  return strict && text.includes('\ufffd') ? null : text
}

function whatwgDecoder(name: string, fatal: boolean) {
  // The standard maps dangerous charsets to "replacement", which decodes nothing.
  const decoder = attempt(() => new TextDecoder(name, { fatal }))
  return decoder === null || decoder.encoding === 'replacement' ? null : decoder
}

function attempt<T>(make: () => T): T | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}
