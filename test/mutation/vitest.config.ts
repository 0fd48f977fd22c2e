import { defineConfig } from 'vitest/config'

/** The tests in Node alone, of which Stryker runs for a mutant those that come by its line. Fewer made-up inputs do. */
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
