import type { PortalError } from '../../portal/errors'
import type { Hex } from '../color'
import { colorsOf } from '../pipeline'
import type { Stage } from '../stage'
import type { StageCount } from './counts'

/** How many records are in a stage, as a bar in the stage's color. */
export interface StageBar {
  color: Hex
  /** Null if the portal did not count. */
  count: number | null
  /** Why it did not. */
  error: PortalError | null
  /** Of the fullest stage: from 0 to 1. */
  share: number
  /** How many are in the fullest stage: figures get its width, so that bars begin and end alike. */
  most: number
}

/**
 * Makes bars of the counts of a pipeline.
 * @param stages of one pipeline
 * @returns by the stage's ID; nothing for stages that were not asked for
 */
export function barsOf(stages: readonly Stage[], counts: readonly StageCount[]): Map<number, StageBar> {
  const byCode = new Map(counts.map((count) => [count.stage, count]))
  const most = Math.max(1, ...counts.map(({ count }) => count ?? 0))
  const colors = colorsOf(stages)
  return new Map(
    stages.flatMap(({ id, statusId }) => {
      const [found, color] = [byCode.get(statusId), colors.get(id)]
      if (!found || !color) return []
      const error = found.count === null ? found.error : null
      return [[id, { color, count: found.count, error, share: (found.count ?? 0) / most, most }] as const]
    }),
  )
}
