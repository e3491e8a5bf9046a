import type { Paragraph } from 'docx'
import type { Document, DocumentEntry } from './document.ts'

/** Loaded when the first document is made: most days none is. */
type Docx = typeof import('docx')

/** A face that has Kazakh letters on every system. */
const font = 'Times New Roman'

function entryParagraph(
  { Paragraph, TextRun, ExternalHyperlink }: Docx,
  { text, address, detail, remark }: DocumentEntry,
): Paragraph {
  const title =
    address === undefined
      ? new TextRun({ text })
      : new ExternalHyperlink({ link: address, children: [new TextRun({ text, style: 'Hyperlink' })] })
  return new Paragraph({
    bullet: { level: 0 },
    spacing: { after: 80 },
    children: [
      title,
      ...(detail === undefined ? [] : [new TextRun({ text: ` — ${detail}`, italics: true })]),
      ...(remark === undefined ? [] : [new TextRun({ text: remark, break: 1, italics: true })]),
    ],
  })
}

function paragraphs(docx: Docx, { title, subtitle, notice, sections }: Document): Paragraph[] {
  const { Paragraph, TextRun, HeadingLevel, AlignmentType } = docx
  return [
    new Paragraph({ text: title, heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER }),
    new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: subtitle, bold: true })] }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 300 },
      children: [new TextRun({ text: notice, italics: true })],
    }),
    ...sections.flatMap(({ heading, isSub, intro, entries }) => [
      new Paragraph({
        text: heading,
        heading: isSub === true ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_1,
        keepNext: true,
        spacing: { before: 240, after: 120 },
      }),
      ...(intro === undefined ? [] : [new Paragraph({ text: intro, spacing: { after: 120 } })]),
      ...entries.map((entry) => entryParagraph(docx, entry)),
    ]),
  ]
}

/** The document as an Office Open XML file (DOCX). */
export async function toDocx(document: Document): Promise<Uint8Array> {
  const docx = await import('docx')
  const { Paragraph, TextRun, AlignmentType, PageNumber, Footer, Packer } = docx
  const pages = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
  })
  const file = new docx.Document({
    title: document.title,
    creator: 'CICA Secretariat',
    description: document.notice,
    styles: { default: { document: { run: { font, size: 24 } } } },
    sections: [{ footers: { default: new Footer({ children: [pages] }) }, children: paragraphs(docx, document) }],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}
