import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as stub from '../../../.package/vite/luxon'

const SDK = join(dirname(createRequire(import.meta.url).resolve('@bitrix24/b24jssdk')), '../esm')
/** The SDK's comments also mention Luxon. */
function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
}

const files = readdirSync(SDK, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.mjs'))
  .map((name) => withoutComments(readFileSync(join(SDK, name), 'utf8')))

const IMPORT = /import\s+([^'";]*?)\s*from\s*['"]luxon['"]/g
/** The files that import Luxon, and their import clauses, such as `{ DateTime }`. */
const imports = files.flatMap((code) => [...code.matchAll(IMPORT)].map(([, clause = '']) => ({ code, clause })))

describe('the Luxon stub', () => {
  it('covers every import of Luxon in the SDK', () => {
    expect(imports.length).toBeGreaterThan(0)
    // So there is no side-effect import, no dynamic import and no re-export.
    const mentions = files.flatMap((code) => code.match(/['"]luxon['"]/g) ?? [])
    expect(mentions).toHaveLength(imports.length)
  })

  it('exports every name that the SDK imports', () => {
    const names = imports.flatMap(({ clause }) =>
      clause
        .replaceAll(/[{}]/g, '')
        .split(',')
        .map((name) => name.trim()),
    )
    expect(Object.keys(stub)).toEqual(expect.arrayContaining(names))
  })

  it('has every method that the SDK calls, and the SDK uses nothing else', () => {
    const uses = imports.flatMap(({ code }) => [...code.replaceAll(IMPORT, '').matchAll(/\bDateTime\b(\.(\w+)\()?/g)])
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter(([, call]) => !call).map(([use]) => use)).toEqual([])
    expect(Object.keys(stub.DateTime)).toEqual(expect.arrayContaining(uses.map(([, , member]) => member)))
  })

  it.each(Object.entries(stub.DateTime))('throws on DateTime.%s()', (_name, call) => {
    expect(call).toThrow('Luxon is left out')
  })
})
