import type { Stage } from '../stage'
import { draftOn, type KeptDraft } from './kept'
import { foreignChanges, merge, type Change, type Conflict, type Decision } from './merge'
import { plan } from './plan'
import type { PlannedStep } from './progress'
import type { Impossible, Uses, WantedItem } from './types'
import { wantedOf } from './wanted'

/** What is to become of a directory. If `mine` is a draft's list, the draft moves on with the plan, and ends with it. */
export interface Target {
  entityId: string
  /** What people call it. */
  title: string
  /** What the wish began with; it moves on with each step that is done. */
  base: WantedItem[]
  mine: WantedItem[]
  /** A draft of an earlier page, which is opened as soon as the directory is read. It takes the place of the two. */
  kept?: KeptDraft | null
}

/** A target, as planned against what the portal has. */
export interface Part extends Target {
  /** The directory as it was read last. */
  now: Stage[]
  /** The directory as it was planned against, and this plan's own steps since. What differs from it, others did. */
  known: Stage[]
  /** What it becomes: the wish, and what others changed meanwhile. */
  wanted: WantedItem[]
  conflicts: Conflict[]
  /** What others changed since the wish began, unless it is wished as well. */
  foreign: Change[]
  impossible: Impossible[]
  /** Those that are done come first. */
  steps: PlannedStep[]
  uses: Uses
  decisions: ReadonlyMap<string, Decision>
  /** The directory without what this plan has done; null as long as nothing was sent. */
  before: WantedItem[] | null
}

/** Whether people have to decide before the part can be carried out. */
export function isUndecided({ conflicts }: Part): boolean {
  return conflicts.some(({ decision }) => decision === null)
}

/**
 * A part, planned against what the portal has. Steps that are done stay in the list.
 * @param now the directory
 * @param uses of what is to be deleted
 */
export function planned(part: Part, now: Stage[], uses: Uses): Part {
  const theirs = wantedOf(now)
  const { base, mine } = part
  const decisions = lastingDecisions(part, merge(base, mine, theirs, new Map()).conflicts)
  const { wanted, conflicts } = merge(base, mine, theirs, decisions)
  const { steps, impossible } = plan(part.entityId, now, wanted, uses)
  const wished = new Set(foreignChanges(base, mine).map((change) => JSON.stringify(change)))
  const doneBefore = part.steps.filter(({ state }) => state === 'done')
  return {
    ...part,
    now,
    known: now,
    uses,
    wanted,
    conflicts,
    decisions,
    foreign: foreignChanges(base, theirs).filter((change) => !wished.has(JSON.stringify(change))),
    impossible,
    steps: [...doneBefore, ...steps.map((step): PlannedStep => ({ step, state: 'waiting', problem: null }))],
  }
}

/** A decision about what has changed again since is none. */
function lastingDecisions({ conflicts, decisions }: Part, next: readonly Conflict[]): Part['decisions'] {
  const known = new Set(conflicts.map(textOf))
  const lasting = new Set(next.filter((conflict) => known.has(textOf(conflict))).map(({ key }) => key))
  return new Map([...decisions].filter(([key]) => lasting.has(key)))
}

function textOf(conflict: Conflict): string {
  return JSON.stringify({ ...conflict, decision: null })
}

/** Whether a kept draft still changes a directory. */
export function isLeft(kept: KeptDraft, now: readonly Stage[]): boolean {
  const theirs = wantedOf(now)
  const { base, mine } = draftOn(theirs, kept)
  return JSON.stringify(merge(base, mine, theirs, new Map()).wanted) !== JSON.stringify(theirs)
}
