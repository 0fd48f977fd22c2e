import tests from '../e2e/playwright.config'

/** The part of `npm run soak` that needs portal and frame. */
export default {
  ...tests,
  testDir: '.',
  globalSetup: '../e2e/setup.ts',
  outputDir: '../.results/soak-run',
  reporter: [['list'], ['json', { outputFile: '../.results/soak.json' }]],
  workers: 1,
}
