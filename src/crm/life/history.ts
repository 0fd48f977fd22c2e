import { PortalError } from '../../portal/errors'
import { excerpt, isRow, listOf, textOf, type Row } from '../../portal/json'
import type { Outcome } from '../semantics'

/** An arrival of a record in a stage, as a row of the history has it. All arrivals of a list are of one record type. */
export interface Arrival {
  /** The row's ID. The portal counts them up, so it tells the true order even where clocks jump. */
  id: number
  recordId: number
  /** The stage's code. The stage may have been deleted since. */
  stage: string
  /** Null for leads, which have no pipelines. */
  pipelineId: number | null
  /** Milliseconds since 1970, by the portal's clock. */
  at: number
  kind: 'created' | 'moved' | 'finished' | 'pipeline'
  /** What the stage meant at that time. */
  outcome: Outcome
}

const KINDS: Record<string, Arrival['kind']> = { 1: 'created', 2: 'moved', 3: 'finished', 5: 'pipeline' }
const OUTCOMES: Record<string, Outcome> = { P: 'process', S: 'success', F: 'failure' }

/** A page of the history. */
export interface HistoryPage {
  /** The valid rows, in the portal's order. */
  arrivals: Arrival[]
  /** How many rows came, valid or not. */
  rows: number
  /** The smallest ID of a row; null if no row has one. */
  lowestId: number | null
}

/**
 * Parses an answer of `crm.stagehistory.list`. Leads call their stage STATUS_ID, all others STAGE_ID. Invalid rows are
 * left out.
 * @param value `result`, unchecked
 * @throws PortalError `bad-answer` if it holds no list
 * @see https://apidocs.bitrix24.com/api-reference/crm/crm-stage-history-list.html
 */
export function parseHistory(value: unknown): HistoryPage {
  const rows = listOf(isRow(value) ? value.items : undefined)
  if (!rows) throw new PortalError('bad-answer', { method: 'crm.stagehistory.list', text: excerpt(value) })
  const arrivals = rows.flatMap((row) => (isRow(row) ? (arrivalOf(row) ?? []) : []))
  const ids = rows.flatMap((row) => (isRow(row) ? (integerOf(row.ID) ?? []) : []))
  return { arrivals, rows: rows.length, lowestId: ids.length > 0 ? Math.min(...ids) : null }
}

function arrivalOf(row: Row): Arrival | null {
  const [id, recordId] = [integerOf(row.ID), integerOf(row.OWNER_ID)]
  const stage = textOf(row.STAGE_ID ?? row.STATUS_ID)
  const at = typeof row.CREATED_TIME === 'string' ? Date.parse(row.CREATED_TIME) : Number.NaN
  if (id === null || recordId === null || !stage || Number.isNaN(at)) return null
  return {
    id,
    recordId,
    stage,
    pipelineId: integerOf(row.CATEGORY_ID),
    at,
    kind: own(KINDS, row.TYPE_ID) ?? 'moved',
    outcome: own(OUTCOMES, row.STAGE_SEMANTIC_ID ?? row.STATUS_SEMANTIC_ID) ?? 'process',
  }
}

function own<T>(table: Record<string, T>, key: unknown): T | undefined {
  const text = textOf(key) ?? ''
  return Object.hasOwn(table, text) ? table[text] : undefined
}

function integerOf(value: unknown): number | null {
  const text = textOf(value) ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}
