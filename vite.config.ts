import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { compiledMessages } from './.package/vite/compiledMessages.ts'
import { contentSecurityPolicy } from './.package/vite/contentSecurityPolicy.ts'
import { firstCard } from './.package/vite/firstCard.ts'
import { leanKit } from './.package/vite/leanKit.ts'

/** The app as it is shipped; `.package/README.md` says what our plugins are for. */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  // An archive uploaded to a portal lands at an address that nobody knows beforehand.
  base: './',
  plugins: [vue(), compiledMessages(), tailwindcss(), leanKit(), contentSecurityPolicy(), firstCard()],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __INTLIFY_DROP_MESSAGE_COMPILER__: String(command === 'build'),
  },
  build: {
    target: 'es2022',
    emptyOutDir: true,
    // One style sheet, linked in the head: it loads beside the scripts and holds none of them up.
    cssCodeSplit: false,
  },
  resolve: {
    alias: { ...(command === 'build' && { luxon: join(import.meta.dirname, '.package/vite/luxon.ts') }) },
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
}))
