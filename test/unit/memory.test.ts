import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { GREATEST_ID } from '../../src/crm/id'
import { remembered } from '../../src/portal/memory'
import { useMemoryStore, type Memory } from '../../src/stores/memory'
import { fc, json, RUNS, sloppy, text } from './property'

vi.mock('../../src/portal/memory')

/** What the store makes of what the portal remembers. */
async function recalled(value: unknown): Promise<Memory> {
  vi.mocked(remembered).mockResolvedValueOnce(value)
  setActivePinia(createPinia())
  return useMemoryStore().recall()
}

describe('what the portal remembers', () => {
  const NOTHING: Memory = { entityId: null, stageId: null, form: null, theme: null }

  it.each<[unknown, Partial<Memory>]>([
    [{ entityId: 'DEAL_STAGE', stageId: 733, form: 'python', theme: 'dark' }, { entityId: 'DEAL_STAGE', stageId: 733, form: 'python', theme: 'dark' }],
    [{ entityId: 7, stageId: '733', form: null, theme: {} }, {}],
    [{ stageId: 0 }, {}], [{ stageId: -1 }, {}], [{ stageId: 1.5 }, {}], [{ stageId: GREATEST_ID + 1 }, {}], [{ stageId: GREATEST_ID }, { stageId: GREATEST_ID }],
    [null, {}], ['text', {}], [[], {}],
  ])('of %j it is %j', async (value, memory) => {
    expect(await recalled(value)).toEqual({ ...NOTHING, ...memory })
  })

  it('is texts and an ID in range, whatever JSON comes', async () => {
    const stageId = fc.oneof(fc.integer(), fc.constantFrom(0, 733, GREATEST_ID, GREATEST_ID + 1, 2 ** 53, 1.5, Number.NaN))
    await fc.assert(
      fc.asyncProperty(fc.oneof(sloppy({ entityId: text, stageId, form: text, theme: text }), json), async (value) => {
        const { stageId: id, ...texts } = await recalled(value)
        expect(id === null || (Number.isInteger(id) && id >= 1 && id <= GREATEST_ID)).toBe(true)
        expect(Object.values(texts).every((one) => one === null || typeof one === 'string')).toBe(true)
      }),
      { numRuns: RUNS },
    )
  }, 120_000)
})
