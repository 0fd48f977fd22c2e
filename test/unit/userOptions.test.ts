import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { MAX_ID } from '../../src/crm/id'
import type { Connection } from '../../src/portal/connect'
import { readUserOptions, writeUserOptions } from '../../src/portal/userOptions'
import { useSessionStore } from '../../src/stores/session'
import { useUserOptionsStore, type UserOptions } from '../../src/stores/userOptions'
import { fc, json, RUNS, looseRecord, text } from './fastCheck'

vi.mock('../../src/portal/userOptions')

const connection = { isInstallMode: false, placement: {} } as Connection

/** The store after it has read these options from the portal. */
async function storeWith(value: unknown): Promise<ReturnType<typeof useUserOptionsStore>> {
  vi.mocked(readUserOptions).mockReturnValueOnce(value)
  vi.mocked(writeUserOptions).mockClear()
  setActivePinia(createPinia())
  const store = useUserOptionsStore()
  await useSessionStore().open(Promise.resolve(connection))
  return store
}

/** The state of the store after it has read these options. */
async function stateOf(value: unknown): Promise<UserOptions> {
  const { entityId, stageId, form, theme, days, stages } = await storeWith(value)
  return { entityId, stageId, form, theme, days, stages }
}

/** The store after it has read these stages. */
const storeWithStages = (...stages: object[]) => storeWith({ stages })

describe('the user options store', () => {
  const EMPTY: UserOptions = { entityId: null, stageId: null, form: null, theme: null, days: null, stages: [] }

  it.each<[unknown, Partial<UserOptions>]>([
    [
      { entityId: 'DEAL_STAGE', stageId: 733, form: 'python', theme: 'dark' },
      { entityId: 'DEAL_STAGE', stageId: 733, form: 'python', theme: 'dark' },
    ],
    [{ entityId: 7, stageId: '733', form: null, theme: {} }, {}],
    [{ stageId: 0 }, {}],
    [{ days: 90 }, { days: 90 }],
    [{ days: '90' }, {}],
    [{ stageId: -1 }, {}],
    [{ stageId: 1.5 }, {}],
    [{ stageId: MAX_ID + 1 }, {}],
    [{ stageId: MAX_ID }, { stageId: MAX_ID }],
    [{ stages: 'none' }, {}],
    [{ stages: [7, null, ['ID'], { ID: '733' }] }, { stages: [{ ID: '733' }] }],
    [
      { stages: Array.from({ length: 20 }, (_, index) => ({ ID: index })) },
      { stages: Array.from({ length: 12 }, (_, index) => ({ ID: index })) },
    ],
    [null, {}],
    ['text', {}],
    [[], {}],
  ])('reads %j as %j', async (value, state) => {
    expect(await stateOf(value)).toEqual({ ...EMPTY, ...state })
  })

  it('contains only texts, objects and an ID in range, for any JSON', async () => {
    const stageId = fc.oneof(fc.integer(), fc.constantFrom(0, 733, MAX_ID, MAX_ID + 1, 2 ** 53, 1.5, Number.NaN))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(looseRecord({ entityId: text, stageId, form: text, theme: text, stages: fc.array(json) }), json),
        async (value) => {
          const { stageId: id, stages, ...texts } = await stateOf(value)
          expect(id === null || (Number.isInteger(id) && id >= 1 && id <= MAX_ID)).toBe(true)
          expect(stages.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))).toBe(true)
          expect(Object.values(texts).every((option) => option === null || typeof option === 'string')).toBe(true)
        },
      ),
      { numRuns: RUNS },
    )
  }, 120_000)
})

describe('the remembered stages', () => {
  it('are the latest twelve, each once, as last sent', async () => {
    const store = await storeWithStages(
      ...Array.from({ length: 12 }, (_, index) => ({ ID: String(index), NAME: 'old' })),
    )
    await store.keepStage({ ID: '5', NAME: 'new' })
    await store.keepStage({ ID: 733, NAME: 'Success' })
    expect(store.stages).toHaveLength(12)
    expect(store.stages.slice(0, 3)).toEqual([
      { ID: 733, NAME: 'Success' },
      { ID: '5', NAME: 'new' },
      { ID: '0', NAME: 'old' },
    ])
    expect(store.stages.filter(({ ID }) => ID === '5')).toHaveLength(1)
    expect(writeUserOptions).toHaveBeenLastCalledWith(connection, expect.objectContaining({ stages: store.stages }))
  })

  it('are not written again without a change', async () => {
    const store = await storeWithStages({ ID: '1' }, { ID: '2', NAME: 'Won' })
    await store.keepStage({ ID: '2', NAME: 'Won' })
    await store.forgetStage(3)
    expect(writeUserOptions).not.toHaveBeenCalled()
  })

  it('do not include stages with long fields', async () => {
    const store = await storeWithStages()
    await store.keepStage({ ID: '1', NAME: 'x'.repeat(1_000) })
    expect(store.stages).toEqual([])
  })

  it('can be forgotten one at a time', async () => {
    const store = await storeWithStages({ ID: '1' }, { ID: 2 }, { ID: { toString: null } })
    await store.forgetStage(2)
    expect(store.stages).toEqual([{ ID: '1' }, { ID: { toString: null } }])
    expect(writeUserOptions).toHaveBeenCalledOnce()
  })
})
