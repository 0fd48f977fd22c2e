import type { Hex } from './color'
import { outcomeOf } from './semantics'
import type { Stage } from './stage'

/** A stage at its position in a pipeline. */
export interface PipelineStage {
  id: number
  statusId: string
  name: string
  /** The stage's own color, or the one that the kanban uses instead. */
  color: Hex
  lost: boolean
}

/** The kanban's colors for stages without one: in progress (in turn), won, lost. */
export const IN_PROGRESS: Hex[] = ['#39a8ef', '#2fc6f6', '#55d0e0', '#47e4c2', '#ffa900']
export const WON: Hex = '#7bd500'
export const LOST: Hex = '#ff5752'

/**
 * Orders the stages of a pipeline the way a record goes: as the portal sorts them, lost ones last.
 * @param stages of one directory, in the portal's order
 */
export function pipelineOf(
  stages: readonly Pick<Stage, 'id' | 'statusId' | 'name' | 'color' | 'semantics'>[],
): PipelineStage[] {
  let inProgress = 0
  const pipeline = stages.map(({ id, statusId, name, color, semantics }) => {
    const outcome = outcomeOf(semantics ?? 'process')
    const kanbanColor = {
      success: WON,
      failure: LOST,
      process: IN_PROGRESS[inProgress % IN_PROGRESS.length] ?? WON,
    }[outcome]
    if (outcome === 'process') inProgress += 1
    return { id, statusId, name, color: color ?? kanbanColor, lost: outcome === 'failure' }
  })
  return [...pipeline.filter(({ lost }) => !lost), ...pipeline.filter(({ lost }) => lost)]
}

/** The color of each stage, its own or the kanban's, by its ID. */
export function colorsOf(stages: readonly Stage[]): Map<number, Hex> {
  return new Map(pipelineOf(stages).map(({ id, color }) => [id, color]))
}
