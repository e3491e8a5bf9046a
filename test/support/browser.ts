import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** A real browser, headless, from inside the npm packages; nothing needs to be installed on the machine. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // Its flags are made for short-lived functions: in a single process, the first closed context ends the browser.
    args: chromium.args.filter((flag) => flag !== '--single-process'),
    headless: true,
  })
}
