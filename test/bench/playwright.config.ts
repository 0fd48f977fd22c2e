import tests from '../e2e/playwright.config'

/** `npm run bench`: measures with the browser and the portal of the tests, one measurement at a time. */
export default {
  ...tests,
  testDir: '.',
  testMatch: '*.bench.ts',
  globalSetup: './globalSetup.ts',
  outputDir: '../.results/bench-run',
  reporter: 'line',
  workers: 1,
  fullyParallel: false,
  timeout: 3_600_000,
  use: { ...tests.use, trace: 'off' as const, ignoreHTTPSErrors: true },
}
