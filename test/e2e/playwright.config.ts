import { defineConfig } from '@playwright/test'
import { contextOptions, launchOptions } from '../chromium'

export default defineConfig({
  testDir: '.',
  outputDir: '../.results/e2e',
  globalSetup: './globalSetup.ts',
  fullyParallel: true,
  forbidOnly: true,
  // CI machines are busy. `npm test` lists the tests that pass only on retry as flaky.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  // Generous, because the machine may be busy. The bench measures speed.
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../.results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    ...contextOptions,
    // Recording every first attempt would make the run a fifth slower.
    trace: 'on-first-retry',
    launchOptions,
  },
})
