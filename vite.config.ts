import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { compiledMessages } from './.package/vite/compiledMessages.ts'
import { contentSecurityPolicy } from './.package/vite/contentSecurityPolicy.ts'
import { firstCard } from './.package/vite/firstCard.ts'
import { inlinePreconnect } from './.package/vite/inlinePreconnect.ts'
import { leanKit } from './.package/vite/leanKit.ts'
import { BUILD_TARGET } from './.package/vite/oldestBrowsers.ts'
import manifest from './package.json' with { type: 'json' }

/** Builds the app. `.package/README.md` explains our own plugins. */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  // The address of an uploaded archive is not known in advance.
  base: './',
  plugins: [
    vue(),
    compiledMessages(),
    tailwindcss(),
    leanKit(),
    inlinePreconnect(),
    contentSecurityPolicy(),
    firstCard(),
  ],
  define: {
    'import.meta.env.VITE_VERSION': JSON.stringify(manifest.version),
    __VUE_OPTIONS_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __INTLIFY_DROP_MESSAGE_COMPILER__: String(command === 'build'),
  },
  build: {
    target: BUILD_TARGET,
    emptyOutDir: true,
    // One style sheet, linked in the head, so that it loads in parallel with the scripts.
    cssCodeSplit: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  resolve: {
    alias: { ...(command === 'build' && { luxon: join(import.meta.dirname, '.package/vite/luxon.ts') }) },
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
}))
