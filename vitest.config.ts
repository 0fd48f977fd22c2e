import { playwright } from '@vitest/browser-playwright'
import { defineConfig, mergeConfig } from 'vitest/config'
import config from './vite.config.ts'
import { contextOptions, launchOptions } from './test/chromium.ts'

/** Milliseconds that a test waits for what is to come: `npm test` is patient, whoever breaks something wants to see red at once. */
const PATIENCE = Number(process.env.TEST_PATIENCE ?? 1_500)

/** The tests that open no portal; `test/README.md` says which test belongs where. */
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
          // Found before the first test, or the one that meets a new one is started again.
          optimizeDeps: { entries: ['src/main.ts'], include: ['@vue/test-utils', 'axe-core'] },
          test: {
            name: 'app',
            include: ['test/app/**/*.test.ts', 'test/components/**/*.test.ts'],
            globalSetup: ['test/setup-chromium.ts'],
            setupFiles: ['test/app/setup.ts'],
            // One page for all files: each test opens the app anew in it.
            isolate: false,
            fileParallelism: false,
            browser: {
              enabled: true,
              headless: true,
              provider: playwright({ launchOptions, actionTimeout: PATIENCE }),
              instances: [{ browser: 'chromium' }],
              viewport: contextOptions.viewport,
              screenshotFailures: false,
              // As the stand-in portal's pages are, which trust and origins are about.
              api: { host: 'localhost' },
            },
          },
        },
      ],
    },
  }),
)
