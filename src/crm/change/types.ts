import type { Hex } from '../color'
import type { Outcome } from '../semantics'

/**
 * A directory item as it should be. Its code names it, so that items can be compared across pipelines and portals. Its
 * position is that in its list.
 */
export interface WantedItem {
  /** STATUS_ID without the pipeline's prefix, such as `WON` for `C5:WON`. Unique in its directory. */
  code: string
  name: string
  /** Null: no color of its own. Always null in plain lists. */
  color: Hex | null
  /** Null in plain lists. */
  outcome: Outcome | null
}

/** One request that changes a directory. IDs and SORTs are the portal's. */
export type Step =
  | { act: 'add'; code: string; item: WantedItem; sort: number }
  | { act: 'rename'; code: string; id: number; before: string; after: string }
  | { act: 'recolor'; code: string; id: number; before: Hex | null; after: Hex | null }
  | { act: 'move'; code: string; id: number; before: number | null; after: number }
  | { act: 'delete'; code: string; id: number; item: WantedItem; sort: number | null }

export type Act = Step['act']

/** In the order in which people read of them. */
export const ACTS: readonly Act[] = ['add', 'rename', 'recolor', 'move', 'delete']

/** Why something cannot be done. Each has words in `src/locales` under `change.reason`. */
export type Reason =
  /** The portal made the item itself, and keeps it. */
  | 'system'
  /** Records are in the stage. */
  | 'in-use'
  /** Nobody knows whether records are in the stage, so the portal might refuse. */
  | 'not-counted'
  /** A pipeline has exactly one success stage. */
  | 'one-success'
  /** A pipeline needs a stage in progress and one of failure. */
  | 'last-of-kind'
  /** SEMANTICS never changes. */
  | 'fixed-meaning'
  | 'code-empty'
  /** Stages' codes have Latin letters, digits, `-` and `_` only. */
  | 'code-letters'
  | 'code-long'
  /** Another item has the code. */
  | 'code-taken'
  | 'name-empty'
  | 'name-long'

/** What a plan leaves out. */
export interface Impossible {
  /** `outcome`: what the stage means would have to change, which no request can do. */
  act: Act | 'outcome'
  code: string
  /** What the item is called. */
  name: string
  reason: Reason
  /** For `in-use`: how many records. For `code-long` and `name-long`: how many characters are allowed. */
  count?: number
}

/** What leads from a directory as it is to one as it should be, as far as the portal's rules allow. */
export interface Plan {
  /** In an order in which the portal's rules hold after each step. */
  steps: Step[]
  impossible: Impossible[]
}

/**
 * What the portal demands of a pipeline: in progress, success, failures, in this order by SORT; one success stage; a stage
 * in progress; one of failure.
 */
export type Rule = 'order' | 'one-success' | 'process' | 'failure'

/** How many records use each item, by code as in {@link WantedItem}. Null or missing: not counted. */
export type Uses = ReadonlyMap<string, number | null>
