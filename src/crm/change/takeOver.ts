import { woven } from './order'
import type { WantedItem } from './types'

/** What a directory takes over from another one. */
export interface Taking {
  /** Items that only the other one has. */
  add: boolean
  /** Names and colors of those that both have. */
  change: boolean
  order: boolean
  /** Items that the other one does not have go. */
  remove: boolean
}

/** Whatever was not chosen otherwise: nothing is lost. */
export const CAREFUL: Taking = { add: true, change: true, order: true, remove: false }

/**
 * What a directory becomes by taking over parts of another one, such as that of a file. Items are the same if their codes
 * are; besides, the success stage stays the directory's own, whatever its code is in the other one.
 * @param now the directory
 * @param from the other one
 */
export function takeOver(now: readonly WantedItem[], from: readonly WantedItem[], taking: Taking): WantedItem[] {
  const own = byCode(now)
  const other = byCode(withSuccessOf(now, from))
  const items = new Map<string, WantedItem>()
  for (const [code, item] of own) {
    const model = other.get(code)
    if (model) items.set(code, taking.change ? model : item)
    else if (!taking.remove) items.set(code, item)
  }
  if (taking.add) for (const [code, item] of other) if (!own.has(code)) items.set(code, item)
  const codes = [[...own.keys()], [...other.keys()]] as const
  const order = taking.order ? woven(codes[1], codes[0]) : woven(codes[0], codes[1])
  return order.flatMap((code) => items.get(code) ?? [])
}

function byCode(items: readonly WantedItem[]): Map<string, WantedItem> {
  return new Map(items.map(({ code, name, color, outcome }) => [code, { code, name, color, outcome }]))
}

/** The other directory, with the code that the success stage has here. */
function withSuccessOf(now: readonly WantedItem[], from: readonly WantedItem[]): readonly WantedItem[] {
  const [success, another] = now.filter(isSuccess)
  if (!success || another || from.some(({ code }) => code === success.code)) return from
  const known = new Set(now.map(({ code }) => code))
  return from.map((item) => (isSuccess(item) && !known.has(item.code) ? { ...item, code: success.code } : item))
}

function isSuccess({ outcome }: WantedItem): boolean {
  return outcome === 'success'
}
