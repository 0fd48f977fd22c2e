import tests from '../e2e/playwright.config'

/** `npm run screenshots`: takes screenshots with the browser and the portal of the tests. */
export default {
  ...tests,
  testDir: '.',
  globalSetup: '../e2e/globalSetup.ts',
  outputDir: '../.results/screenshots-run',
  reporter: 'list',
}
