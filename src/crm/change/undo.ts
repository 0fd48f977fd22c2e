import { merge } from './merge'
import type { WantedItem } from './types'

/**
 * A directory as it should be to take back what was done, and nothing of what others did since: where they changed the same
 * thing again, theirs stays.
 * @param before as it was before it was done
 * @param after as it was then
 * @param now as it is
 */
export function undoOf(
  before: readonly WantedItem[],
  after: readonly WantedItem[],
  now: readonly WantedItem[],
): WantedItem[] {
  return merge(after, before, now, new Map()).wanted
}
