import { defineConfig } from '@playwright/test'
import { ensureChromium } from './browser'

const root = process.getuid?.() === 0

export default defineConfig({
  testDir: '.',
  outputDir: '../.results/e2e',
  globalSetup: './setup.ts',
  fullyParallel: true,
  forbidOnly: true,
  // On a busy machine a click can come a moment too late. A test that needed a second try is named as flaky.
  retries: process.env.CI ? 2 : 0,
  workers: 2,
  // A machine may be busy; how fast things are is measured by the bench.
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../.results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: ensureChromium(),
      args: [
        ...(root ? ['--no-sandbox'] : []),
        '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync',
        // The app's frame in the portal's process: in one of its own, a click may go astray while the portal makes the frame higher.
        '--disable-features=IsolateOrigins,site-per-process', '--disable-site-isolation-trials',
      ],
    },
  },
})
