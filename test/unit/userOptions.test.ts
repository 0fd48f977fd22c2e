import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { MAX_ID } from '../../src/crm/id'
import type { Connection } from '../../src/portal/connect'
import type * as portalUserOptions from '../../src/portal/userOptions'
import { readUserOptions, sizeOf, writeUserOption } from '../../src/portal/userOptions'
import type { Row } from '../../src/portal/json'
import { useSessionStore } from '../../src/stores/session'
import { useUserOptionsStore, type UserOptions } from '../../src/stores/userOptions'
import { fc, json, RUNS, looseRecord, text } from './fastCheck'

vi.mock('../../src/portal/userOptions', async (original) => ({
  ...(await original<typeof portalUserOptions>()),
  readUserOptions: vi.fn(),
  writeUserOption: vi.fn(),
}))

const connection = { isInstallMode: false, placement: {} } as Connection

/** The store after it has read these options from the portal. */
async function storeWith(value: Row): Promise<ReturnType<typeof useUserOptionsStore>> {
  vi.mocked(readUserOptions).mockReset().mockReturnValueOnce(value)
  vi.mocked(writeUserOption).mockClear()
  setActivePinia(createPinia())
  const store = useUserOptionsStore()
  await useSessionStore().open(Promise.resolve(connection))
  return store
}

/** The state of the store after it has read these options. */
async function stateOf(value: Row): Promise<UserOptions> {
  const { entityId, stageId, form, theme, days, stages } = await storeWith(value)
  return { entityId, stageId, form, theme, days, stages }
}

/** How many bytes all settings together take on their way to the portal, as they were written last. */
function writtenBytes(): number {
  const written = new Map(vi.mocked(writeUserOption).mock.calls.map(([, setting, value]) => [setting, value]))
  return [...written].reduce((sum, [setting, value]) => sum + sizeOf(setting, value), 0)
}

/** A stage of more than 360 bytes. */
const longNamed = (id: number) => ({ ID: String(id), NAME: 'Ж'.repeat(60) })

/** The store after it has read these stages. */
const storeWithStages = (...stages: object[]) => storeWith({ stages })

