import { existsSync } from 'node:fs'
import { firefox, webkit } from '@playwright/test'
import { build } from 'vite'

/** Builds the app, and reports missing browsers, whose tests are skipped. */
export default async function setup(): Promise<void> {
  for (const browser of [firefox, webkit]) {
    if (existsSync(browser.executablePath())) continue
    console.log(
      `Playwright's ${browser.name()} is not installed here, so its tests are skipped: npx playwright install ${browser.name()}`,
    )
  }
  await build({ configFile: 'test/portal/vite.config.ts', logLevel: 'warn' })
}
