import tests from '../e2e/playwright.config'

/** The part of `npm run soak` that needs the portal and its frame. */
export default {
  ...tests,
  testDir: '.',
  globalSetup: '../e2e/globalSetup.ts',
  outputDir: '../.results/soak-run',
  reporter: [['list'], ['json', { outputFile: '../.results/soak.json' }]],
  workers: 1,
}
