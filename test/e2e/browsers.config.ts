import { defineConfig } from '@playwright/test'
import { contextOptions } from '../chromium'
import tests from './playwright.config'

/** `npm run test:browsers`: the smoke tests in Playwright's Firefox and WebKit. */
export default defineConfig({
  ...tests,
  testMatch: 'smoke.spec.ts',
  outputDir: '../.results/browsers',
  globalSetup: './globalSetupBrowsers.ts',
  reporter: [['list'], ['./summaryReporter.ts']],
  use: { ...contextOptions, trace: 'on-first-retry' },
  projects: (['firefox', 'webkit'] as const).map((browserName) => ({ name: browserName, use: { browserName } })),
})