describe('the user options store', () => {
  const EMPTY: UserOptions = { entityId: null, stageId: null, form: null, theme: null, days: null, stages: [] }

  it.each<[Row, Partial<UserOptions>]>([
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
    [{}, {}],
  ])('reads %j as %j', async (value, state) => {
    expect(await stateOf(value)).toEqual({ ...EMPTY, ...state })
  })

  it('contains only texts, objects and an ID in range, for any JSON', async () => {
    const stageId = fc.oneof(fc.integer(), fc.constantFrom(0, 733, MAX_ID, MAX_ID + 1, 2 ** 53, 1.5, Number.NaN))
    await fc.assert(
      fc.asyncProperty(
        looseRecord({ entityId: text, stageId, form: text, theme: text, stages: fc.array(json) }),
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

describe('a change', () => {
  it('is written, and nothing else', async () => {
    const store = await storeWith({ entityId: 'SOURCE', theme: 'dark' })
    await store.keep({ entityId: 'SOURCE', stageId: 733 })
    expect(writeUserOption).toHaveBeenCalledExactlyOnceWith(connection, 'stageId', 733)
  })

  it('to a long value lasts as long as the page', async () => {
    const store = await storeWith({})
    await store.keep({ entityId: 'Ж'.repeat(20), theme: 'dark' })
    expect(store.entityId).toBe('Ж'.repeat(20))
    expect(writeUserOption).toHaveBeenCalledExactlyOnceWith(connection, 'theme', 'dark')
  })
})

it('the options are read once, whoever comes first', async () => {
  const store = await storeWith({ theme: 'dark' })
  store.load(connection)
  expect(readUserOptions).toHaveBeenCalledOnce()
  const other = { ...connection }
  vi.mocked(readUserOptions).mockReturnValueOnce({ theme: 'light' })
  await useSessionStore().open(Promise.resolve(other))
  expect(store.theme).toBe('light')
})

it('all that is kept takes less than 2 kB on its way to the portal, whatever is kept', async () => {
  const name = fc.oneof(text, fc.string({ unit: 'binary', maxLength: 100 }))
  const stage = fc.record({ ID: fc.nat(30).map(String), NAME: name, NAME_INIT: name, COLOR: text })
  const options = fc.record({ entityId: name, stageId: fc.integer({ min: 1, max: MAX_ID }), form: name, theme: name })
  await fc.assert(
    fc.asyncProperty(options, fc.array(stage, { maxLength: 20 }), async (changes, stages) => {
      const store = await storeWith({ stages: stages.slice(0, 5) })
      await store.keep(changes)
      for (const item of stages.slice(5)) await store.keepStage(item)
      await store.forgetStage(5)
      expect(writtenBytes()).toBeLessThan(2_000)
    }),
    { numRuns: RUNS / 10 },
  )
}, 120_000)

const draft = (letters: number) => ({ e: 'DEAL_STAGE', b: [], a: [['NEW', 'x'.repeat(letters), null, 0]] })

describe('the drafts of a plan that is being carried out', () => {
  it('take the room of the remembered stages, and give none of them back', async () => {
    const store = await storeWithStages(...[1, 2, 3].map(longNamed))
    await store.keep({ drafts: [draft(500)] })
    expect(writeUserOption).toHaveBeenCalledWith(connection, 'drafts', [draft(500)])
    expect(store.stages).toEqual([longNamed(1)])
    expect(writeUserOption).toHaveBeenCalledWith(connection, 'stages', store.stages)
    await store.keep({ drafts: [] })
    expect(writeUserOption).toHaveBeenLastCalledWith(connection, 'drafts', null)
    expect(store.drafts).toBeUndefined()
  })

  it('are not kept if they are too long, nor are earlier ones', async () => {
    const store = await storeWithStages(longNamed(1))
    await store.keep({ drafts: [draft(1_400)] })
    expect(writeUserOption).not.toHaveBeenCalled()
    await store.keep({ drafts: [draft(10)] })
    await store.keep({ drafts: [draft(1_400)] })
    expect(writeUserOption).toHaveBeenLastCalledWith(connection, 'drafts', null)
    expect(store.stages).toEqual([longNamed(1)])
  })

  it('are kept as far as there is room, the first before others', async () => {
    const store = await storeWith({})
    await store.keep({ drafts: [draft(500), draft(1_400), draft(501), draft(502)] })
    expect(store.drafts).toEqual([draft(500), draft(501)])
    expect(writeUserOption).toHaveBeenCalledWith(connection, 'drafts', [draft(500), draft(501)])
  })

  it('are read', async () => {
    expect((await storeWith({ drafts: [draft(5), 7, null] })).drafts).toEqual([draft(5)])
    expect((await storeWith({ drafts: 'x' })).drafts).toBeUndefined()
  })

  it('take with all else less than 2 kB on its way to the portal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_600), fc.array(text, { maxLength: 8 }), async (letters, names) => {
        const store = await storeWith({ stages: names.map((NAME, id) => ({ ID: String(id), NAME })) })
        await store.keep({ entityId: 'DYNAMIC_1038_STAGE_37', stageId: MAX_ID, drafts: [draft(letters), draft(9)] })
        expect(writtenBytes()).toBeLessThan(2_000)
      }),
      { numRuns: RUNS / 10 },
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
    expect(writeUserOption).toHaveBeenLastCalledWith(connection, 'stages', store.stages)
  })

  it('are not written again without a change', async () => {
    const store = await storeWithStages({ ID: '1' }, { ID: '2', NAME: 'Won' })
    await store.keepStage({ ID: '2', NAME: 'Won' })
    await store.forgetStage(3)
    expect(writeUserOption).not.toHaveBeenCalled()
  })

  it('are as many as fit, without the oldest', async () => {
    const store = await storeWithStages(...[1, 2, 3, 4, 5].map(longNamed))
    expect(store.stages).toHaveLength(5)
    await store.keepStage(longNamed(6))
    expect(store.stages.map(({ ID }) => ID)).toEqual(['6', '1', '2'])
    expect(writeUserOption).toHaveBeenLastCalledWith(connection, 'stages', store.stages)
  })

  it('do not include stages with long fields, nor what they were before', async () => {
    const store = await storeWithStages({ ID: '1', NAME: 'short' }, { ID: '2' })
    await store.keepStage({ ID: '1', NAME: 'x'.repeat(1_500) })
    expect(store.stages).toEqual([{ ID: '2' }])
  })

  it('can be forgotten one at a time', async () => {
    const store = await storeWithStages({ ID: '1' }, { ID: 2 }, { ID: { toString: null } })
    await store.forgetStage(2)
    expect(store.stages).toEqual([{ ID: '1' }, { ID: { toString: null } }])
    expect(writeUserOption).toHaveBeenCalledOnce()
  })
})
