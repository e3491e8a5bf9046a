import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

const unpacked = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'chromium')

/** Unpacked aside and moved into its place whole, for two workers may want it at once. It unpacks where TMPDIR says. */
async function executable(): Promise<string> {
  if (!existsSync(unpacked)) {
    mkdirSync(dirname(unpacked), { recursive: true })
    const aside = mkdtempSync(`${unpacked}-`)
    const { TMPDIR } = process.env
    process.env.TMPDIR = aside
    try {
      await chromium.executablePath()
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = TMPDIR
    }
    try {
      renameSync(aside, unpacked)
    } catch (error) {
      if (!existsSync(unpacked)) throw error
      rmSync(aside, { recursive: true })
    }
  }
  return join(unpacked, 'chromium')
}

/** A real browser, headless, from inside the npm packages; nothing needs to be installed on the machine. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await executable(),
    // Its flags are made for short-lived functions: in a single process, the first closed context ends the browser.
    args: chromium.args.filter((flag) => flag !== '--single-process'),
    headless: true,
  })
}
