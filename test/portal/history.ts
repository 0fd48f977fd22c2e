import type { RecordRow, StatusRow } from './data.ts'

/** An arrival of a record in a stage, before it has an ID. */
export interface Arrival {
  entityTypeId: number
  ownerId: number
  /** 1 created, 2 moved, 3 moved to a final stage, 5 moved to another pipeline. */
  typeId: 1 | 2 | 3 | 5
  /** ISO 8601 */
  createdTime: string
  categoryId: number
  stageId: string
  semantics: 'P' | 'S' | 'F'
}

/** An arrival as the portal keeps it. Each record type has a table of its own, so IDs are unique within a type only. */
export interface HistoryRow extends Arrival {
  id: number
}

/** Record types that have stages, but no history. */
const WITHOUT_HISTORY = [7]

/**
 * One deal's way, worked out by hand. Deal 24, "Delivery van", was created on October 13 and is in `EXECUTING` since
 * November 13. It went back once:
 *
 * | in | from | to | seconds |
 * | --- | --- | --- | ---: |
 * | NEW | Oct 13, 11:00 | Oct 14, 11:00 | 1 day = 86 400 |
 * | PREPARATION | Oct 14, 11:00 | Oct 20, 11:00 | 6 days = 518 400 |
 * | PREPAYMENT_INVOICE | Oct 20, 11:00 | Oct 20, 15:30 | 4 h 30 min = 16 200 |
 * | PREPARATION | Oct 20, 15:30 | Nov 2, 15:30 | 13 days = 1 123 200 |
 * | PREPAYMENT_INVOICE | Nov 2, 15:30 | Nov 13, 9:30 | 10 days 18 h = 928 800 |
 * | EXECUTING | Nov 13, 9:30 | | still there |
 */
export const HAND_WORKED = {
  entityTypeId: 2,
  ownerId: 24,
  way: [
    ['NEW', '2026-10-13T11:00:00+03:00', 86_400],
    ['PREPARATION', '2026-10-14T11:00:00+03:00', 518_400],
    ['PREPAYMENT_INVOICE', '2026-10-20T11:00:00+03:00', 16_200],
    ['PREPARATION', '2026-10-20T15:30:00+03:00', 1_123_200],
    ['PREPAYMENT_INVOICE', '2026-11-02T15:30:00+03:00', 928_800],
    ['EXECUTING', '2026-11-13T09:30:00+03:00', null],
  ],
} as const satisfies {
  entityTypeId: number
  ownerId: number
  way: readonly (readonly [stageId: string, createdTime: string, seconds: number | null])[]
}

/**
 * The histories of records: straight on through the pipeline, evenly from the record's creation to its arrival where it
 * is now; a lost one leaves after the second stage. {@link HAND_WORKED} is an exception.
 */
export function arrivalsOf(records: readonly RecordRow[], statuses: readonly StatusRow[]): Arrival[] {
  return records.flatMap((record) => {
    const { entityTypeId, id, stageId, movedTime, createdTime } = record
    if (stageId === undefined || movedTime === undefined || WITHOUT_HISTORY.includes(entityTypeId)) return []
    const way = id === HAND_WORKED.ownerId && entityTypeId === HAND_WORKED.entityTypeId ? HAND_WORKED.way : null
    const codes = way ? way.map(([code]) => code) : routeTo(record, stageId, statuses)
    const [first, last] = [Date.parse(createdTime), Date.parse(movedTime)]
    const step = (last - first) / Math.max(1, codes.length - 1)
    return codes.map((code, index) =>
      arrival(record, code, index, way?.[index]?.[1] ?? portalTime(first + step * index)),
    )
  })
}

/** An arrival of a record; the first one is its creation, and final stages are known by their codes by default. */
export function arrival(
  { entityTypeId, id, categoryId = 0 }: RecordRow,
  stageId: string,
  index: number,
  createdTime: string,
  semantics = semanticsOf(stageId),
): Arrival {
  const typeId = index === 0 ? 1 : semantics === 'P' ? 2 : 3
  return { entityTypeId, ownerId: id, typeId, createdTime, categoryId, stageId, semantics }
}

/** Numbers the arrivals of each record type in the order of their times. */
export function numbered(arrivals: readonly Arrival[]): HistoryRow[] {
  const last = new Map<number, number>()
  return arrivals
    .map((one) => ({ one, at: Date.parse(one.createdTime) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => {
      const id = (last.get(one.entityTypeId) ?? 0) + 1
      last.set(one.entityTypeId, id)
      return { ...one, id }
    })
}

const PORTAL_OFFSET_MS = 3 * 3_600_000

/** A moment as the portal writes it, in its own time zone. */
export function portalTime(milliseconds: number): string {
  return `${new Date(milliseconds + PORTAL_OFFSET_MS).toISOString().slice(0, 19)}+03:00`
}

/** What a stage of this portal means, from its code. */
export function semanticsOf(stageId: string): 'P' | 'S' | 'F' {
  const code = stageId.replace(/^\w+:/, '')
  if (['WON', 'CONVERTED', 'SUCCESS'].includes(code) || stageId === 'DT31_5:P') return 'S'
  return ['LOSE', 'APOLOGY', 'JUNK', 'FAIL'].includes(code) || stageId === 'DT31_5:D' ? 'F' : 'P'
}

/** The codes of the stages that a record has been through. */
function routeTo(record: RecordRow, stageId: string, statuses: readonly StatusRow[]): string[] {
  const own = statuses.find(
    (row) =>
      row.STATUS_ID === stageId && Number(row.CATEGORY_ID ?? 0) === (record.categoryId ?? 0) && isOf(record, row),
  )
  const inProgress = statuses
    .filter((row) => row.ENTITY_ID === own?.ENTITY_ID && semanticsOf(row.STATUS_ID) === 'P')
    .map((row) => row.STATUS_ID)
  if (semanticsOf(stageId) === 'S') return [...inProgress, stageId]
  if (semanticsOf(stageId) === 'F') return [...inProgress.slice(0, 2), stageId]
  return inProgress.slice(0, inProgress.indexOf(stageId) + 1)
}

/** Whether a directory is of a record's type: codes such as `NEW` are in several. */
function isOf({ entityTypeId }: RecordRow, { ENTITY_ID }: StatusRow): boolean {
  if (entityTypeId === 1) return ENTITY_ID === 'STATUS'
  return entityTypeId === 2 ? ENTITY_ID.startsWith('DEAL_STAGE') : ENTITY_ID !== 'STATUS'
}
