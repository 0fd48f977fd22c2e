import { beforeEach, describe, expect, it } from 'vitest'
import { fetchAppCode } from '../../src/api/app'
import { fetchDirectories, fetchPipelines } from '../../src/api/directories'
import { fetchHistory, fetchWay } from '../../src/api/history'
import { fetchItems } from '../../src/api/items'
import { fetchAllItems } from '../../src/api/allItems'
import { fetchCounts, fetchOldest } from '../../src/api/life'
import { applyBindingChange, fetchSetup } from '../../src/api/placements'
import { fetchRecord } from '../../src/api/records'
import { fetchUnlisted } from '../../src/api/unlistedDirectories'
import type { Call } from '../../src/portal/call'
import { failureOf } from './failure'
import { FAULTS, type FaultName } from './faults'
import { call, signIn } from './sdk'
import { startPortal } from './server'
import { ANSWERED, spoil, WRONG_SHAPES } from './faultExpectations'

/** A request of the app. `faults.test.ts` covers the request for a stage. */
interface ApiRequest {
  title: string
  /** The method whose answer is faulty. */
  method: string
  /** Prepares the portal. */
  prepare?: () => void
  run: () => Promise<unknown>
  expected: unknown
  /** Wrong shapes that are valid for this request, or that it ignores. */
  accepted: FaultName[]
  /** The result with an accepted fault. */
  acceptedResult?: unknown
}

const HANDLER = 'https://app.example/'
const CHANGED_FIELDS: FaultName[] = ['bad-other-id', 'bad-types', 'bad-missing']
const SETUP = {
  missingScopes: [],
  bindings: [],
  placements: expect.arrayContaining([expect.objectContaining({ code: 'REST_APP_URI' })]),
}
const PIPELINES = expect.arrayContaining(['General', 'Rent'])

const { portal, origin } = await startPortal()

/** A connection of its own, so that a test does not wait for the requests of the test before. */
const newCall = (): Call => (method, params) => call(method, params)

const COUNTS = [
  { stage: 'NEW', count: 2 },
  { stage: 'WON', count: 1 },
]
const OLDEST = { sortedBy: 'moved', records: [{ id: 21, title: 'Coffee machines for the office' }, { id: 29 }] }
const WAY = { rows: 6, since: null, failure: null, truncated: false }

