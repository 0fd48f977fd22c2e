import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as stub from '../../../.package/vite/luxon'

const SDK = join(dirname(createRequire(import.meta.url).resolve('@bitrix24/b24jssdk')), '../esm')
/** The SDK's code as it runs; its comments speak of Luxon, too. */
function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
}

const files = readdirSync(SDK, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.mjs'))
  .map((name) => withoutComments(readFileSync(join(SDK, name), 'utf8')))

const IMPORT = /import\s+([^'";]*?)\s*from\s*['"]luxon['"]/g
/** The files that speak to Luxon, and what they import of it: `{ DateTime }`, `* as luxon`. */
const imports = files.flatMap((code) => [...code.matchAll(IMPORT)].map(([, what = '']) => ({ code, what })))

describe('the stub of Luxon', () => {
  it('is where the SDK imports Luxon, in each way that it does', () => {
    expect(imports.length).toBeGreaterThan(0)
    // No other way: no import for effects alone, none when it is asked for, none handed on.
    const named = files.flatMap((code) => code.match(/['"]luxon['"]/g) ?? [])
    expect(named).toHaveLength(imports.length)
  })

  it('has every name that the SDK imports', () => {
    const names = imports.flatMap(({ what }) =>
      what
        .replaceAll(/[{}]/g, '')
        .split(',')
        .map((name) => name.trim()),
    )
    expect(Object.keys(stub)).toEqual(expect.arrayContaining(names))
  })

  it('has every member that the SDK uses, and is used in no other way', () => {
    const uses = imports.flatMap(({ code }) => [...code.replaceAll(IMPORT, '').matchAll(/\bDateTime\b(\.(\w+)\()?/g)])
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter(([, call]) => !call).map(([use]) => use)).toEqual([])
    expect(Object.keys(stub.DateTime)).toEqual(expect.arrayContaining(uses.map(([, , member]) => member)))
  })

  it.each(Object.entries(stub.DateTime))('throws at DateTime.%s', (_name, call) => {
    expect(call).toThrow('Luxon is left out')
  })
})
