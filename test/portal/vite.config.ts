import { join } from 'node:path'
import { defineConfig, mergeConfig } from 'vite'
import product from '../../vite.config.ts'
import { standInPortal } from './plugin.ts'

/**
 * `npm start`, `npm run dev`, and what Playwright opens: the app as it is shipped, but trusting the stand-in portal, which
 * serves it. It is built into a folder of its own, so that it is never taken for the product.
 */
export default defineConfig((env) =>
  mergeConfig(product(env), {
    envDir: import.meta.dirname,
    plugins: [standInPortal()],
    build: { outDir: 'test/.build' },
    resolve: {
      alias: env.command === 'serve' ? { '@vue/devtools-api': join(import.meta.dirname, 'no-devtools.ts') } : {},
    },
  }),
)
