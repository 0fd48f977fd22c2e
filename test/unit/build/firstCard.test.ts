import type { Plugin } from 'vite'
import { describe, expect, it } from 'vitest'
import { firstCard } from '../../../.package/vite/firstCard'
import { built, contentOf } from './project'

const HINT = '//# allFunctionsCalledOnLoad\n'
const SHARED = `import { text as shared } from './shared'; globalThis.shared = shared`
const SDK = 'node_modules/@bitrix24/b24jssdk'

/** An app with the real one's outline: each file says its name, and imports what is said of it. */
function app(imports: Record<string, string> = {}): Record<string, string> {
  const module = (name: string, more = ''): string =>
    `${more}\n${imports[name] ?? ''}\nexport const text = 'this is ${name}'\nglobalThis.told = text`
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

/** What the plugin tells the bundler of files. */
interface Given {
  build: { rolldownOptions: { output: { codeSplitting: { groups: Group[] } } } }
}

interface Group {
  priority: number
  name: (id: string, graph: { getModuleInfo: (id: string) => { importedIds: string[] } }) => string | null
}

const build = (imports?: Record<string, string>, ...more: Plugin[]) =>
  built(app(imports), { base: './', plugins: [firstCard(), ...more] })

describe('firstCard', () => {
  it('has what runs first in one file', async () => {
    const find = await build()
    expect(find('this is main')).toBe(find('this is boot'))
    expect(find('this is main')).toMatchObject({ isEntry: true, imports: [] })
  })

  it('has the interface in another, with what it shares with later parts', async () => {
    const find = await build({ app: SHARED, later: SHARED, last: SHARED })
    expect(find('this is shared')).toBe(find('this is app'))
    expect(find('this is later')).not.toBe(find('this is app'))
    expect(find('this is main')).not.toBe(find('this is app'))
  })

  it('says so of every module in reach, however the bundler would have split them', () => {
    const IMPORTS: Record<string, string[]> = {
      '/index.html': ['/src/main.ts'],
      '/src/main.ts': ['/src/boot.ts'],
      '/src/app.ts': ['/src/boot.ts', '/src/view.ts'],
      '/src/view.ts': ['/vue.js'],
      '/src/later.ts': ['/vue.js', '/table.js'],
    }
    const { config } = firstCard() as unknown as { config: (given: { root: string }) => Given }
    const { groups } = config({ root: '/' }).build.rolldownOptions.output.codeSplitting
    const graph = { getModuleInfo: (id: string) => ({ importedIds: IMPORTS[id] ?? [] }) }
    const fileOf = (id: string): string | null =>
      groups
        .toSorted((one, other) => other.priority - one.priority)
        .map(({ name }) => name(id, graph))
        .find((name) => name !== null) ?? null
    const ids = ['/src/main.ts', '/src/boot.ts', '/src/app.ts', '/src/view.ts', '/vue.js', '/src/later.ts', '/table.js']
    expect(ids.map(fileOf)).toEqual(['first', 'first', 'app', 'app', 'app', null, null])
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

  it('gives the compile hint to the interface alone, as its first line', async () => {
    const find = await build()
    expect(contentOf(find('this is app')).startsWith(HINT)).toBe(true)
    expect(find(HINT)).toBe(find('this is app'))
  })

  it('names the interface by a content that has the hint in it', async () => {
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

  it('refuses a build whose first card would wait for a file that the page does not name', async () => {
    const sdkShared = `import { text as shared } from './shared.mjs'; globalThis.shared = shared`
    const later = `import { text as shared } from '../${SDK}/dist/esm/shared.mjs'; globalThis.shared = shared`
    await expect(build({ sdk: sdkShared, later })).rejects.toThrow(/would wait for assets\/shared-/)
  })

  it('refuses a build without the SDK', async () => {
    const files = { ...app(), 'src/main.ts': `import('./app')` }
    await expect(built(files, { plugins: [firstCard()] })).rejects.toThrow(/No file holds .*b24jssdk/)
  })
})
