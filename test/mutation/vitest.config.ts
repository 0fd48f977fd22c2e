import { defineConfig } from 'vitest/config'

/**
 * The tests in Node alone, of which Stryker runs for a mutant those that come by its line. Fewer made-up inputs do, and the
 * tables of every question's faults are left out: they repeat for each method what `faults.test.ts` proves for one.
 */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/portal/**/*.test.ts'],
    exclude: ['test/portal/{questions,pages,readme,snippets,messages,protocol}.test.ts', 'test/unit/{dependencies,locales,words}.test.ts'],
    environment: 'node',
    setupFiles: ['test/setup.ts'],
    env: { RUNS: '20' },
  },
})
