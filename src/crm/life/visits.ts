import type { Stage } from '../stage'
import type { StageBar } from './bars'

/**
 * How many visits each stage of a pipeline had in a period: the records that are there now, and one for all that came.
 * @param bars how many records are there now, by the stage's ID
 * @param arrived the stages that somebody came to in the whole period, such as those of `durations`
 * @returns by STATUS_ID; null as long as a count is missing
 */
export function visitsOf(
  stages: readonly Stage[],
  bars: ReadonlyMap<number, StageBar>,
  arrived: Pick<ReadonlySet<string>, 'has'>,
): Map<string, number> | null {
  const visits = new Map<string, number>()
  for (const { id, statusId } of stages) {
    const count = bars.get(id)?.count ?? null
    if (count === null) return null
    visits.set(statusId, count + (arrived.has(statusId) ? 1 : 0))
  }
  return visits
}
