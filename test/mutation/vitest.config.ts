import { defineConfig } from 'vitest/config'

/** The tests in Node alone, each of which says which lines it runs: Stryker runs no others for a mutant. */
export default defineConfig({
  test: { include: ['test/unit/**/*.test.ts', 'test/portal/**/*.test.ts'], environment: 'node', setupFiles: ['test/setup.ts'], env: { RUNS: '50' } },
})
