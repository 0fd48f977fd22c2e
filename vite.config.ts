import { createHash } from 'node:crypto'
import { join } from 'node:path'
import b24ui from '@bitrix24/b24ui-nuxt/vite'
import { baseCompile } from '@intlify/message-compiler'
import vue from '@vitejs/plugin-vue'
import { PurgeCSS } from 'purgecss'
import { defineConfig, loadEnv, type Plugin } from 'vite'
import { trustedSources } from './src/portal/hosts.ts'
import { standInPortal } from './test/portal/plugin.ts'

/** `npm start` and the browser tests: the app as it is shipped, but trusting the stand-in portal, which serves it. */
const STAND_IN = 'portal'

export default defineConfig(({ mode, command }) => {
  const sources = trustedSources(loadEnv(mode, import.meta.dirname).VITE_PORTAL_HOSTS)
  return {
    // An archive uploaded to a portal lands at an address that nobody knows beforehand.
    base: './',
    plugins: [
      vue(),
      compiledTexts(),
      // Lean: without what the first card does not show, the kit weighs a third.
      b24ui({
        router: false,
        prose: false,
        mdc: false,
        colorMode: false,
        autoImport: false,
        components: false,
      }),
      contentSecurityPolicy(sources, command === 'serve'),
      preloadFirstCard(),
      compiledAhead(),
      leanStyles(),
      mode === STAND_IN ? standInPortal() : null,
    ],
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false',
      __VUE_I18N_LEGACY_API__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
      __INTLIFY_DROP_MESSAGE_COMPILER__: String(command === 'build'),
    },
    build: {
      target: 'es2022',
      outDir: mode === STAND_IN ? 'test/.build' : 'dist',
      emptyOutDir: true,
      // One style sheet, linked in the head: it loads beside the scripts and holds none of them up.
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      // What `main.ts` needs at once is one piece, and the interface another, also what that shares with parts that come
      // later: pieces compress worse.
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: (id, graph) => (reach(MAIN, graph).has(id) ? 'first' : null), debugName: 'first', priority: 2 },
              // A library that only a later part uses may be within reach by a barrel file.
              {
                name: (id, graph) => (reach(APP, graph).has(id) && !id.includes('@tanstack') ? 'app' : null),
                debugName: 'app',
                priority: 1,
              },
            ],
          },
        },
      },
    },
    resolve: {
      alias: {
        ...(command === 'build' ? { luxon: join(import.meta.dirname, 'src/portal/luxon.ts') } : {}),
        ...(command === 'serve' && mode === STAND_IN
          ? { '@vue/devtools-api': join(import.meta.dirname, 'test/portal/no-devtools.ts') }
          : {}),
      },
    },
    server: { host: '127.0.0.1' },
    preview: { host: '127.0.0.1' },
  }
})

/**
 * Fills the policy into the page: scripts and styles of the app alone, connections to trusted portals alone.
 * @param development the dev server injects styles and a socket of its own
 */
function contentSecurityPolicy(sources: string[], development: boolean): Plugin {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': development ? "'self' 'unsafe-inline'" : "'self'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': [...(development ? ["'self' ws:"] : []), ...sources].join(' '),
    'object-src': "'none'",
    'base-uri': "'none'",
    // Loading a page anew that was opened by POST is a form sent to oneself.
    'form-action': "'self'",
    // Text never becomes markup or code; Vue alone puts in markup, of its own templates.
    'require-trusted-types-for': "'script'",
    'trusted-types': 'vue',
  }
  const content = Object.entries(policy)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ')
  return {
    name: 'stage-card:content-security-policy',
    transformIndexHtml: (html) => html.replace('%CONTENT_SECURITY_POLICY%', content),
  }
}

type Graph = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }

const [MAIN, APP] = ['main.ts', 'app.ts'].map((file) => join(import.meta.dirname, 'src', file)) as [string, string]
const SDK = 'b24jssdk/dist/esm/index.mjs'
const reached = new Map<string, Set<string>>()

