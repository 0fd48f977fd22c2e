import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../../src/portal/connect'
import { readUserOptions, sizeOf, writeUserOption } from '../../src/portal/userOptions'
import { fc, json, property } from './fastCheck'

const stored = new Map<string, unknown>()
const options = {
  userGet: (name: string): unknown => stored.get(name),
  userSet: vi.fn(async (name: string, value: unknown): Promise<void> => void stored.set(name, value)),
  initData: vi.fn(),
}
const connection = { $b24: { options } } as unknown as Connection
const SETTINGS = ['form', 'theme', 'stages']
const read = () => readUserOptions(connection, SETTINGS)

beforeEach(() => {
  stored.clear()
  options.userSet.mockClear()
  options.initData.mockClear()
})

describe('a setting', () => {
  it.each<[string, unknown]>([
    ['a text', 'python'],
    ['an empty text', ''],
    ['nothing', null],
    ['a number', 0],
    ['a list', [{ ID: '733' }]],
  ])('is read as it was written: %s', async (_, value) => {
    await writeUserOption(connection, 'form', value)
    expect(read()).toEqual({ form: value })
  })

  it('has an option of its own, so that a frame overwrites only what it changes', async () => {
    await writeUserOption(connection, 'form', 'python')
    stored.set('stageCard_theme', '"dark"') // by another frame
    await writeUserOption(connection, 'form', 'bx24')
    expect(options.userSet.mock.calls.map(([name]) => name)).toEqual(['stageCard_form', 'stageCard_form'])
    expect(read()).toEqual({ form: 'bx24', theme: 'dark' })
  })

  it.each<[string, unknown]>([
    ['text over the limit', JSON.stringify('x'.repeat(19_999))],
    ['invalid JSON', '{'],
    ['an object', { form: 'curl' }],
    ['undefined', undefined],
  ])('is not read from %s', (_, value) => {
    stored.set('stageCard_form', value)
    stored.set('stageCard', value)
    expect(read()).toEqual({})
  })

  it('is read up to the limit', () => {
    stored.set('stageCard_form', JSON.stringify('x'.repeat(19_998)))
    expect(read()).toEqual({ form: 'x'.repeat(19_998) })
  })
})

describe('settings that an earlier version has saved together', () => {
  it('are read, after those of their own', () => {
    stored.set('stageCard', '{"form":"python","theme":"dark"}')
    stored.set('stageCard_theme', 'null')
    expect(read()).toEqual({ form: 'python', theme: null })
  })

  it('leave the old option when they change', async () => {
    stored.set('stageCard', '{"form":"python","theme":"dark"}')
    await writeUserOption(connection, 'theme', 'light')
    expect([...stored]).toEqual([
      ['stageCard', '{"form":"python"}'],
      ['stageCard_theme', '"light"'],
    ])
    await writeUserOption(connection, 'theme', 'dark')
    expect(options.userSet).toHaveBeenCalledTimes(3)
  })

  it('are not sent again as long as they are large', async () => {
    stored.set('stageCard', JSON.stringify({ theme: 'dark', stages: ['x'.repeat(5_000)] }))
    await writeUserOption(connection, 'theme', 'light')
    expect(options.userSet).toHaveBeenCalledTimes(1)
    expect(read()).toMatchObject({ theme: 'light' })
    await writeUserOption(connection, 'stages', [])
    expect(stored.get('stageCard')).toBe('{"theme":"dark"}')
    expect(read()).toEqual({ theme: 'light', stages: [] })
  })

  it.each(['[1]', '7', 'null', '"x"'])('are none if the old option is %s', async (text) => {
    stored.set('stageCard', text)
    expect(read()).toEqual({})
    await writeUserOption(connection, 'theme', 'dark')
    expect(stored.get('stageCard')).toBe(text)
  })
})

describe('a failure to save', () => {
  it('is mended once if the portal sent null instead of options', async () => {
    options.userSet.mockRejectedValueOnce(new TypeError('Cannot set properties of null'))
    await writeUserOption(connection, 'theme', 'dark')
    expect(options.initData).toHaveBeenCalledExactlyOnceWith({ USER_OPTIONS: {} })
    expect(read()).toEqual({ theme: 'dark' })
  })

  it.each([new TypeError('again'), new Error('the frame is gone')])('is ignored: %s', async (error) => {
    options.userSet.mockRejectedValueOnce(error)
    if (error instanceof TypeError) options.userSet.mockRejectedValueOnce(error)
    await writeUserOption(connection, 'theme', 'dark')
    await writeUserOption(connection, 'form', 'python')
    expect(read()).toEqual({ form: 'python' })
  })
})

property([fc.stringMatching(/^[a-zA-Z]{1,12}$/), json])('the size is that of the address’s part', (setting, value) => {
  const part = new URLSearchParams({ [`stageCard_${setting}`]: JSON.stringify(value) }).toString()
  // URLSearchParams also encodes `!'()~`, and a space in one byte.
  const spaces = part.split('+').length - 1
  const others = part.match(/%(21|27|28|29|7E)/g)?.length ?? 0
  expect(sizeOf(setting, value)).toBe(part.length + '&'.length + 2 * (spaces - others))
})
