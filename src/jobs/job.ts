/** Something that is looked after at every tick: it finds out by itself what is due. */
export type Job = {
  readonly name: string
  readonly run: () => void | Promise<void>
}
