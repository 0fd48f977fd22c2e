import { beforeEach, expect, it } from 'vitest'
import type { Connection } from '../../src/portal/connect'
import { readUserOptions, writeUserOptions } from '../../src/portal/userOptions'

const kept = new Map<string, unknown>()
const options = {
  userGet: (name: string): unknown => kept.get(name),
  userSet: (name: string, value: unknown): Promise<void> => Promise.resolve(void kept.set(name, value)),
}
const connection = { $b24: { options } } as unknown as Connection

/** The text of `{"form":"…"}` is this much longer than the form. */
const AROUND = '{"form":""}'.length

beforeEach(() => kept.clear())

it.each<[string, number, boolean]>([
  ['nothing', 0, true],
  ['as much as fits', 20_000 - AROUND, true],
  ['one character more', 20_001 - AROUND, false],
])('of %s, what is given to the portal comes back, if it is given', async (_, length, fits) => {
  const value = { form: 'x'.repeat(length) }
  await writeUserOptions(connection, value)
  expect(kept.size).toBe(fits ? 1 : 0)
  expect(readUserOptions(connection)).toEqual(fits ? value : null)
})

it.each<[string, unknown]>([
  ['text longer than what is ever given', JSON.stringify({ form: 'x'.repeat(20_001 - AROUND) })],
  ['text that is no JSON', '{'],
  ['no text', { form: 'curl' }],
  ['nothing', undefined],
])('%s in the portal is nothing', (_, value) => {
  kept.set('stageCard', value)
  expect(readUserOptions(connection)).toBeNull()
})
