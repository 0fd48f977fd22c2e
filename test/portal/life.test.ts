import { beforeEach, describe, expect, it } from 'vitest'
import { fetchHistory, fetchWay } from '../../src/api/history'
import { fetchCounts, fetchOldest } from '../../src/api/life'
import { durations, transitions } from '../../src/crm/life/figures'
import { staysOf, wayOf } from '../../src/crm/life/stays'
import type { Quantile } from '../../src/crm/life/survival'
import type { Call } from '../../src/portal/call'
import { failureOf } from './failure'
import { HAND_WORKED } from './history'
import { call, signIn } from './sdk'
import { startPortal } from './server'

const { portal, origin } = await startPortal()
const DAY = 86_400

/** A connection of its own, so that a test does not wait for the requests of the test before. */
let own: Call

beforeEach(() => {
  signIn(portal, origin)
  own = (method, params) => call(method, params)
})

const hours = ({ seconds, atLeast }: Quantile) => `${atLeast ? '>' : ''}${Math.round(seconds / 3_600)}`
const exact = (seconds: number) => ({ seconds, atLeast: false })
const sent = (method: string) => portal.log.filter((entry) => entry.method === method).map(({ params }) => params)

it('sends forms without booleans, nulls and empty lists', async () => {
  await fetchCounts(own, 'DEAL_STAGE_1', ['C1:NEW'])
  await fetchOldest(own, { entityId: 'DEAL_STAGE_1', statusId: 'C1:NEW' }, 10)
  await fetchHistory(own, { entityTypeId: 2, categoryId: 1, since: 0 })
  expect(portal.log.map(({ encoding, status }) => [encoding, status])).toEqual(portal.log.map(() => ['form', 200]))
  expect(sent('crm.item.list')).toEqual([
    {
      entityTypeId: '2',
      filter: { stageId: 'C1:NEW', categoryId: '1' },
      order: { movedTime: 'ASC', id: 'ASC' },
      select: { 0: 'id', 1: 'title', 2: 'movedTime' },
      start: '-1',
    },
  ])
  expect(sent('crm.stagehistory.list')).toEqual([
    {
      entityTypeId: '2',
      filter: { '>=CREATED_TIME': '1970-01-01T00:00:00+00:00', CATEGORY_ID: '1' },
      order: { ID: 'DESC' },
    },
  ])
})

it('works the same where the portal reads only JSON', async () => {
  portal.settings.refusesForms = true
  expect(await fetchCounts(own, 'STATUS', ['NEW'])).toEqual([{ stage: 'NEW', count: 2 }])
  expect(await fetchOldest(own, { entityId: 'STATUS', statusId: 'NEW' }, 1)).toEqual({
    sortedBy: 'moved',
    records: [{ id: 1, title: 'Call from the website', since: '2026-11-10T09:30:00+03:00' }],
  })
})

describe('counts', () => {
  it.each([
    ['STATUS', ['NEW', 'JUNK'], [2, 1]],
    ['QUOTE_STATUS', ['DRAFT', 'DECLAINED'], [1, 1]],
    ['SMART_INVOICE_STAGE_5', ['DT31_5:N'], [1]],
    ['DYNAMIC_1038_STAGE_37', ['DT1038_37:NEW', 'DT1038_37:GONE'], [2, 0]],
  ])('of %s', async (entityId, stages, expected) => {
    expect(await fetchCounts(own, entityId, stages)).toEqual(
      stages.map((stage, index) => ({ stage, count: expected[index] })),
    )
  })

  it('of a type that the portal does not know are no zeros', async () => {
    const [count] = await fetchCounts(own, 'DYNAMIC_999_STAGE_1', ['DT999_1:NEW'])
    expect(count).toMatchObject({ count: null, error: { kind: 'not-found', details: { code: 'NOT_FOUND' } } })
  })

  it('are of what the user may read', async () => {
    portal.data.denied.push(26)
    expect(await fetchCounts(own, 'DEAL_STAGE', ['WON'])).toEqual([{ stage: 'WON', count: 0 }])
  })
})

it('the oldest estimates are those that were created first', async () => {
  expect(await fetchOldest(own, { entityId: 'QUOTE_STATUS', statusId: 'SENT' }, 10)).toEqual({
    sortedBy: 'created',
    records: [{ id: 62, title: 'Cleaning, one year', since: null }],
  })
})

