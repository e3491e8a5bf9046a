import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/**
 * Answers each line of JSON by one line, in order, however many there are.
 * A line that cannot be read is answered too, with what is wrong with it, so that answers stay in step with questions.
 */
export async function answerLines(
  input: Readable,
  output: Writable,
  answer: (value: unknown) => unknown,
): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    if (!output.write(`${JSON.stringify(answerLine(line, answer))}\n`)) await once(output, 'drain')
  }
}

function answerLine(line: string, answer: (value: unknown) => unknown): unknown {
  try {
    return answer(JSON.parse(line))
  } catch (error) {
    return { id: null, error: error instanceof Error ? error.message : String(error) }
  }
}
