import tests from '../e2e/playwright.config'

/** `npm run bench`: the same browser and portal as the tests, one thing at a time, and figures instead of verdicts. */
export default {
  ...tests,
  testDir: '.',
  testMatch: '*.bench.ts',
  globalSetup: '../e2e/setup.ts',
  outputDir: '../.results/bench-run',
  reporter: 'line',
  workers: 1,
  fullyParallel: false,
  timeout: 3_600_000,
  use: { ...tests.use, trace: 'off' as const, ignoreHTTPSErrors: true },
}
