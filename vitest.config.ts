import { playwright } from '@vitest/browser-playwright'
import { defineConfig, mergeConfig } from 'vitest/config'
import config from './vite.config.ts'
import { contextOptions, launchOptions } from './test/chromium.ts'

/** Milliseconds that a test waits for an expected change. A small TEST_PATIENCE makes a failing test fail sooner. */
const PATIENCE = Number(process.env.TEST_PATIENCE ?? 1_500)

/** The tests that run without Playwright's portal; `test/README.md` explains which test belongs where. */
export default defineConfig((env) =>
  mergeConfig(config(env), {
    test: {
      setupFiles: ['test/setup.ts'],
      expect: { poll: { interval: 2, timeout: PATIENCE } },
      projects: [
        { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node' } },
        { extends: true, test: { name: 'portal', include: ['test/portal/**/*.test.ts'], environment: 'node' } },
        {
          extends: true,
          define: { 'import.meta.env.VITE_PORTAL_HOSTS': JSON.stringify('http://localhost:*') },
          // Found before the first test; a dependency that is found later would restart a running test.
          optimizeDeps: { entries: ['src/main.ts'], include: ['@vue/test-utils', 'axe-core'] },
          test: {
            name: 'app',
            include: ['test/app/**/*.test.ts', 'test/components/**/*.test.ts'],
            globalSetup: ['test/setup-chromium.ts'],
            setupFiles: ['test/app/setup.ts'],
            // One page for all files; each test opens the app again in it.
            isolate: false,
            fileParallelism: false,
            browser: {
              enabled: true,
              headless: true,
              provider: playwright({ launchOptions, actionTimeout: PATIENCE }),
              instances: [{ browser: 'chromium' }],
              viewport: contextOptions.viewport,
              screenshotFailures: false,
              // The same host as the stand-in portal's pages, because trust depends on it.
              api: { host: 'localhost' },
            },
          },
        },
      ],
    },
  }),
)