/** All modules that a module imports, directly or not, but for what it imports when it is asked to. */
function reach(from: string, graph: Graph): Set<string> {
  const known = reached.get(from)
  if (known) return known
  const found = new Set([from])
  for (const id of found) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  reached.set(from, found)
  return found
}

/** Has texts compiled before they are shipped: the first card neither loads the compiler nor waits for it. */
function compiledTexts(): Plugin {
  const compiled = (texts: unknown): unknown =>
    typeof texts === 'string'
      ? baseCompile(texts, { jit: true, optimize: true, minify: true, location: false }).ast
      : Object.fromEntries(Object.entries(texts as object).map(([key, value]) => [key, compiled(value)]))
  return {
    name: 'stage-card:compiled-texts',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/locales\/\w+\.json$/ },
      handler: (code) => JSON.stringify(compiled(JSON.parse(code))),
    },
  }
}

/** Lets the browser fetch the SDK and the interface while it still reads the entry that will ask for them. */
function preloadFirstCard(): Plugin {
  return {
    name: 'stage-card:preload-first-card',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).flatMap((file) => (file.type === 'chunk' ? [file] : []))
        const first = chunks.filter((chunk) => chunk.moduleIds.some((id) => id === APP || id.endsWith(SDK)))
        const files = new Set(first.flatMap((chunk) => [chunk.fileName, ...chunk.imports]))
        const entry = chunks.find((chunk) => chunk.isEntry)
        const isInterface = (file: string): boolean =>
          chunks.some((chunk) => chunk.fileName === file && chunk.moduleIds.includes(APP))
        return [...files]
          .filter((file) => file !== entry?.fileName && !entry?.imports.includes(file) && !file.includes('runtime'))
          .toSorted((one, other) => Number(isInterface(one)) - Number(isInterface(other)))
          .map((file) => ({
            tag: 'link',
            // The SDK comes first; then `main.ts` has the interface fetched, which the SDK's question need not wait for.
            attrs: {
              ...(isInterface(file) ? { id: 'interface' } : { rel: 'modulepreload' }),
              crossorigin: true,
              href: `./${file}`,
            },
            injectTo: 'head',
          }))
      },
    },
  }
}

/**
 * The interface calls most of its functions at once: Chromium is told to compile them while they are downloaded, beside the
 * page's own work, instead of one by one when they are called. Not so the SDK, of which the handshake calls few: to compile
 * all of it would keep the question waiting.
 * @see https://v8.dev/blog/explicit-compile-hints
 */
function compiledAhead(): Plugin {
  return {
    name: 'stage-card:compiled-ahead',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk' || !file.moduleIds.includes(APP)) continue
          file.code = `//# allFunctionsCalledOnLoad\n${file.code}`
        }
      },
    },
  }
}

/**
 * Leaves out of the style sheet what no script and no page names: the kit brings styles and variables for every look of
 * all its components, which weigh as much again as those in use. The file is named anew, since it depends on the scripts.
 */
function leanStyles(): Plugin {
  return {
    name: 'stage-card:lean-styles',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const files = Object.values(bundle)
      const page = files.find((file) => file.fileName === 'index.html')
      const style = files.find((file) => file.fileName.endsWith('.css'))
      if (page?.type !== 'asset' || style?.type !== 'asset') throw new Error('A page and a style sheet were expected')
      const content = files.flatMap((file) => (file.type === 'chunk' ? [{ raw: file.code, extension: 'js' }] : []))
      const [lean] = await new PurgeCSS().purge({
        content: [...content, { raw: String(page.source), extension: 'html' }],
        css: [{ raw: String(style.source) }],
        defaultExtractor: (code) => code.match(/[^\s"'`]+/g) ?? [],
        variables: true,
        safelist: ['dark'],
      })
      const source = lean?.css ?? ''
      const fileName = style.fileName.replace(
        /-[\w-]{8}\.css$/,
        `-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.css`,
      )
      page.source = String(page.source).replaceAll(style.fileName, fileName)
      delete bundle[style.fileName]
      this.emitFile({ type: 'asset', fileName, source })
    },
  }
}
