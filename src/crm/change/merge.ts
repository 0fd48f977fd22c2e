import type { Hex } from '../color'
import { woven } from './order'
import type { WantedItem } from './types'

/** One thing that was changed in a directory. */
export type Change = { code: string; name: string } & (
  | { field: 'name'; before: string; after: string }
  | { field: 'color'; before: Hex | null; after: Hex | null }
  /** Null where the item was not there, or is no longer. */
  | { field: 'existence'; before: WantedItem | null; after: WantedItem | null }
  /** Codes of the items that are in both. It is one change of the whole directory: its `code` and `name` are empty. */
  | { field: 'order'; before: string[]; after: string[] }
)

export type Decision = 'mine' | 'theirs'

interface Sides<Base, Side> {
  base: Base
  mine: Side
  theirs: Side
}

/** One thing that was changed on both sides, in different ways. */
type Undecided = {
  /** Tells conflicts apart; the key of a decision. */
  key: string
  /** Empty for `order`, which is about the whole directory. */
  code: string
  /** What the item is called; empty for `order`. */
  name: string
} & (
  | ({ field: 'name' } & Sides<string | null, string>)
  | ({ field: 'color' } & Sides<Hex | null, Hex | null>)
  /** One side deleted what the other one changed. Null where it was deleted. */
  | ({ field: 'existence' } & Sides<WantedItem, WantedItem | null>)
  /** Codes: all of the base, and of the sides those that both have. */
  | ({ field: 'order' } & Sides<string[], string[]>)
)

/** A conflict, and whose side was chosen. Null: not decided, so theirs stays. */
export type Conflict = Undecided & { decision: Decision | null }

/**
 * Merges what two people made of one directory. What one of them changed is taken, as is what both changed alike. What they
 * changed in different ways is a conflict: theirs stays until it is decided, so that nothing is overwritten unseen.
 *
 * An item that both have and the base has not is compared as any other, with no base. An item's outcome cannot be changed, so it
 * is no conflict: theirs stays if they have another one.
 * @param base what both started from
 * @param decisions by the conflicts' keys
 * @returns `conflicts` with the decided ones too, so that a decision can be changed. Repeated codes are left out
 */
export function merge(
  base: readonly WantedItem[],
  mine: readonly WantedItem[],
  theirs: readonly WantedItem[],
  decisions: ReadonlyMap<string, Decision>,
): { wanted: WantedItem[]; conflicts: Conflict[] } {
  const sides = { base: byCode(base), mine: byCode(mine), theirs: byCode(theirs) }
  const conflicts: Conflict[] = []
  const settle: Settle = (conflict) => {
    const decision = decisions.get(conflict.key) ?? null
    conflicts.push({ ...conflict, decision })
    return conflict[decision ?? 'theirs']
  }
  const merged: Items = new Map()
  for (const code of new Set([...sides.theirs.keys(), ...sides.mine.keys()])) {
    const item = mergedItem(code, sides, settle)
    if (item) merged.set(code, item)
  }
  const wanted = mergedOrder(sides, settle).flatMap((code) => merged.get(code) ?? [])
  return { wanted, conflicts }
}

/**
 * What somebody else changed in a directory.
 * @param base as it was
 * @param theirs as it is
 */
export function foreignChanges(base: readonly WantedItem[], theirs: readonly WantedItem[]): Change[] {
  const [before, after] = [byCode(base), byCode(theirs)]
  const changes: Change[] = []
  for (const code of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(code), after.get(code)]
    const about = { code, name: (was ?? is)?.name ?? '' }
    if (!was || !is) changes.push({ ...about, field: 'existence', before: was ?? null, after: is ?? null })
    else {
      if (was.name !== is.name) changes.push({ ...about, field: 'name', before: was.name, after: is.name })
      if (was.color !== is.color) changes.push({ ...about, field: 'color', before: was.color, after: is.color })
    }
  }
  const order = { before: common(before, after), after: common(after, before) }
  if (!sameOrder(order.before, order.after)) changes.push({ code: '', name: '', field: 'order', ...order })
  return changes
}

type Items = Map<string, WantedItem>

function byCode(items: readonly WantedItem[]): Items {
  const map: Items = new Map()
  for (const item of items) if (!map.has(item.code)) map.set(item.code, item)
  return map
}

/** Notes a conflict, and returns the value that counts. */
type Settle = <Found extends Undecided>(conflict: Found) => Found[Decision]

/** @returns null if the item goes */
function mergedItem(code: string, sides: Sides<Items, Items>, settle: Settle): WantedItem | null {
  const base = sides.base.get(code) ?? null
  const mine = sides.mine.get(code) ?? null
  const theirs = sides.theirs.get(code) ?? null
  const about = { code, name: (theirs ?? mine)?.name ?? '' }
  if (!mine || !theirs) {
    const left = mine ?? theirs
    // Without a base it was added, not deleted.
    if (!base || !left) return left
    if (left.name === base.name && left.color === base.color && left.outcome === base.outcome) return null
    return settle({ ...about, key: `existence:${code}`, field: 'existence', base, mine, theirs })
  }
  const changedBy = (field: 'name' | 'color' | 'outcome'): Decision | null => {
    if (mine[field] === theirs[field] || (base && mine[field] === base[field])) return 'theirs'
    return base && theirs[field] === base[field] ? 'mine' : null
  }
  const [nameBy, colorBy, outcomeBy] = [changedBy('name'), changedBy('color'), changedBy('outcome') ?? 'theirs']
  const names = { base: base?.name ?? null, mine: mine.name, theirs: theirs.name }
  const colors = { base: base?.color ?? null, mine: mine.color, theirs: theirs.color }
  return {
    code,
    name: nameBy ? names[nameBy] : settle({ ...about, key: `name:${code}`, field: 'name', ...names }),
    color: colorBy ? colors[colorBy] : settle({ ...about, key: `color:${code}`, field: 'color', ...colors }),
    outcome: { mine, theirs }[outcomeBy].outcome,
  }
}

/** All codes, in the order of the side that counts. */
function mergedOrder({ base, mine, theirs }: Sides<Items, Items>, settle: Settle): string[] {
  const orders = { mine: common(mine, theirs), theirs: common(theirs, mine) }
  const shared = common(base, mine).filter((code) => theirs.has(code))
  const hasMoved = (order: readonly string[]): boolean =>
    !sameOrder(
      order.filter((code) => base.has(code)),
      shared,
    )
  const moved = { mine: hasMoved(orders.mine), theirs: hasMoved(orders.theirs) }
  let first = moved.mine && !moved.theirs ? mine : theirs
  // If neither moved what the base has, both added the same items in different places.
  if (moved.mine === moved.theirs && !sameOrder(orders.mine, orders.theirs)) {
    const conflict = { key: 'order', code: '', name: '', field: 'order' as const, base: [...base.keys()], ...orders }
    if (settle(conflict) === orders.mine) first = mine
  }
  return woven([...first.keys()], [...(first === mine ? theirs : mine).keys()])
}

/** The codes of one side that another one has too, in their order. */
function common(items: Items, others: Items): string[] {
  return [...items.keys()].filter((code) => others.has(code))
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((code, index) => code === b[index])
}
