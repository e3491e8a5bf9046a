/** Markup that Telegram's HTML mode accepts. Only this file makes it from text, so nothing else escapes. */
export class Html {
  readonly markup: string

  private constructor(markup: string) {
    this.markup = markup
  }

  static text(text: string): Html {
    // Telegram knows only these named references; a quote matters inside attributes (td MessageEntity.cpp, decode_html_entity).
    if (!/[&<>"]/.test(text)) return new Html(text)
    const escaped = text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
    return new Html(escaped)
  }

  static template(strings: readonly string[], values: readonly Interpolation[]): Html {
    const markup = strings.map((literal, index) => literal + (index < values.length ? markupOf(values[index]) : ''))
    return new Html(markup.join(''))
  }

  static join(parts: readonly Html[], separator: string): Html {
    return new Html(parts.map((part) => part.markup).join(Html.text(separator).markup))
  }
}

type Interpolation = string | number | Html | readonly Html[] | undefined | false

function markupOf(value: Interpolation): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Html) return value.markup
  if (typeof value === 'object') return value.map((each) => each.markup).join('')
  return Html.text(withoutControls(String(value))).markup
}

/** Control characters and lone surrogates are refused by Telegram or garble a line; direction marks could reverse it. */
function withoutControls(text: string): string {
  // Hardly any text has one, and this test is three times as fast as looking for each.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  if (!/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF\uFFFD]/.test(text)) return text
  return text
    .toWellFormed()
    .replaceAll('\uFFFD', '')
    .replace(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, '')
}

/** The only way from text to markup: what is interpolated is escaped, unless it is Html itself. */
export function html(strings: TemplateStringsArray, ...values: Interpolation[]): Html {
  return Html.template(strings, values)
}

export const nothing: Html = Html.text('')

export function joinHtml(parts: readonly Html[], separator = ''): Html {
  return Html.join(parts, separator)
}

/** A link, or the bare text where the address is not one that Telegram would open. */
export function link(text: string | Html, address: string): Html {
  return /^https?:\/\/\S+$/i.test(address) ? html`<a href="${address}">${text}</a>` : html`${text}`
}

/** Names a person so that Telegram knows who is meant, also without a @name. */
export function mention(name: string, userId: number): Html {
  return html`<a href="tg://user?id=${userId}">${name}</a>`
}

export function isEmpty(part: Html): boolean {
  return part.markup.trim() === ''
}

const references: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

/** What a reader sees of the markup: the `ask` verb's answer, and the fallback where markup is refused. */
export function plainText(part: Html): string {
  return part.markup
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (reference) => references[reference] ?? reference)
}

/** Length as Telegram counts it: UTF-16 units after parsing. */
export function visibleLength(part: Html): number {
  return plainText(part).length
}

/** Each opening tag is one entity of the hundred that a message may have. */
export function entityCount(part: Html): number {
  return (part.markup.match(/<[a-z]/g) ?? []).length
}
