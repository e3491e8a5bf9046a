import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'

/**
 * Answers each line of JSON by one line, in order, however many there are.
 * A line that cannot be read is answered too, with what is wrong with it, so that answers stay in step with questions.
 */
export async function answerLines(
  input: Readable,
  output: Writable,
  answer: (value: unknown) => unknown,
): Promise<void> {
  for await (const typed of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    // Some editors begin a file with a mark of its encoding.
    const line = typed.replace(/^\uFEFF/, '')
    if (line.trim() === '') continue
    if (!output.write(`${JSON.stringify(answerLine(line, answer))}\n`)) await once(output, 'drain')
  }
}

function answerLine(line: string, answer: (value: unknown) => unknown): unknown {
  let value: unknown
  try {
    value = JSON.parse(line)
    return answer(value)
  } catch (error) {
    return { id: idOf(value), error: error instanceof Error ? error.message : String(error) }
  }
}

const numbered = z.object({ id: z.union([z.string(), z.number()]) })

/** By it the faulty line is found among thousands. */
function idOf(value: unknown): string | number | null {
  const parsed = numbered.safeParse(value)
  return parsed.success ? parsed.data.id : null
}
