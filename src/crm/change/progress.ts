import type { PortalError } from '../../portal/errors'
import type { Stage } from '../stage'
import type { Step } from './types'

/** `skipped`: the plan has ended before it. */
export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped'

/**
 * Why a step has failed. `not-saved`: the portal said that it was done, and it was not. `in-use`: records came in, so it was
 * not sent.
 */
export type StepProblem = PortalError | 'not-saved' | 'in-use'

/** A step of a plan, and what has become of it. */
export interface PlannedStep {
  step: Step
  state: StepState
  problem: StepProblem | null
  /** It was sent, and afterwards the directory could not be read: nobody knows whether it was done. */
  unknown?: boolean
}

/** What tells that somebody else has changed a directory, also where its order stays the same. */
export function isSameDirectory(one: readonly Stage[], other: readonly Stage[]): boolean {
  return textOf(one) === textOf(other)
}

function textOf(stages: readonly Stage[]): string {
  const rows = stages.map(({ statusId, name, color, sort }) => JSON.stringify([statusId, name, color, sort]))
  return rows.sort().join('\n')
}
