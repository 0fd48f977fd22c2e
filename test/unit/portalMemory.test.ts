import { beforeEach, expect, it, vi } from 'vitest'
import { remember, remembered } from '../../src/portal/memory'

const { kept, options } = vi.hoisted(() => {
  const kept = new Map<string, unknown>()
  return {
    kept,
    options: {
      userGet: (name: string): unknown => kept.get(name),
      userSet: (name: string, value: unknown): Promise<void> => Promise.resolve(void kept.set(name, value)),
    },
  }
})

vi.mock('../../src/portal/connect', () => ({ connect: () => Promise.resolve({ $b24: { options } }) }))

/** The text of `{"form":"…"}` is this much longer than the form. */
const AROUND = '{"form":""}'.length

beforeEach(() => kept.clear())

it.each<[string, number, boolean]>([
  ['nothing', 0, true],
  ['as much as fits', 20_000 - AROUND, true],
  ['one character more', 20_001 - AROUND, false],
])('of %s, what is given to the portal comes back, if it is given', async (_, length, fits) => {
  const value = { form: 'x'.repeat(length) }
  await remember(value)
  expect(kept.size).toBe(fits ? 1 : 0)
  expect(await remembered()).toEqual(fits ? value : null)
})

it.each<[string, unknown]>([
  ['text longer than what is ever given', JSON.stringify({ form: 'x'.repeat(20_001 - AROUND) })],
  ['text that is no JSON', '{'],
  ['no text', { form: 'curl' }],
  ['nothing', undefined],
])('%s in the portal is nothing', async (_, value) => {
  kept.set('stageCard', value)
  expect(await remembered()).toBeNull()
})
