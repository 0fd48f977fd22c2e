import { beforeEach, describe, expect, it } from 'vitest'
import { fetchAppCode } from '../../src/api/app'
import { fetchDirectories, fetchPipelines } from '../../src/api/directories'
import { fetchAllItems, fetchItems } from '../../src/api/items'
import { applyBindingChange, fetchSetup } from '../../src/api/placements'
import { fetchRecord } from '../../src/api/records'
import { failureOf } from './failure'
import { FAULTS, type FaultName } from './faults'
import { call, signIn } from './sdk'
import { startPortal } from './server'
import { ANSWERED, spoil, WRONG_SHAPES } from './told'

/** A question of the app, but for the stage's, which `faults.test.ts` is about. */
interface Question {
  title: string
  /** The call that is spoilt. */
  method: string
  /** What the portal must have been told before. */
  before?: () => void
  ask: () => Promise<unknown>
  good: unknown
  /** Wrong shapes that are right here, or that nothing depends on, and what they give. */
  passes: FaultName[]
  given?: unknown
}

const HANDLER = 'https://app.example/'
const CHANGED: FaultName[] = ['bad-other-id', 'bad-types', 'bad-missing']
const setup = {
  missingScopes: [],
  bindings: [],
  placements: expect.arrayContaining([expect.objectContaining({ code: 'REST_APP_URI' })]),
}
const pipelines = expect.arrayContaining(['General', 'Rent'])

const { portal, origin } = await startPortal()

const QUESTIONS: Question[] = [
  {
    title: 'a record’s stage',
    method: 'batch',
    ask: () =>
      fetchRecord(call, {
        entityTypeId: 2,
        id: portal.data.records.find(({ title }) => title === 'Delivery van')?.id ?? 0,
      }),
    good: { record: { title: 'Delivery van' }, stage: { id: 104 } },
    passes: CHANGED,
    given: { stage: { id: 104 } },
  },
  {
    title: 'the directories',
    method: 'crm.status.entity.types',
    ask: () => fetchDirectories(call),
    good: expect.arrayContaining([expect.objectContaining({ id: 'SOURCE', name: 'Sources' })]),
    passes: ['bad-array'],
    given: [],
  },
  {
    title: 'a directory’s items',
    method: 'crm.status.list',
    ask: () => fetchItems(call, 'QUOTE_STATUS'),
    good: expect.arrayContaining([expect.objectContaining({ name: 'Declined' })]),
    passes: ['bad-array'],
    given: [],
  },
  {
    title: 'everything, for a search',
    method: 'crm.status.list',
    ask: async () => {
      const items = await fetchAllItems(call, ['SOURCE'], () => undefined, new AbortController().signal)
      return [...new Set(items.map(({ entityId }) => entityId))]
    },
    good: expect.arrayContaining(['SOURCE', 'DEAL_STAGE']),
    passes: ['bad-array'],
    given: [],
  },
  {
    title: 'names of pipelines',
    method: 'crm.category.list',
    ask: async () => [...(await fetchPipelines(call, 2)).values()],
    good: pipelines,
    passes: CHANGED,
    given: pipelines,
  },
  {
    title: 'the app’s code',
    method: 'app.info',
    ask: async () => ({ code: await fetchAppCode(call) }),
    good: { code: 'stage-card' },
    passes: WRONG_SHAPES,
    given: { code: expect.toBeOneOf([null, 'stage-card']) },
  },
  {
    title: 'the permissions',
    method: 'scope',
    ask: () => fetchSetup(call),
    good: setup,
    passes: WRONG_SHAPES,
    given: { missingScopes: ['crm', 'placement'] },
  },
  {
    title: 'the places',
    method: 'placement.list',
    ask: () => fetchSetup(call),
    good: setup,
    passes: ['bad-array'],
    given: { ...setup, placements: [] },
  },
  {
    title: 'where the app is shown',
    method: 'placement.get',
    ask: () => fetchSetup(call),
    good: setup,
    passes: ['bad-array'],
    given: setup,
  },
  {
    title: 'to be shown in a place',
    method: 'placement.bind',
    ask: async () => {
      await applyBindingChange(call, { act: 'bind', code: 'REST_APP_URI' }, HANDLER, { en: 'Stage', de: 'Phase' })
      return portal.bindings
    },
    good: [
      {
        placement: 'REST_APP_URI',
        handler: HANDLER,
        title: 'Stage',
        langAll: { en: { TITLE: 'Stage' }, de: { TITLE: 'Phase' } },
      },
    ],
    passes: [],
  },
  {
    title: 'to be shown in a place no longer',
    method: 'placement.unbind',
    before: () => {
      const shown = { handler: HANDLER, title: 'Stage', langAll: {} }
      portal.bindings.push({ placement: 'REST_APP_URI', ...shown }, { placement: 'LEFT_MENU', ...shown })
    },
    ask: async () => {
      await applyBindingChange(call, { act: 'unbind', code: 'REST_APP_URI', handler: HANDLER }, '', {})
      return portal.bindings
    },
    good: [{ placement: 'LEFT_MENU' }],
    passes: WRONG_SHAPES,
    given: [{ placement: 'LEFT_MENU' }],
  },
]

beforeEach(() => signIn(portal, origin))

const ROWS = QUESTIONS.map((question) => [question.title, question.method, question] as const)

describe.each(ROWS)('%s (%s)', (_, method, { before, ask, good, passes, given }) => {
  beforeEach(() => before?.())

  it('is answered', async () => {
    expect(await ask()).toMatchObject(good as object)
  })

  it.each(ANSWERED.filter((fault) => !passes.includes(fault)))('%s is told, and asking again helps', async (fault) => {
    spoil(portal, fault, method)
    expect(await failureOf(portal, ask())).toMatchObject({ kind: FAULTS[fault].group })
    expect(portal.log.some((one) => one.fault === fault && one.method === method)).toBe(true)
    portal.clearFaults()
    expect(await ask()).toMatchObject(good as object)
  })

  it.each(passes)('%s passes for an answer', async (fault) => {
    spoil(portal, fault, method)
    expect(await ask()).toMatchObject(given as object)
    expect(portal.faults).toEqual([])
    expect(await ask()).toMatchObject(good as object)
  })
})
