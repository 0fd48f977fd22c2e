import { defineConfig } from 'vitest/config'

/** The tests that run in Node. For each mutant, Stryker runs only the tests that cover its line, with fewer random inputs. */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/portal/**/*.test.ts'],
    exclude: [
      'test/portal/{pages,readme,protocolMessages,protocol}.test.ts',
      'test/unit/{dependencies,locales,textFormatting}.test.ts',
      'test/unit/build/**',
    ],
    environment: 'node',
    setupFiles: ['test/setup.ts'],
    env: { RUNS: '20' },
  },
})
