import { isPipeline } from '../directory'
import { outcomeOf, type Outcome } from '../semantics'
import type { Stage } from '../stage'
import { localCode } from './codes'
import { inOrder } from './order'
import type { WantedItem } from './types'

/**
 * A directory as it is, in the form of one as it should be: the start of a draft, or what is saved as a file.
 * @param stages of one directory, as the portal sent them
 * @returns in the portal's order
 */
export function wantedOf(stages: readonly Stage[]): WantedItem[] {
  return inOrder(stages).map(itemOf)
}

/** One item, without what belongs to its portal only. */
export function itemOf({ entityId, statusId, name, color, semantics }: Stage): WantedItem {
  const code = localCode(entityId, statusId)
  // Portals send colors and meanings of plain lists' values too; they mean nothing.
  if (!isPipeline(entityId)) return { code, name, color: null, outcome: null }
  return { code, name, color, outcome: stageOutcome({ semantics }) }
}

/** What a stage of a pipeline means; in progress if the portal sent an unknown letter. */
export function stageOutcome({ semantics }: Pick<Stage, 'semantics'>): Outcome {
  return outcomeOf(semantics ?? 'process')
}
