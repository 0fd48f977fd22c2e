import tests from '../e2e/playwright.config'

/** `npm run check:market`: what the moderators of the Bitrix24 Market look at, with the browser and the portal of the tests. */
export default {
  ...tests,
  testDir: '.',
  globalSetup: '../e2e/globalSetup.ts',
  outputDir: '../.results/market',
  // Figures of a year are read at the app's own pace.
  timeout: 90_000,
  reporter: './reporter.ts',
}
