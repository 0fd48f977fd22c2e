import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchPages } from '../../src/api/items'
import { fetchAllItems, type Progress } from '../../src/api/allItems'
import type { Call } from '../../src/portal/call'

const answer = vi.fn<(method: string, params: Record<string, unknown>) => Promise<unknown>>()
const call = answer as unknown as Call

const row = (id: number, entityId = 'SOURCE') => ({
  ID: String(id),
  ENTITY_ID: entityId,
  STATUS_ID: `S${id}`,
  NAME: `N${id}`,
  SORT: '10',
})

/** Mocks a portal with these items, in pages of two if `paged`. */
function portalWith(items: ReturnType<typeof row>[], paged: boolean): void {
  answer.mockImplementation((_method, params) => {
    const { filter, start = 0 } = params as { filter: { ENTITY_ID?: string }; start?: number }
    const rows = items.filter((item) =>
      filter.ENTITY_ID ? item.ENTITY_ID === filter.ENTITY_ID : !item.ENTITY_ID.startsWith('DYNAMIC'),
    )
    if (!paged) return Promise.resolve({ value: rows, more: false, total: rows.length })
    return Promise.resolve({ value: rows.slice(start, start + 2), more: start + 2 < rows.length, total: rows.length })
  })
}

const times: number[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  answer.mockReset()
  times.length = 0
})
afterEach(() => {
  vi.useRealTimers()
})

describe('fetchPages', () => {
  it.each([true, false])('yields all items with paging = %s', async (paged) => {
    portalWith([row(1), row(2), row(3), row(4), row(5)], paged)
    const ids = (async () => {
      const found: number[] = []
      for await (const page of fetchPages(call, { ENTITY_ID: 'SOURCE' })) found.push(...page.items.map(({ id }) => id))
      return found
    })()
    await vi.runAllTimersAsync()
    expect(await ids).toEqual([1, 2, 3, 4, 5])
    expect(answer).toHaveBeenCalledTimes(paged ? 3 : 1)
  })

  it('yields all items of pages that come as objects', async () => {
    portalWith([row(1), row(2), row(3), row(4), row(5)], true)
    const respond = answer.getMockImplementation()
    answer.mockImplementation(async (method, params) => {
      const page = (await respond?.(method, params)) as { value: unknown[] }
      return { ...page, value: Object.fromEntries(page.value.map((item, index) => [index * 2, item])) }
    })
    const ids = (async () => {
      const found: number[] = []
      for await (const page of fetchPages(call, { ENTITY_ID: 'SOURCE' })) found.push(...page.items.map(({ id }) => id))
      return found
    })()
    await vi.runAllTimersAsync()
    expect(await ids).toEqual([1, 2, 3, 4, 5])
    expect(answer.mock.calls.map(([, { start }]) => start)).toEqual([undefined, 2, 4])
  })

  it('ends at an empty page, even if the portal announces more', async () => {
    answer.mockResolvedValue({ value: [], more: true, total: 9 })
    const pages: unknown[] = []
    for await (const page of fetchPages(call, {})) pages.push(page)
    expect(pages).toHaveLength(1)
  })
})

describe('fetchAllItems', () => {
  const directories = ['SOURCE', 'INDUSTRY', 'DYNAMIC_1038_STAGE_37']
  const items = [row(1), row(2), row(3, 'INDUSTRY'), row(4, 'DYNAMIC_1038_STAGE_37')]

  it('also requests a pipeline missing from the list, two requests per second', async () => {
    portalWith(items, true)
    const respond = answer.getMockImplementation()
    answer.mockImplementation((method, params) => {
      times.push(Date.now())
      return respond?.(method, params) ?? Promise.reject(new Error('no portal'))
    })
    const reported: Progress[] = []
    const all = fetchAllItems(call, directories, (progress) => reported.push(progress), new AbortController().signal)
    await vi.runAllTimersAsync()
    expect((await all).map(({ entityId, id }) => [entityId, id])).toEqual([
      ['SOURCE', 1],
      ['SOURCE', 2],
      ['INDUSTRY', 3],
      ['DYNAMIC_1038_STAGE_37', 4],
    ])
    expect(reported).toEqual([
      { items: 2, total: 3 },
      { items: 3, total: 3 },
      { items: 4, total: null },
    ])
    expect(times).toEqual([0, 500, 1000])
  })

  it('stops between two requests when aborted', async () => {
    portalWith(items, true)
    const stop = new AbortController()
    const all = fetchAllItems(call, directories, () => stop.abort(), stop.signal).catch((error: unknown) => error)
    await vi.runAllTimersAsync()
    expect(await all).toMatchObject({ name: 'AbortError' })
    expect(answer).toHaveBeenCalledTimes(1)
  })
})
