import type { Stage } from '../stage'

/** Above the highest SORT that portals can keep. */
const END = 2 ** 31
/** How far apart new SORTs are where nothing stands behind them. */
const STEP = 10

/**
 * Orders items as the portal does: by SORT, those without one first. Equal ones keep their order, which is the portal's.
 * @param stages in the order in which the portal sent them
 */
export function inOrder(stages: readonly Stage[]): Stage[] {
  return [...stages].sort((a, b) => {
    const [first, second] = [sortOf(a), sortOf(b)]
    return first === second ? 0 : first - second
  })
}

/** SORT, as a number to compare. */
export function sortOf({ sort }: Pick<Stage, 'sort'>): number {
  return sort ?? -Infinity
}

/**
 * Adds to one order what only another one has, each right after what stands before it in that other order.
 * @param order without repetitions, as `other`
 */
export function woven<T>(order: readonly T[], other: readonly T[]): T[] {
  const result = [...order]
  const known = new Set(order)
  other.forEach((item, index) => {
    if (known.has(item)) return
    // All that stand before it are in the result by now.
    const before = other[index - 1]
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, item)
  })
  return result
}

/** A place in a new order: of an item that is there, with its SORT and the number of its place now; null for a new one. */
export type Place = { rank: number; sort: number } | null

/**
 * Finds SORTs for a new order, with as few changes as possible: as many items as can be keep theirs, and all others find
 * room between them.
 * @param places in the new order; `sort` does not fall as `rank` rises
 * @returns SORT for each place; null where it stays as it is. New ones are whole, not negative, and stand strictly between
 *   their neighbors
 */
export function newSorts(places: readonly Place[]): (number | null)[] {
  const kept = keptPlaces(places)
  const sorts: (number | null)[] = places.map(() => null)
  kept.slice(1).forEach((to, index) => {
    const from = kept[index] ?? -1
    const count = to - from - 1
    const low = Math.max(places[from]?.sort ?? -1, -1)
    const high = places[to]?.sort ?? END
    // 0 is used only if there is no other room.
    const start = low === -1 && high - 1 >= count ? 0 : low
    const width = high === END ? Math.min(high - start, STEP * (count + 1)) : high - start
    for (let at = 1; at <= count; at += 1) sorts[from + at] = start + Math.floor((width * at) / (count + 1))
  })
  return sorts
}

/**
 * The longest row of items that can stay: they are in order now, and there is room between them for what comes between.
 * @returns their indexes, framed by one before the first place and one after the last
 */
function keptPlaces(places: readonly Place[]): number[] {
  const all: Place[] = [{ rank: -1, sort: -1 }, ...places, { rank: Infinity, sort: END }]
  // Of the longest row that ends with each place, and the place before it.
  const lengths = all.map((_, index) => (index === 0 ? 0 : -Infinity))
  const previous = all.map(() => 0)
  all.forEach((place, to) => {
    for (let from = to - 1; from >= 0; from -= 1) {
      const other = all[from]
      const length = (lengths[from] ?? 0) + 1
      if (!place || !other || length <= (lengths[to] ?? 0) || !canStay(other, place, to - from - 1)) continue
      lengths[to] = length
      previous[to] = from
    }
  })
  const kept = [all.length - 1]
  while (kept[0]) kept.unshift(previous[kept[0]] ?? 0)
  return kept.map((index) => index - 1)
}

function canStay(first: NonNullable<Place>, second: NonNullable<Place>, between: number): boolean {
  if (first.rank >= second.rank) return false
  return between === 0 || second.sort - Math.max(first.sort, -1) - 1 >= between
}
