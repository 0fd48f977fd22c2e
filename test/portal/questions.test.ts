import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchEverything } from '../../src/crm/listing'
import {
  fetchAppCode,
  fetchDirectoryTypes,
  fetchItems,
  fetchPipelines,
  fetchRecord,
  fetchSetup,
  makeChange,
} from '../../src/crm/queries'
import { failureOf } from './failure'
import { FAULTS, type FaultName } from './faults'
import { signIn } from './sdk'
import { startPortal } from './server'
import { ANSWERED, spoil, WRONG_SHAPES } from './told'

vi.mock('../../src/portal/connect', () => import('./sdk'))

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
  missing: [],
  bindings: [],
  places: expect.arrayContaining([expect.objectContaining({ code: 'REST_APP_URI' })]),
}
const pipelines = expect.arrayContaining(['General', 'Rent'])

const { portal, origin } = await startPortal()

const QUESTIONS: Question[] = [
  {
    title: 'a record’s stage',
    method: 'batch',
    ask: () => fetchRecord(2, portal.data.records.find(({ title }) => title === 'Delivery van')?.id ?? 0),
    good: { record: { title: 'Delivery van' }, stage: { id: 104 } },
    passes: CHANGED,
    given: { stage: { id: 104 } },
  },
  {
    title: 'the directories',
    method: 'crm.status.entity.types',
    ask: fetchDirectoryTypes,
    good: expect.arrayContaining([expect.objectContaining({ id: 'SOURCE', name: 'Sources' })]),
    passes: ['bad-array'],
    given: [],
  },
  {
    title: 'a directory’s items',
    method: 'crm.status.list',
    ask: () => fetchItems('QUOTE_STATUS'),
    good: expect.arrayContaining([expect.objectContaining({ name: 'Declined' })]),
    passes: ['bad-array'],
    given: [],
  },
  {
    title: 'everything, for a search',
    method: 'crm.status.list',
    ask: async () => [...(await fetchEverything(['SOURCE'], () => undefined, new AbortController().signal)).keys()],
    good: expect.arrayContaining(['SOURCE', 'DEAL_STAGE']),
    passes: ['bad-array'],
    given: [],
  },
  {
    title: 'names of pipelines',
    method: 'crm.category.list',
    ask: async () => [...(await fetchPipelines(2)).values()],
    good: pipelines,
    passes: CHANGED,
    given: pipelines,
  },
  {
    title: 'the app’s code',
    method: 'app.info',
    ask: async () => ({ code: await fetchAppCode() }),
    good: { code: 'stage-card' },
    passes: WRONG_SHAPES,
    given: { code: expect.toBeOneOf([null, 'stage-card']) },
  },
  {
    title: 'the permissions',
    method: 'scope',
    ask: fetchSetup,
    good: setup,
    passes: WRONG_SHAPES,
    given: { missing: ['crm', 'placement'] },
  },
  {
    title: 'the places',
    method: 'placement.list',
    ask: fetchSetup,
    good: setup,
    passes: ['bad-array'],
    given: { ...setup, places: [] },
  },
  {
    title: 'where the app is shown',
    method: 'placement.get',
    ask: fetchSetup,
    good: setup,
    passes: ['bad-array'],
    given: setup,
  },
  {
    title: 'to be shown in a place',
    method: 'placement.bind',
    ask: async () => {
      await makeChange({ act: 'bind', code: 'REST_APP_URI' }, HANDLER, { en: 'Stage', de: 'Phase' })
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
      await makeChange({ act: 'unbind', code: 'REST_APP_URI', handler: HANDLER }, '', {})
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