const REQUESTS: ApiRequest[] = [
  {
    title: 'fetchRecord',
    method: 'batch',
    run: () =>
      fetchRecord(call, {
        entityTypeId: 2,
        id: portal.data.records.find(({ title }) => title === 'Delivery van')?.id ?? 0,
      }),
    expected: { record: { title: 'Delivery van' }, stage: { id: 104 } },
    accepted: CHANGED_FIELDS,
    acceptedResult: { stage: { id: 104 } },
  },
  {
    title: 'fetchDirectories',
    method: 'crm.status.entity.types',
    run: () => fetchDirectories(call),
    expected: expect.arrayContaining([expect.objectContaining({ id: 'SOURCE', name: 'Sources' })]),
    accepted: ['bad-array'],
    acceptedResult: [],
  },
  {
    title: 'fetchUnlisted',
    method: 'batch',
    run: () => fetchUnlisted(call, ['EVENT_TYPE']),
    expected: expect.arrayContaining([
      expect.objectContaining({ entityId: 'INVOICE_STATUS' }),
      expect.objectContaining({ entityId: 'DEAL_STATE' }),
    ]),
    // Whatever does not tell of a directory tells of none.
    accepted: [...WRONG_SHAPES, ...CHANGED_FIELDS],
    acceptedResult: {},
  },
  {
    title: 'fetchItems',
    method: 'crm.status.list',
    run: () => fetchItems(call, 'QUOTE_STATUS'),
    expected: expect.arrayContaining([expect.objectContaining({ name: 'Declined' })]),
    accepted: ['bad-array'],
    acceptedResult: [],
  },
  {
    title: 'fetchAllItems',
    method: 'crm.status.list',
    run: async () => {
      const items = await fetchAllItems(call, ['SOURCE'], () => undefined, new AbortController().signal)
      return [...new Set(items.map(({ entityId }) => entityId))]
    },
    expected: expect.arrayContaining(['SOURCE', 'DEAL_STAGE']),
    accepted: ['bad-array'],
    acceptedResult: [],
  },
  {
    title: 'fetchPipelines',
    method: 'crm.category.list',
    run: async () => [...(await fetchPipelines(call, 2)).values()],
    expected: PIPELINES,
    accepted: CHANGED_FIELDS,
    acceptedResult: PIPELINES,
  },
  {
    title: 'fetchCounts',
    method: 'batch',
    run: () => fetchCounts(newCall(), 'DEAL_STAGE', ['NEW', 'WON']),
    expected: COUNTS,
    accepted: CHANGED_FIELDS,
    acceptedResult: COUNTS,
  },
  {
    title: 'fetchOldest',
    method: 'crm.item.list',
    run: () => fetchOldest(newCall(), { entityId: 'DEAL_STAGE', statusId: 'NEW' }, 10),
    expected: OLDEST,
    accepted: CHANGED_FIELDS,
    acceptedResult: OLDEST,
  },
  {
    title: 'fetchHistory',
    method: 'crm.stagehistory.list',
    run: () => fetchHistory(newCall(), { entityTypeId: 31, categoryId: 5, since: 0 }),
    expected: { rows: 9, stopped: false },
    accepted: CHANGED_FIELDS,
    acceptedResult: { rows: 9 },
  },
  {
    title: 'fetchWay',
    method: 'crm.stagehistory.list',
    run: () => fetchWay(newCall(), { entityTypeId: 2, id: 24 }),
    expected: WAY,
    accepted: CHANGED_FIELDS,
    acceptedResult: WAY,
  },
  {
    title: 'fetchAppCode',
    method: 'app.info',
    run: async () => ({ code: await fetchAppCode(call) }),
    expected: { code: 'stage-card' },
    accepted: WRONG_SHAPES,
    acceptedResult: { code: expect.toBeOneOf([null, 'stage-card']) },
  },
  {
    title: 'fetchSetup, scopes',
    method: 'scope',
    run: () => fetchSetup(call),
    expected: SETUP,
    accepted: WRONG_SHAPES,
    acceptedResult: { missingScopes: ['crm', 'placement'] },
  },
  {
    title: 'fetchSetup, placements',
    method: 'placement.list',
    run: () => fetchSetup(call),
    expected: SETUP,
    accepted: ['bad-array'],
    acceptedResult: { ...SETUP, placements: [] },
  },
  {
    title: 'fetchSetup, bindings',
    method: 'placement.get',
    run: () => fetchSetup(call),
    expected: SETUP,
    accepted: ['bad-array'],
    acceptedResult: SETUP,
  },
  {
    title: 'applyBindingChange, bind',
    method: 'placement.bind',
    run: async () => {
      await applyBindingChange(call, { act: 'bind', code: 'REST_APP_URI' }, HANDLER, { en: 'Stage', de: 'Phase' })
      return portal.bindings
    },
    expected: [
      {
        placement: 'REST_APP_URI',
        handler: HANDLER,
        title: 'Stage',
        langAll: { en: { TITLE: 'Stage' }, de: { TITLE: 'Phase' } },
      },
    ],
    accepted: [],
  },
  {
    title: 'applyBindingChange, unbind',
    method: 'placement.unbind',
    prepare: () => {
      const binding = { handler: HANDLER, title: 'Stage', langAll: {} }
      portal.bindings.push({ placement: 'REST_APP_URI', ...binding }, { placement: 'LEFT_MENU', ...binding })
    },
    run: async () => {
      await applyBindingChange(call, { act: 'unbind', code: 'REST_APP_URI', handler: HANDLER }, '', {})
      return portal.bindings
    },
    expected: [{ placement: 'LEFT_MENU' }],
    accepted: CHANGED_FIELDS,
    acceptedResult: [{ placement: 'LEFT_MENU' }],
  },
]

