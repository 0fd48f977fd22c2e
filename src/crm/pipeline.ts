import type { Hex } from './color'
import { outcomeOf } from './semantics'
import type { Stage } from './stage'

/** A stage in its place in the pipeline. */
export interface Step {
  id: number
  name: string
  /** The stage's own color, or the one that the kanban would use. */
  color: Hex
  lost: boolean
}

/** What the kanban draws for stages without a color: those in progress in turn, won, lost. */
const IN_PROGRESS: Hex[] = ['#39a8ef', '#2fc6f6', '#55d0e0', '#47e4c2', '#ffa900']
const WON: Hex = '#7bd500'
const LOST: Hex = '#ff5752'

/**
 * Puts a pipeline's stages into the order of a record's way through it: as the portal sorts them, lost ones at the end.
 * @param stages of one directory, in the portal's order
 */
export function stepsOf(stages: readonly Stage[]): Step[] {
  let inProgress = 0
  const steps = stages.map(({ id, name, color, semantics }) => {
    const outcome = outcomeOf(semantics ?? 'process')
    const usual =
      outcome === 'success' ? WON : outcome === 'failure' ? LOST : IN_PROGRESS[inProgress % IN_PROGRESS.length]
    if (outcome === 'process') inProgress += 1
    return { id, name, color: color ?? usual ?? WON, lost: outcome === 'failure' }
  })
  return [...steps.filter((step) => !step.lost), ...steps.filter((step) => step.lost)]
}
