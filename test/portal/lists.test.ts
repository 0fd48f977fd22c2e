import { describe, expect, it } from 'vitest'
import { createData, type RecordRow } from './data'
import { HAND_WORKED, semanticsOf } from './history'
import { WEBHOOK_SECRET } from './portal'
import { postJson, startPortal } from './server'
import { withTeamYear } from './teamYear'

const { portal, origin } = await startPortal()

interface ListAnswer {
  result: { items: Record<string, unknown>[] }
  total?: number
  next?: number
  error?: string | number
  error_description?: string
}

async function ask(method: string, params: object): Promise<ListAnswer & { status: number }> {
  const answer = await postJson(`${origin}/rest/1/${WEBHOOK_SECRET}/${method}`, params)
  return { status: answer.status, ...((await answer.json()) as ListAnswer) }
}

/** The answer to a form, in which everything is text. */
async function askByForm(method: string, form: Record<string, string>): Promise<ListAnswer> {
  const address = `${origin}/rest/1/${WEBHOOK_SECRET}/${method}`
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(form) })
  return (await answer.json()) as ListAnswer
}

const ids = ({ result }: ListAnswer, key = 'id') => result.items.map((item) => item[key])

/** What does not follow the clock. */
const names = (records: RecordRow[]) => records.map(({ id, title, stageId }) => [id, title, stageId])

/** A form's parameters that choose the won deals of the main pipeline. */
const WON = { entityTypeId: '2', 'filter[stageId]': 'WON', 'filter[categoryId]': '0' }

/** The generated records and arrivals, with times in days before the end. */
function yearUntil(now: number): object[] {
  const { records, history } = withTeamYear(createData(), now)
  const daysAgo = (time = '') => Math.round((now - Date.parse(time)) / 86_400_000)
  return [
    records.map(({ movedTime, createdTime, ...row }) => ({
      ...row,
      made: daysAgo(createdTime),
      at: daysAgo(movedTime),
    })),
    history.map(({ createdTime, ...row }) => ({ ...row, at: daysAgo(createdTime) })),
  ]
}

// The keys and types of the examples in the documentation.
describe('the documented shape', () => {
  it('of crm.item.list', async () => {
    const select = ['id', 'stageId', 'opportunity', 'title']
    const { status: _, ...answer } = await ask('crm.item.list', { entityTypeId: 1, select })
    expect(Object.keys(answer)).toEqual(['result', 'total', 'time'])
    expect(Object.keys(answer.result)).toEqual(['items'])
    expect(answer.total).toBe(8)
    expect(answer.result.items[0]).toEqual({
      id: 1,
      stageId: 'NEW',
      opportunity: expect.any(Number),
      title: 'Call from the website',
    })
  })

  it.each([
    [2, 'STAGE', true],
    [31, 'STAGE', true],
    [1038, 'STAGE', true],
    [1, 'STATUS', false],
  ])('of crm.stagehistory.list for type %i', async (entityTypeId, word, categories) => {
    const { status: _, ...answer } = await ask('crm.stagehistory.list', { entityTypeId, filter: { TYPE_ID: 1 } })
    expect(Object.keys(answer)).toEqual(['result', 'total', 'time'])
    expect(Object.keys(answer.result)).toEqual(['items'])
    expect(answer.result.items[0]).toEqual({
      ID: 1,
      TYPE_ID: 1,
      OWNER_ID: expect.any(Number),
      CREATED_TIME: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/),
      ...(categories ? { CATEGORY_ID: expect.any(Number) } : {}),
      [`${word}_SEMANTIC_ID`]: 'P',
      [`${word}_ID`]: expect.any(String),
    })
  })

  it('of crm.stagehistory.list for old invoices: there are none', async () => {
    expect(await ask('crm.stagehistory.list', { entityTypeId: 5 })).toMatchObject({ result: { items: [] }, total: 0 })
  })
})

