import type { Stage } from '../stage'
import type { StageBar } from './bars'
import type { Stay } from './stays'

/**
 * How many visits each stage of a pipeline had in a period: the records that are there now, and one for all that came.
 * @param bars how many records are there now, by the stage's ID
 * @param stays of the whole period
 * @returns by STATUS_ID; null as long as a count is missing
 */
export function visitsOf(
  stages: readonly Stage[],
  bars: ReadonlyMap<number, StageBar>,
  stays: readonly Pick<Stay, 'stage'>[],
): Map<string, number> | null {
  const arrived = new Set(stays.map(({ stage }) => stage))
  const visits = new Map<string, number>()
  for (const { id, statusId } of stages) {
    const count = bars.get(id)?.count ?? null
    if (count === null) return null
    visits.set(statusId, count + (arrived.has(statusId) ? 1 : 0))
  }
  return visits
}
