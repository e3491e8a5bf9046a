import type { Document, DocumentEntry } from './document.ts'

/** Signs that mean something in Markdown stand for themselves in titles. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ')
}

const addressIn = (address: string) => address.replace(/[()\s<>]/g, encodeURIComponent)

function entryLine({ text, address, detail, remark }: DocumentEntry): string {
  const title = address === undefined ? plain(text) : `[${plain(text)}](${addressIn(address)})`
  const end = detail === undefined ? '' : ` — *${plain(detail)}*`
  return `- ${title}${end}${remark === undefined ? '' : `  \n  ${plain(remark)}`}`
}

/** The document as Markdown (CommonMark), UTF-8. */
export function toMarkdown({ title, subtitle, notice, sections }: Document): string {
  const parts = sections.flatMap(({ heading, isSub, intro, entries }) => [
    `${isSub === true ? '###' : '##'} ${plain(heading)}`,
    ...(intro === undefined ? [] : [plain(intro)]),
    ...(entries.length === 0 ? [] : [entries.map(entryLine).join('\n')]),
  ])
  return `${[`# ${plain(title)}`, `**${plain(subtitle)}**`, `*${plain(notice)}*`, ...parts].join('\n\n')}\n`
}
