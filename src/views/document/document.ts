/** One line of a document: a linked title, where it comes from, and what is to be noted about it. */
export type DocumentEntry = {
  readonly text: string
  readonly address?: string | undefined
  /** Outlet, date or place; set apart from the text. */
  readonly detail?: string | undefined
  readonly remark?: string | undefined
}

export type DocumentSection = {
  readonly heading: string
  /** Under another section's heading. */
  readonly isSub?: boolean
  readonly intro?: string | undefined
  readonly entries: readonly DocumentEntry[]
}

/** A document before it is a file: the same content gives Markdown and DOCX. */
export type Document = {
  readonly title: string
  readonly subtitle: string
  /** Says what the document is: a draft, made from which records, on which day. */
  readonly notice: string
  readonly sections: readonly DocumentSection[]
}
