import { defineConfig } from '@playwright/test'
import { launchOptions, look } from '../chromium'

export default defineConfig({
  testDir: '.',
  outputDir: '../.results/e2e',
  globalSetup: './setup.ts',
  fullyParallel: true,
  forbidOnly: true,
  // On a busy machine a click can come a moment too late. A test that needed a second try is named as flaky.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  // A machine may be busy; how fast things are is measured by the bench.
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../.results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    ...look,
    // Recorded when a test is tried again: to record every first try costs a fifth of the time.
    trace: 'on-first-retry',
    launchOptions,
  },
})