beforeEach(() => signIn(portal, origin))

const ROWS = REQUESTS.map((request) => [request.title, request.method, request] as const)

describe.each(ROWS)('%s (%s)', (_, method, { prepare, run, expected, accepted, acceptedResult }) => {
  beforeEach(() => prepare?.())

  it('succeeds', async () => {
    expect(await run()).toMatchObject(expected as object)
  })

  it.each(ANSWERED.filter((fault) => !accepted.includes(fault)))('fails with %s, then succeeds', async (fault) => {
    spoil(portal, fault, method)
    expect(await failureOf(portal, run())).toMatchObject({ kind: FAULTS[fault].group })
    expect(portal.log.some((entry) => entry.fault === fault && entry.method === method)).toBe(true)
    portal.clearFaults()
    expect(await run()).toMatchObject(expected as object)
  })

  it.each(accepted)('accepts %s', async (fault) => {
    spoil(portal, fault, method)
    expect(await run()).toMatchObject(acceptedResult as object)
    expect(portal.faults).toEqual([])
    expect(await run()).toMatchObject(expected as object)
  })
})

const handlers = () => portal.bindings.map(({ placement, handler }) => [placement, handler])

describe('applyBindingChange where the portal allows one handler only', () => {
  const OLD = 'https://old.example/'
  const move = () =>
    applyBindingChange(call, { act: 'move', code: 'REST_APP_URI', from: OLD }, HANDLER, { en: 'Stage' })
  beforeEach(() => portal.bindings.push({ placement: 'REST_APP_URI', handler: OLD, title: 'Stage', langAll: {} }))

  it('is refused for a second handler, with the portal’s reason', async () => {
    const second = applyBindingChange(call, { act: 'bind', code: 'REST_APP_URI' }, HANDLER, {})
    expect(await failureOf(portal, second)).toMatchObject({
      kind: 'request',
      details: { code: 'ERROR_PLACEMENT_MAX_COUNT', status: 200 },
    })
  })

  it('moves the handler', async () => {
    await move()
    expect(handlers()).toEqual([['REST_APP_URI', HANDLER]])
  })

  it('moves a handler that somebody else has removed meanwhile', async () => {
    portal.bindings = []
    await move()
    expect(handlers()).toEqual([['REST_APP_URI', HANDLER]])
  })

  it('binds the old handler again if the new one is refused', async () => {
    portal.addFault({ fault: 'access-denied-code', method: 'placement.bind' })
    expect(await failureOf(portal, move())).toMatchObject({ kind: 'access-denied' })
    expect(handlers()).toEqual([['REST_APP_URI', OLD]])
  })

  it('binds the old handler again if the answer about its unbinding is lost', async () => {
    portal.addFault({ fault: 'network-answer', method: 'placement.unbind' })
    expect(await failureOf(portal, move())).toMatchObject({ kind: 'network' })
    expect(handlers()).toEqual([['REST_APP_URI', OLD]])
  })

  it('tells why the move has failed, not why it could not be undone', async () => {
    portal.addFault({ fault: 'access-denied-code', method: 'placement.bind' })
    portal.addFault({ fault: 'server-internal', method: 'placement.bind' })
    expect(await failureOf(portal, move())).toMatchObject({ kind: 'access-denied' })
    expect(handlers()).toEqual([])
  })

  it('keeps the old handler if that cannot be unbound', async () => {
    portal.addFault({ fault: 'server-internal', method: 'placement.unbind' })
    expect(await failureOf(portal, move())).toMatchObject({ kind: 'server' })
    expect(handlers()).toEqual([['REST_APP_URI', OLD]])
  })
})
