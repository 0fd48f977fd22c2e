import tests from '../e2e/playwright.config'

/** `npm run screenshots`: the same browser and portal as the tests, and nothing but pictures. */
export default {
  ...tests,
  testDir: '.',
  globalSetup: '../e2e/setup.ts',
  outputDir: '../.results/screenshots-run',
  reporter: 'list',
}
