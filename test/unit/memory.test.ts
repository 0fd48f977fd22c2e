import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { GREATEST_ID } from '../../src/crm/id'
import { remember, remembered } from '../../src/portal/memory'
import { useMemoryStore, type Memory } from '../../src/stores/memory'
import { fc, json, RUNS, sloppy, text } from './property'

vi.mock('../../src/portal/memory')

/** What the store makes of what the portal remembers. */
async function recalled(value: unknown): Promise<Memory> {
  vi.mocked(remembered).mockResolvedValueOnce(value)
  setActivePinia(createPinia())
  return useMemoryStore().recall()
}

/** A store to which the portal has told these stages. */
async function storeWith(...stages: object[]): Promise<ReturnType<typeof useMemoryStore>> {
  vi.mocked(remembered).mockResolvedValueOnce({ stages })
  vi.mocked(remember).mockClear()
  setActivePinia(createPinia())
  const store = useMemoryStore()
  await store.recall()
  return store
}

describe('what the portal remembers', () => {
  const NOTHING: Memory = { entityId: null, stageId: null, form: null, theme: null, stages: [] }

  it.each<[unknown, Partial<Memory>]>([
    [
      { entityId: 'DEAL_STAGE', stageId: 733, form: 'python', theme: 'dark' },
      { entityId: 'DEAL_STAGE', stageId: 733, form: 'python', theme: 'dark' },
    ],
    [{ entityId: 7, stageId: '733', form: null, theme: {} }, {}],
    [{ stageId: 0 }, {}],
    [{ stageId: -1 }, {}],
    [{ stageId: 1.5 }, {}],
    [{ stageId: GREATEST_ID + 1 }, {}],
    [{ stageId: GREATEST_ID }, { stageId: GREATEST_ID }],
    [{ stages: 'none' }, {}],
    [{ stages: [7, null, ['ID'], { ID: '733' }] }, { stages: [{ ID: '733' }] }],
    [
      { stages: Array.from({ length: 20 }, (_, at) => ({ ID: at })) },
      { stages: Array.from({ length: 12 }, (_, at) => ({ ID: at })) },
    ],
    [null, {}],
    ['text', {}],
    [[], {}],
  ])('of %j it is %j', async (value, memory) => {
    expect(await recalled(value)).toEqual({ ...NOTHING, ...memory })
  })

  it('is texts, items and an ID in range, whatever JSON comes', async () => {
    const stageId = fc.oneof(
      fc.integer(),
      fc.constantFrom(0, 733, GREATEST_ID, GREATEST_ID + 1, 2 ** 53, 1.5, Number.NaN),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(sloppy({ entityId: text, stageId, form: text, theme: text, stages: fc.array(json) }), json),
        async (value) => {
          const { stageId: id, stages, ...texts } = await recalled(value)
          expect(id === null || (Number.isInteger(id) && id >= 1 && id <= GREATEST_ID)).toBe(true)
          expect(stages.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))).toBe(true)
          expect(Object.values(texts).every((one) => one === null || typeof one === 'string')).toBe(true)
        },
      ),
      { numRuns: RUNS },
    )
  }, 120_000)
})

describe('the stages that the portal remembers', () => {
  it('are the latest ones, each once, as it was sent last', async () => {
    const store = await storeWith(...Array.from({ length: 12 }, (_, at) => ({ ID: String(at), NAME: 'old' })))
    await store.keepStage({ ID: '5', NAME: 'new' })
    await store.keepStage({ ID: 733, NAME: 'Success' })
    expect(store.memory.stages).toHaveLength(12)
    expect(store.memory.stages.slice(0, 3)).toEqual([
      { ID: 733, NAME: 'Success' },
      { ID: '5', NAME: 'new' },
      { ID: '0', NAME: 'old' },
    ])
    expect(store.memory.stages.filter(({ ID }) => ID === '5')).toHaveLength(1)
    expect(remember).toHaveBeenLastCalledWith(expect.objectContaining({ stages: store.memory.stages }))
  })

  it('are not written again while nothing has changed', async () => {
    const store = await storeWith({ ID: '1' }, { ID: '2', NAME: 'Won' })
    await store.keepStage({ ID: '2', NAME: 'Won' })
    await store.forgetStage(3)
    expect(remember).not.toHaveBeenCalled()
  })

  it('are not archives', async () => {
    const store = await storeWith()
    await store.keepStage({ ID: '1', NAME: 'x'.repeat(1_000) })
    expect(store.memory.stages).toEqual([])
  })

  it('are forgotten one by one', async () => {
    const store = await storeWith({ ID: '1' }, { ID: 2 }, { ID: { toString: null } })
    await store.forgetStage(2)
    expect(store.memory.stages).toEqual([{ ID: '1' }, { ID: { toString: null } }])
    expect(remember).toHaveBeenCalledOnce()
  })
})