describe('crm.item.list', () => {
  it('counts a stage in a batch', async () => {
    const cmd = { won: `crm.item.list?${new URLSearchParams({ ...WON, 'select[0]': 'id' })}`, none: 'no.such.method' }
    const { result } = (await ask('batch', { halt: 0, cmd })) as unknown as { result: Record<string, unknown> }
    expect(result).toMatchObject({
      result: { won: { items: [{ id: 26 }] } },
      result_total: { won: 1 },
      result_error: { none: { error: 'ERROR_METHOD_NOT_FOUND' } },
      result_next: [],
    })
  })

  it('sorts by the time of the last move, and selects', async () => {
    const answer = await askByForm('crm.item.list', {
      entityTypeId: '2',
      'filter[@stageId][0]': 'NEW',
      'filter[@stageId][1]': 'PREPARATION',
      'order[movedTime]': 'DESC',
      'select[0]': 'id',
    })
    expect(answer.result.items).toEqual([{ id: 30 }, { id: 29 }, { id: 22 }, { id: 21 }])
  })

  it('leaves out what the user may not read', async () => {
    portal.data.denied.push(26)
    expect(await askByForm('crm.item.list', WON)).toMatchObject({ total: 0, result: { items: [] } })
  })

  it('pages by 50, without a count if start is -1', async () => {
    portal.settings.records = 'year'
    const first = await ask('crm.item.list', { entityTypeId: 2, select: ['id'] })
    expect(first).toMatchObject({ total: 536, next: 50 })
    expect(first.result.items).toHaveLength(50)
    const last = await ask('crm.item.list', { entityTypeId: 2, start: 500 })
    expect([last.result.items.length, last.next, last.total]).toEqual([36, undefined, 536])
    const uncounted = await ask('crm.item.list', { entityTypeId: 2, start: -1 })
    expect([uncounted.result.items.length, uncounted.next, uncounted.total]).toEqual([50, undefined, undefined])
  })

  it.each([
    [{ filter: { STAGE_ID: 'NEW' } }, "Invalid filter: field 'STAGE_ID' is not allowed in filter"],
    [{ filter: { id: 'x' } }, "Invalid filter: field 'id' has invalid value"],
    [{ filter: { '>createdTime': 'soon' } }, "Invalid filter: field 'createdTime' has invalid value"],
    [{ order: { toString: 'ASC' } }, "Invalid order: field 'toString' is not allowed in order"],
    [{ order: { id: 'UP' } }, /^Invalid order: allowed sort directions are `ASC, DESC`. But got 'UP'/],
    [{ entityTypeId: 7, order: { movedTime: 'ASC' } }, "Invalid order: field 'movedTime' is not allowed in order"],
  ])('refuses %j', async (params, text) => {
    const answer = await ask('crm.item.list', { entityTypeId: 2, ...params })
    expect(answer).toMatchObject({ status: 400, error: 'INVALID_ARG_VALUE' })
    expect(answer.error_description).toMatch(text)
  })
})

