import { defineConfig } from '@playwright/test'
import { look } from '../chromium'
import tests from './playwright.config'

/** `npm run test:browsers`: what people come for, in Playwright's builds of the other browsers. */
export default defineConfig({
  ...tests,
  testMatch: 'main-job.spec.ts',
  outputDir: '../.results/browsers',
  globalSetup: './setup-browsers.ts',
  reporter: [['list'], ['./counts.ts']],
  use: { ...look, trace: 'on-first-retry' },
  projects: (['firefox', 'webkit'] as const).map((browserName) => ({ name: browserName, use: { browserName } })),
})
