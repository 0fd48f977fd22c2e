import { parseHistory, type Arrival, type HistoryPage } from '../crm/life/history'
import { hasHistory } from '../crm/recordTypes'
import type { Answer, Call, Param } from '../portal/call'
import { PortalError } from '../portal/errors'
import { valueAt } from '../portal/json'
import { paced } from './pace'

const METHOD = 'crm.stagehistory.list'
/** Rows that a portal sends at most in one answer. */
const PAGE = 50

/** How much of a history has been read. */
export interface HistoryProgress {
  rows: number
  /** Null as long as the portal has not said how many there are. */
  total: number | null
}

/** What has been read of a history. Whatever ended the reading early, what came is kept, and it is the latest part. */
export interface History {
  arrivals: Arrival[]
  /** From when on the arrivals are complete, in milliseconds since 1970; null for all of it. */
  since: number | null
  /** Until when, by the portal's clock: the `now` of `staysOf`. */
  until: number
  rows: number
  total: number | null
  /** Ended by the person. */
  stopped: boolean
  /** Ended at the bound of 20 000 rows. */
  truncated: boolean
  /** Ended by this failure, after the first page. */
  failure: PortalError | null
}

/** Which rows are read, and how far. */
interface Reading {
  entityTypeId: number
  filter: Record<string, Param>
  since: number | null
  maxRows: number
  signal?: AbortSignal
  onProgress?: (progress: HistoryProgress) => void
}

/**
 * Reads rows of the history, the latest first, in pages of 50. Each page is chosen by its IDs and not by its position, so
 * rows that are added meanwhile move nothing.
 * @throws PortalError if the first page fails, or if the type has no history
 * @see https://apidocs.bitrix24.com/settings/performance/huge-data.html
 */
export async function readHistory(call: Call, reading: Reading): Promise<History> {
  const { entityTypeId, filter, since, maxRows, signal, onProgress } = reading
  if (!hasHistory(entityTypeId)) {
    throw new PortalError('request', { method: METHOD, code: 'ENTITY_TYPE_NOT_SUPPORTED' }, { retry: 'never' })
  }
  const ask = paced(call, signal)
  const history: History = { ...NOTHING, arrivals: [], since, until: Date.now() }
  for (let before: number | null = null; ;) {
    const position: Record<string, Param> = before === null ? {} : { '<ID': before }
    const params = { entityTypeId, filter: { ...filter, ...position }, order: { ID: 'DESC' } }
    let page: HistoryPage
    try {
      // Only the first answer has to count; without a count, portals are far faster.
      const answer = await ask(METHOD, before === null ? params : { ...params, start: -1 })
      page = parseHistory(answer.value)
      if (before === null) Object.assign(history, { until: timeOf(answer), total: answer.total || null })
    } catch (error) {
      if (signal?.aborted) return cutShort(history, { stopped: true })
      if (before === null) throw error
      return cutShort(history, { failure: PortalError.from(error) })
    }
    const arrivals = since === null ? page.arrivals : page.arrivals.filter(({ at }) => at >= since)
    history.arrivals.push(...arrivals)
    history.rows += page.rows
    const allCame = history.rows === history.total
    if (history.total !== null) history.total = Math.max(history.total, history.rows)
    onProgress?.({ rows: history.rows, total: history.total })
    const { lowestId } = page
    const onlyOlder = arrivals.length === 0 && page.arrivals.length > 0
    if (page.rows < PAGE || onlyOlder || lowestId === null || allCame) return history
    if (before !== null && lowestId >= before) {
      return cutShort(history, { failure: new PortalError('bad-answer', { method: METHOD }) })
    }
    if (signal?.aborted) return cutShort(history, { stopped: true })
    if (history.rows >= maxRows) return cutShort(history, { truncated: true })
    before = lowestId
  }
}

const NOTHING = { total: null, rows: 0, stopped: false, truncated: false, failure: null }

/** The history from its oldest row on. */
function cutShort(history: History, reason: Partial<History>): History {
  const since = history.arrivals.reduce((oldest, { at }) => Math.min(oldest, at), history.until)
  return { ...history, ...reason, since }
}

/** When the portal answered, by its own clock. */
function timeOf({ raw }: Answer): number {
  const finish = valueAt(raw, 'time', 'finish')
  return typeof finish === 'number' && finish > 0 ? Math.round(finish * 1000) : Date.now()
}
