import { beforeEach, expect, it } from 'vitest'
import type { Connection } from '../../src/portal/connect'
import { readUserOptions, writeUserOptions } from '../../src/portal/userOptions'

const stored = new Map<string, unknown>()
const options = {
  userGet: (name: string): unknown => stored.get(name),
  userSet: (name: string, value: unknown): Promise<void> => Promise.resolve(void stored.set(name, value)),
}
const connection = { $b24: { options } } as unknown as Connection

/** The length that `{"form":"…"}` adds to the form. */
const OVERHEAD = '{"form":""}'.length

beforeEach(() => stored.clear())

it.each<[string, number, boolean]>([
  ['an empty form', 0, true],
  ['the maximum length', 20_000 - OVERHEAD, true],
  ['one character too many', 20_001 - OVERHEAD, false],
])('writes and reads back options with %s, if they fit', async (_, length, fits) => {
  const value = { form: 'x'.repeat(length) }
  await writeUserOptions(connection, value)
  expect(stored.size).toBe(fits ? 1 : 0)
  expect(readUserOptions(connection)).toEqual(fits ? value : null)
})

it.each<[string, unknown]>([
  ['text over the limit', JSON.stringify({ form: 'x'.repeat(20_001 - OVERHEAD) })],
  ['invalid JSON', '{'],
  ['an object', { form: 'curl' }],
  ['undefined', undefined],
])('%s in the portal reads as null', (_, value) => {
  stored.set('stageCard', value)
  expect(readUserOptions(connection)).toBeNull()
})