describe('crm.stagehistory.list', () => {
  it('has the record that is worked out by hand', async () => {
    const { entityTypeId, ownerId, way } = HAND_WORKED
    const answer = await ask('crm.stagehistory.list', { entityTypeId, filter: { OWNER_ID: ownerId } })
    expect(answer.result.items.map((row) => [row.STAGE_ID, row.CREATED_TIME])).toEqual(
      way.map((row) => row.slice(0, 2)),
    )
    expect(ids(answer, 'TYPE_ID')).toEqual([1, 2, 2, 2, 2, 2])
    const deal = portal.data.records.find(({ id }) => id === ownerId)
    expect(deal).toMatchObject({ title: 'Delivery van', createdTime: way[0][1], movedTime: way[5][1] })
  })

  it('compares dates in any time zone', async () => {
    const filter = { OWNER_ID: 24, '>=CREATED_TIME': '2026-11-02T12:30:00Z', '<CREATED_TIME': '2026-11-13T06:30:00Z' }
    const answer = await ask('crm.stagehistory.list', { entityTypeId: 2, filter })
    expect(ids(answer, 'STAGE_ID')).toEqual(['PREPAYMENT_INVOICE'])
  })

  it('can be read backward, page by page', async () => {
    portal.settings.records = 'year'
    const read: unknown[] = []
    for (let before: Record<string, unknown> = {}, more = true; more;) {
      const params = { entityTypeId: 1038, filter: before, order: { ID: 'DESC' }, start: -1 }
      const page = ids(await ask('crm.stagehistory.list', params), 'ID')
      read.push(...page)
      before = { '<ID': page.at(-1) }
      more = page.length === 50
    }
    const { total } = await ask('crm.stagehistory.list', { entityTypeId: 1038 })
    expect(read).toEqual(Array.from({ length: total ?? 0 }, (_, index) => (total ?? 0) - index))
  })

  it('sends rows of a record’s present pipeline only', async () => {
    const deal = portal.data.records.find(({ id }) => id === 24)
    if (deal) Object.assign(deal, { categoryId: 1, stageId: 'C1:NEW' })
    const answer = await ask('crm.stagehistory.list', { entityTypeId: 2, filter: { OWNER_ID: 24 } })
    expect(answer).toMatchObject({ total: 0, result: { items: [] } })
  })

  it('keeps the move of a record', async () => {
    const params = { entityTypeId: 2, id: 24, fields: { stageId: 'WON' } }
    await ask('crm.item.update', params)
    const answer = await ask('crm.stagehistory.list', { entityTypeId: 2, filter: { OWNER_ID: 24, '>TYPE_ID': 2 } })
    expect(answer.result.items).toMatchObject([{ STAGE_ID: 'WON', STAGE_SEMANTIC_ID: 'S', TYPE_ID: 3 }])
  })

  it.each([
    [{ entityTypeId: 7 }, 0],
    [{ entityTypeId: 3 }, 'ENTITY_TYPE_NOT_SUPPORTED'],
    [{ entityTypeId: 999 }, 'ENTITY_TYPE_NOT_SUPPORTED'],
    [{}, 'ENTITY_TYPE_NOT_SUPPORTED'],
    [{ entityTypeId: 2, filter: { STATUS_ID: 'NEW' } }, 'INVALID_ARG_VALUE'],
    [{ entityTypeId: 1, filter: { STAGE_ID: 'NEW' } }, 'INVALID_ARG_VALUE'],
    [{ entityTypeId: 1, order: { CATEGORY_ID: 'ASC' } }, 'INVALID_ARG_VALUE'],
    [{ entityTypeId: 2, filter: { '>ID': '' } }, 'INVALID_ARG_VALUE'],
  ])('refuses %j with %j', async (params, error) => {
    const description: unknown = expect.any(String)
    expect(await ask('crm.stagehistory.list', params)).toEqual({ status: 400, error, error_description: description })
  })
})

describe('a year of a sales team', () => {
  it('is the same on any day, and ends on it', () => {
    const [first, second] = ['2026-11-27T16:00:00Z', '2031-02-03T04:05:06Z'].map(Date.parse)
    expect(yearUntil(first ?? 0)).toEqual(yearUntil(second ?? 0))
    const { history } = withTeamYear(createData(), first ?? 0)
    expect(history.every(({ createdTime }) => Date.parse(createdTime) <= (first ?? 0))).toBe(true)
  })

  it('has the few records too, and many open ones', () => {
    const few = names(portal.data.records)
    portal.settings.records = 'year'
    const { records, history } = portal.data
    expect(names(records).slice(0, few.length)).toEqual(few)
    const counts = [1, 2, 7, 31, 1038].map((type) => [
      records.filter(({ entityTypeId }) => entityTypeId === type).length,
      history.filter(({ entityTypeId }) => entityTypeId === type).length,
    ])
    expect(counts).toEqual([
      [428, 1509],
      [536, 2539],
      [94, 0],
      [164, 470],
      [86, 339],
    ])
    const open = records.filter(({ stageId }) => stageId !== undefined && semanticsOf(stageId) === 'P')
    expect(open.length).toBeGreaterThan(100)
  })

  it('has records that came from another pipeline, and a stage that is gone', () => {
    portal.settings.records = 'year'
    const { history, statuses } = portal.data
    expect(history.filter(({ typeId }) => typeId === 5).length).toBeGreaterThan(5)
    const codes = new Set(statuses.map(({ STATUS_ID }) => STATUS_ID))
    expect(history.filter(({ stageId }) => !codes.has(stageId)).length).toBeGreaterThan(5)
  })
})
