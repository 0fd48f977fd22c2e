import type { Plugin } from 'vite'
import { describe, expect, it } from 'vitest'
import { firstCard } from '../../../.package/vite/firstCard'
import { buildProject, contentOf } from './buildProject'

const HINT = '//# allFunctionsCalledOnLoad\n'
const SHARED = `import { text as shared } from './shared'; globalThis.shared = shared`
const SDK = 'node_modules/@bitrix24/b24jssdk'

/** An app with the structure of the real one. Each file contains its name; `imports` adds code to a file. */
function app(imports: Record<string, string> = {}): Record<string, string> {
  const module = (name: string, code = ''): string =>
    `${code}\n${imports[name] ?? ''}\nexport const text = 'this is ${name}'\nglobalThis.text = text`
  return {
    'index.html': '<html><head><script type="module" src="./src/main.ts"></script></head></html>',
    'src/main.ts': module('main', `import './boot'; import('@bitrix24/b24jssdk'); import('./app')`),
    'src/boot.ts': module('boot'),
    'src/app.ts': module('app', `import('./later'); import('./last')`),
    'src/later.ts': module('later', `import './both'`),
    'src/last.ts': module('last', `import './both'`),
    'src/both.ts': module('both'),
    'src/shared.ts': module('shared'),
    [`${SDK}/package.json`]: '{ "name": "@bitrix24/b24jssdk", "type": "module", "main": "dist/esm/index.mjs" }',
    [`${SDK}/dist/esm/index.mjs`]: module('sdk'),
    [`${SDK}/dist/esm/shared.mjs`]: module('sdk-shared'),
    [`${SDK}/dist/esm/old.cjs`]: `exports.old = 'this is old'`,
  }
}

/** The plugin's configuration for the bundler. */
interface BundlerConfig {
  build: { rolldownOptions: { output: { codeSplitting: { groups: Group[] } } } }
}

interface Group {
  priority: number
  name: (id: string, graph: { getModuleInfo: (id: string) => { importedIds: string[] } }) => string | null
}

const build = (imports?: Record<string, string>, ...plugins: Plugin[]) =>
  buildProject(app(imports), { base: './', plugins: [firstCard(), ...plugins] })

describe('firstCard', () => {
  it('puts main.ts and its imports into the entry chunk', async () => {
    const find = await build()
    expect(find('this is main')).toBe(find('this is boot'))
    expect(find('this is main')).toMatchObject({ isEntry: true, imports: [] })
  })

  it('puts the interface into another chunk, with modules shared with lazy chunks', async () => {
    const find = await build({ app: SHARED, later: SHARED, last: SHARED })
    expect(find('this is shared')).toBe(find('this is app'))
    expect(find('this is later')).not.toBe(find('this is app'))
    expect(find('this is main')).not.toBe(find('this is app'))
  })

  it('assigns every statically imported module to its chunk', () => {
    const IMPORTS: Record<string, string[]> = {
      '/index.html': ['/src/main.ts'],
      '/src/main.ts': ['/src/boot.ts'],
      '/src/app.ts': ['/src/boot.ts', '/src/view.ts'],
      '/src/view.ts': ['/vue.js'],
      '/src/later.ts': ['/vue.js', '/table.js'],
    }
    const { config } = firstCard() as unknown as { config: (userConfig: { root: string }) => BundlerConfig }
    const { groups } = config({ root: '/' }).build.rolldownOptions.output.codeSplitting
    const graph = { getModuleInfo: (id: string) => ({ importedIds: IMPORTS[id] ?? [] }) }
    const chunkOf = (id: string): string | null =>
      groups
        .toSorted((a, b) => b.priority - a.priority)
        .map(({ name }) => name(id, graph))
        .find((name) => name !== null) ?? null
    const ids = ['/src/main.ts', '/src/boot.ts', '/src/app.ts', '/src/view.ts', '/vue.js', '/src/later.ts', '/table.js']
    expect(ids.map(chunkOf)).toEqual(['first', 'first', 'app', 'app', 'app', null, null])
  })

  it('preloads the SDK and the interface, in this order', async () => {
    const find = await build()
    const page = contentOf(find('<html>'))
    const links = [...page.matchAll(/<link rel="modulepreload" crossorigin href="([^"]+)">/g)].map(([, href]) => href)
    expect(links).toEqual(['sdk', 'app'].map((name) => `./${find(`this is ${name}`).fileName}`))
  })

  it('preloads the bundler’s helpers, which the SDK would wait for', async () => {
    // A CommonJS module needs a helper.
    const find = await build({
      sdk: `import './old.cjs'; import('./old.cjs')`,
      app: `import '../${SDK}/dist/esm/old.cjs'`,
    })
    const page = contentOf(find('<html>'))
    for (const chunk of [find('this is sdk'), find('this is app')]) {
      if (chunk.type !== 'chunk') throw new Error('A script was expected')
      for (const file of chunk.imports) expect(page).toMatch(new RegExp(`(href|src)="./${file}"`))
    }
  })

  it('puts the compile hint on the first line of the interface only', async () => {
    const find = await build()
    expect(contentOf(find('this is app')).startsWith(HINT)).toBe(true)
    expect(find(HINT)).toBe(find('this is app'))
  })

  it('includes the hint in the hash of the interface’s file name', async () => {
    const find = await build()
    const other = await build(
      {},
      {
        name: 'another-hint',
        config: () => ({
          build: { rolldownOptions: { output: { postBanner: ({ name }) => (name === 'app' ? '//# another' : '') } } },
        }),
      },
    )
    expect(contentOf(other('this is app')).startsWith('//# another\n')).toBe(true)
    expect(other('this is app').fileName).not.toBe(find('this is app').fileName)
    expect(other('this is later').fileName).toBe(find('this is later').fileName)
  })

  it('fails if the first card would wait for a chunk without a link in the page', async () => {
    const sdkShared = `import { text as shared } from './shared.mjs'; globalThis.shared = shared`
    const later = `import { text as shared } from '../${SDK}/dist/esm/shared.mjs'; globalThis.shared = shared`
    await expect(build({ sdk: sdkShared, later })).rejects.toThrow(/would wait for assets\/shared-/)
  })

  it('fails for an app without the SDK', async () => {
    const files = { ...app(), 'src/main.ts': `import('./app')` }
    await expect(buildProject(files, { plugins: [firstCard()] })).rejects.toThrow(/No file holds .*b24jssdk/)
  })
})
