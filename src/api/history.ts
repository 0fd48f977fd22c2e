import type { RecordRef } from '../crm/record'
import { recordTypeOf } from '../crm/recordTypes'
import type { Call } from '../portal/call'
import { readHistory, type History, type HistoryProgress } from './readHistory'

/** Rows that are read at most: a busy team's quarter, in under four minutes. */
const MAX_ROWS = 20_000
const MAX_ROWS_OF_RECORD = 1_000

/** The periods to choose from, in days. */
export const PERIODS = [30, 90, 365] as const

export interface HistoryQuestion {
  entityTypeId: number
  /** The pipeline; ignored for leads. Without it, rows of all pipelines. */
  categoryId?: number
  /** Milliseconds since 1970. */
  since: number
  /** A history of the same question that has a `rest`: it is read on, and `since` is the one that it was asked with. */
  known?: History
  /** Stops the reading. What has come is kept, and the answer says `stopped`. */
  signal?: AbortSignal
  /** Called after each page. */
  onProgress?: (progress: HistoryProgress) => void
}

/**
 * Reads the arrivals of records in stages during a period, page by page, the latest first: a part of it is then the
 * latest part, with true ends of all stays.
 *
 * A history that is read on keeps its rows and its `until`, so its figures are those of a reading that went through.
 * Rows that were added since then are as few as the minutes that have passed, and are left out.
 * @returns no rows of records that the user may not read, and none of pipelines that a record has left
 * @throws PortalError if the first page fails, or if there is no history, as for estimates
 * @see https://apidocs.bitrix24.com/api-reference/crm/crm-stage-history-list.html
 * @see https://github.com/bitrix24/b24restdocs/issues/8 for records that changed their pipeline
 */
export function fetchHistory(call: Call, question: HistoryQuestion): Promise<History> {
  const { entityTypeId, categoryId, known } = question
  const since = known?.rest?.since ?? question.since
  const hasPipelines = recordTypeOf(entityTypeId)?.directory?.pipelines !== 'none'
  const filter = {
    '>=CREATED_TIME': `${new Date(since).toISOString().slice(0, 19)}+00:00`,
    ...(hasPipelines && categoryId !== undefined ? { CATEGORY_ID: categoryId } : {}),
  }
  return readHistory(call, { ...question, since, filter, maxRows: MAX_ROWS })
}

/**
 * Reads all arrivals of one record, for `wayOf`.
 * @throws PortalError as {@link fetchHistory}
 */
export function fetchWay(call: Call, { entityTypeId, id }: RecordRef, signal?: AbortSignal): Promise<History> {
  return readHistory(call, { entityTypeId, since: null, signal, filter: { OWNER_ID: id }, maxRows: MAX_ROWS_OF_RECORD })
}
