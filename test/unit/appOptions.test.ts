import { describe, expect, it } from 'vitest'
import { hasRoom, parseAppOptions } from '../../src/crm/appOptions'
import { readAppOption, readLinksOption, writeLinksOption } from '../../src/portal/appOptions'
import type { Connection } from '../../src/portal/connect'

function connection(
  stored: Record<string, unknown>,
  appSet = (name: string, value: unknown) => save(stored, name, value),
) {
  const appGet = (name: string): unknown => {
    if (!stored[name]) throw new Error(`app.option.${name} not set`)
    return stored[name]
  }
  return { $b24: { options: { appGet, appSet } } } as unknown as Connection
}

const save = (stored: Record<string, unknown>, name: string, value: unknown): Promise<void> =>
  Promise.resolve(void (stored[name] = value))

it.each([true, false])('keeps that links work: %s', async (work) => {
  const portal = connection({})
  expect(readLinksOption(portal)).toBeNull()
  await writeLinksOption(portal, work)
  expect(readLinksOption(portal)).toBe(work)
})

it.each([true, 'true', 1, {}, ['Y'], 'y'])('ignores %j', (value) => {
  expect(readLinksOption(connection({ stageLinks: value }))).toBeNull()
})

it('says whether it could be kept', async () => {
  const refusing = connection({}, () => Promise.reject(new TypeError('no options')))
  expect(await writeLinksOption(refusing, true)).toBe(false)
  expect(await writeLinksOption(connection({}), true)).toBe(true)
})

it('reads any option, and null where there is none', () => {
  const portal = connection({ words: '{}' })
  expect([readAppOption(portal, 'words'), readAppOption(portal, 'other')]).toEqual(['{}', null])
})

describe('parseAppOptions', () => {
  it.each([
    [{ a: '1' }, { a: '1' }],
    [[], {}],
    [null, {}],
  ])('%j is %j', (sent, options) => {
    expect(parseAppOptions(sent)).toEqual(options)
  })

  it.each([undefined, 'text', 7, true, ['a']])('refuses %j', (sent) => {
    expect(() => parseAppOptions(sent)).toThrow('bad-answer')
  })
})

describe('hasRoom', () => {
  it('lets an option have 8 kB, in bytes', () => {
    expect(hasRoom({}, 'a', 'x'.repeat(8_192))).toBe(true)
    expect(hasRoom({}, 'a', 'x'.repeat(8_193))).toBe(false)
    expect(hasRoom({}, 'a', 'я'.repeat(4_097))).toBe(false)
  })

  it('lets all options together have 40 kB, without the value that is replaced', () => {
    const others = Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`o${index}`, 'x'.repeat(8_000)]))
    expect(hasRoom({ ...others, a: 'x'.repeat(8_000) }, 'a', 'x'.repeat(8_000))).toBe(true)
    expect(hasRoom({ ...others, b: 'x'.repeat(8_000) }, 'a', 'x'.repeat(8_000))).toBe(false)
  })
})