describe('the record that is worked out by hand', () => {
  const { entityTypeId, ownerId, way } = HAND_WORKED
  const record = { entityTypeId, id: ownerId }

  it('has its way', async () => {
    const { arrivals } = await fetchWay(own, record)
    const now = Date.parse('2026-11-25T09:30:00+03:00')
    const { stays, complete } = wayOf(arrivals, ownerId, now)
    expect(complete).toBe(true)
    expect(stays.map(({ stage, from, seconds }) => [stage, from, seconds])).toEqual(
      way.map(([stage, time, seconds]) => [stage, Date.parse(time), seconds ?? 12 * DAY]),
    )
    expect(stays.map(({ end }) => end)).toEqual(['moved', 'moved', 'moved', 'moved', 'moved', 'open'])
  })

  it('has its figures: two stays each in two stages', async () => {
    const { arrivals } = await fetchWay(own, record)
    const stays = staysOf(arrivals, Date.parse('2026-11-25T09:30:00+03:00'))
    const figures = [...durations(stays)].map(([stage, { count, median, p90 }]) => [stage, count, median, p90])
    expect(figures).toEqual([
      ['NEW', 1, exact(86_400), exact(86_400)],
      ['PREPARATION', 2, exact(518_400), exact(1_123_200)],
      ['PREPAYMENT_INVOICE', 2, exact(16_200), exact(928_800)],
      ['EXECUTING', 1, { seconds: 12 * DAY, atLeast: true }, { seconds: 12 * DAY, atLeast: true }],
    ])
    expect(transitions(stays).get('PREPAYMENT_INVOICE')).toEqual([
      { to: 'EXECUTING', outcome: 'process', count: 1, share: 0.5 },
      { to: 'PREPARATION', outcome: 'process', count: 1, share: 0.5 },
    ])
  })
})

describe('the year of a sales team', () => {
  beforeEach(() => {
    portal.settings.records = 'year'
  })

  it('is read page by page, and its figures are those of the generator', async () => {
    const since = Date.now() - 30 * DAY * 1000
    const history = await fetchHistory(own, { entityTypeId: 1038, categoryId: 37, since })
    expect(history).toMatchObject({ since, stopped: false, truncated: false, failure: null })
    expect(history.total).toBe(history.rows)
    expect(history.arrivals.every(({ at }) => at >= since && at <= history.until)).toBe(true)
  })

  it('has the same figures on any day', async () => {
    const since = Date.now() - 90 * DAY * 1000
    const history = await fetchHistory(own, { entityTypeId: 2, categoryId: 1, since })
    const stays = staysOf(history.arrivals, history.until)
    const found = durations(stays)
    const figures = [...found].map(([stage, { count, open, median, p90 }]) => [
      stage,
      count,
      open,
      hours(median),
      hours(p90),
    ])
    expect(figures.slice(0, 4)).toEqual([
      ['C1:NEW', 54, 1, '26', '186'],
      ['C1:PREPARATION', 48, 3, '55', '254'],
      ['C1:EXECUTING', 38, 4, '239', '481'],
      ['C1:FINAL_INVOICE', 35, 4, '75', '186'],
    ])
    // Nobody leaves a final stage.
    expect(found.get('C1:WON')).toMatchObject({ count: 31, open: 31, median: { atLeast: true } })
    expect(transitions(stays).get('C1:NEW')).toEqual([
      { to: 'C1:PREPARATION', outcome: 'process', count: 47, share: 47 / 53 },
      { to: 'C1:LOSE', outcome: 'failure', count: 6, share: 6 / 53 },
    ])
  })
})

describe('a refusal', () => {
  it('of estimates has the number 0 as its code', async () => {
    const error = await failureOf(portal, own('crm.stagehistory.list', { entityTypeId: 7 }))
    expect(error).toMatchObject({
      kind: 'request',
      details: { code: '', text: 'QUOTE entity is not supported', status: 400 },
    })
  })

  it('of a wrong filter names the field', async () => {
    const params = { entityTypeId: 1, filter: { STAGE_ID: 'NEW' } }
    const error = await failureOf(portal, own('crm.stagehistory.list', params))
    expect(error).toMatchObject({
      kind: 'request',
      details: { code: 'INVALID_ARG_VALUE', text: "Invalid filter: field 'STAGE_ID' is not allowed in filter" },
    })
  })

  it('in the middle of a history keeps what has come', async () => {
    portal.settings.records = 'year'
    const held = portal.hold('crm.stagehistory.list')
    const reading = fetchHistory(own, { entityTypeId: 2, since: 0 })
    ;(await held.next()).release()
    ;(await held.next()).fail('limit-rate')
    const history = await reading
    expect(history).toMatchObject({ rows: 50, stopped: false, failure: { kind: 'limit', retry: 'wait' } })
    expect(history.since).toBe(Math.min(...history.arrivals.map(({ at }) => at)))
  })
})
