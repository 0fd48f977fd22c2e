import { pipelineOf } from '../pipeline'
import { outcomeOf } from '../semantics'
import type { Stage } from '../stage'
import type { StageDuration, Transition } from './figures'

/** Where the records that left a stage went, as shares of them. The four add up to 1. */
export interface Flow {
  /** How many records have left. */
  left: number
  /** To a later stage or a won one. */
  on: number
  /** To an earlier stage. */
  back: number
  /** To a lost one. */
  lost: number
  /** To a stage that is not in the pipeline: a deleted one, or one of another pipeline. */
  elsewhere: number
}

/** What the histories of a period say about the stages of a pipeline, by their codes. */
export interface StageFigures {
  durations: ReadonlyMap<string, StageDuration>
  transitions: ReadonlyMap<string, readonly Transition[]>
}

/** A stage among the figures of its pipeline. */
export interface FlowRow {
  stage: Stage
  /** Null if no record came in the period. */
  duration: StageDuration | null
  /** Null if no record has left. */
  flow: Flow | null
}

/**
 * The figures of all stages of a pipeline, in the order that records go.
 * @param stages of one pipeline, in the portal's order
 */
export function flowRows(stages: readonly Stage[], { durations, transitions }: StageFigures): FlowRow[] {
  const byId = new Map(stages.map((stage) => [stage.id, stage]))
  const ordered = pipelineOf(stages).flatMap(({ id }) => byId.get(id) ?? [])
  const position = new Map(ordered.map(({ statusId }, index) => [statusId, index]))
  return ordered.map((stage, index) => ({
    stage,
    duration: durations.get(stage.statusId) ?? null,
    flow: flowOf(transitions.get(stage.statusId) ?? [], ({ to }) => {
      const target = position.get(to ?? '')
      const semantics = target === undefined ? undefined : ordered[target]?.semantics
      if (target === undefined) return 'elsewhere'
      if (semantics && outcomeOf(semantics) === 'failure') return 'lost'
      return target > index ? 'on' : 'back'
    }),
  }))
}

function flowOf(
  transitions: readonly Transition[],
  directionOf: (transition: Transition) => Exclude<keyof Flow, 'left'>,
): Flow | null {
  if (transitions.length === 0) return null
  const flow: Flow = { left: 0, on: 0, back: 0, lost: 0, elsewhere: 0 }
  for (const transition of transitions) {
    flow.left += transition.count
    flow[directionOf(transition)] += transition.share
  }
  return flow
}
