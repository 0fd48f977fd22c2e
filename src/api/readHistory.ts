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
  /** What is left to read: the rows below this ID, from this moment on. Null if nothing is, or if it cannot be read. */
  rest: { below: number; since: number | null } | null
}

/** Which rows are read, and how far. */
interface Reading {
  entityTypeId: number
  filter: Record<string, Param>
  since: number | null
  maxRows: number
  /** To go on with; it has a `rest`. */
  known?: History
  signal?: AbortSignal
  onProgress?: (progress: HistoryProgress) => void
}

/**
 * Reads rows of the history, the latest first, in pages of 50. Each page is chosen by its IDs and not by its position, so
 * rows that are added meanwhile move nothing.
 * @returns a new history, also of a known one
 * @throws PortalError if the first page of all fails, or if the type has no history
 * @see https://apidocs.bitrix24.com/settings/performance/huge-data.html
 */
export async function readHistory(call: Call, reading: Reading): Promise<History> {
  const { entityTypeId, filter, since, maxRows, known, signal, onProgress } = reading
  if (!hasHistory(entityTypeId)) {
    throw new PortalError('request', { method: METHOD, code: 'ENTITY_TYPE_NOT_SUPPORTED' }, { retry: 'never' })
  }
  const ask = paced(call, signal)
  const begin = known ?? { arrivals: [], until: Date.now(), total: null, rows: 0 }
  const history: History = { ...begin, ...WHOLE, arrivals: [...begin.arrivals], since }
  /** The history from its oldest row on. */
  const cutShort = (reason: Partial<History>): History => {
    const oldest = history.arrivals.reduce((least, { at }) => Math.min(least, at), history.until)
    return { ...history, ...reason, since: oldest }
  }
  for (let before = known?.rest?.below ?? null; ;) {
    const rest = before === null ? null : { below: before, since }
    const position: Record<string, Param> = before === null ? {} : { '<ID': before }
    const params = { entityTypeId, filter: { ...filter, ...position }, order: { ID: 'DESC' } }
    let page: HistoryPage
    try {
      // Only the first answer has to count; without a count, portals are far faster.
      const answer = await ask(METHOD, before === null ? params : { ...params, start: -1 })
      page = parseHistory(answer.value)
      if (before === null) Object.assign(history, { until: timeOf(answer), total: answer.total || null })
    } catch (error) {
      if (signal?.aborted) return cutShort({ stopped: true, rest })
      if (before === null) throw error
      return cutShort({ failure: PortalError.from(error), rest })
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
      return cutShort({ failure: new PortalError('bad-answer', { method: METHOD }) })
    }
    if (history.rows >= maxRows) return cutShort({ truncated: true })
    if (signal?.aborted) return cutShort({ stopped: true, rest: { below: lowestId, since } })
    before = lowestId
  }
}

const WHOLE = { stopped: false, truncated: false, failure: null, rest: null }

/** When the portal answered, by its own clock. */
function timeOf({ raw }: Answer): number {
  const finish = valueAt(raw, 'time', 'finish')
  return typeof finish === 'number' && finish > 0 ? Math.round(finish * 1000) : Date.now()
}
