import { join } from 'node:path'
import { defineConfig, mergeConfig } from 'vite'
import product from '../../vite.config.ts'
import { standInPortal } from './plugin.ts'
import { createPortal } from './portal.ts'

/** Whoever looks around meets a portal in use; Playwright serves one of its own, with few records. */
const portal = createPortal()
portal.settings.records = 'year'

/**
 * For `npm start`, `npm run dev` and Playwright: the production app, which here also trusts the stand-in portal that serves
 * it. The build has its own folder, so nobody ships it by mistake.
 */
export default defineConfig((env) =>
  mergeConfig(product(env), {
    envDir: import.meta.dirname,
    plugins: [standInPortal(portal)],
    build: { outDir: 'test/.build' },
    resolve: {
      alias: env.command === 'serve' ? { '@vue/devtools-api': join(import.meta.dirname, 'devtoolsStub.ts') } : {},
    },
  }),
)
