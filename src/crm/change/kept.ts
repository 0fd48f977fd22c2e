import { isRow, listOf, textOf, type Row } from '../../portal/json'
import { parseColor } from '../color'
import type { Outcome } from '../semantics'
import type { WantedItem } from './types'

/** A draft without what it does not change, so that it is small enough for the portal's user options. */
export interface KeptDraft {
  entityId: string
  /** The items that the draft changes or deletes, as they were. */
  before: WantedItem[]
  /** The items that the draft changes or adds, as they should be. */
  after: WantedItem[]
  /** Codes of all items, where their order changes or items come in. */
  order: { before: string[]; after: string[] } | null
}

const OUTCOMES: readonly (Outcome | null)[] = ['process', 'success', 'failure', null]

/** What a draft changes. */
export function keptDraft(entityId: string, base: readonly WantedItem[], wanted: readonly WantedItem[]): KeptDraft {
  const [known, next] = [itemsByCode(base), itemsByCode(wanted)]
  const order = { before: base.map(codeOf), after: wanted.map(codeOf) }
  const remaining = order.before.filter((code) => next.has(code))
  return {
    entityId,
    before: base.filter((item) => !isSame(item, next.get(item.code))),
    after: wanted.filter((item) => !isSame(item, known.get(item.code))),
    order: remaining.join('\n') === order.after.join('\n') ? null : order,
  }
}

/** Whether a directory is as the draft wishes. */
export function changesNothing({ before, after, order }: KeptDraft): boolean {
  return before.length + after.length === 0 && order === null
}

/**
 * The draft that was kept, as changes of a directory that may have changed since.
 * @param now the directory
 * @returns what `merge` takes: `base` and `mine`; both are `now` where the draft changes nothing
 */
export function draftOn(
  now: readonly WantedItem[],
  { before, after, order }: KeptDraft,
): { base: WantedItem[]; mine: WantedItem[] } {
  const [old, next] = [itemsByCode(before), itemsByCode(after)]
  const items = itemsByCode(now)
  const baseItems = new Map([...items, ...old])
  for (const code of next.keys()) if (!old.has(code)) baseItems.delete(code)
  const mineItems = new Map([...items, ...next])
  for (const code of old.keys()) if (!next.has(code)) mineItems.delete(code)
  return { base: inOrder(baseItems, order?.before ?? null), mine: inOrder(mineItems, order?.after ?? null) }
}

/** Items that the order does not know keep their place behind the item that they stand behind. */
function inOrder(items: ReadonlyMap<string, WantedItem>, order: readonly string[] | null): WantedItem[] {
  if (!order) return [...items.values()]
  const codes = order.filter((code) => items.has(code))
  const known = new Set(codes)
  let last: string | null = null
  for (const code of items.keys()) {
    if (!known.has(code)) codes.splice(last === null ? 0 : codes.indexOf(last) + 1, 0, code)
    last = code
  }
  return codes.flatMap((code) => items.get(code) ?? [])
}

/** A kept draft as JSON: lists instead of names, because room is scarce. */
export function draftAsRow({ entityId, before, after, order }: KeptDraft): Row {
  const o = order ? { o: [order.before, order.after] } : {}
  return { e: entityId, b: before.map(asList), a: after.map(asList), ...o }
}

function asList({ code, name, color, outcome }: WantedItem): unknown[] {
  return [code, name, color, OUTCOMES.indexOf(outcome)]
}

/**
 * Reads what {@link draftAsRow} has written.
 * @param value unchecked
 * @returns null if it is anything else
 */
export function parseDraft(value: unknown): KeptDraft | null {
  if (!isRow(value)) return null
  const entityId = textOf(value.e)
  const [before, after] = [itemsOf(value.b), itemsOf(value.a)]
  if (!entityId || !before || !after) return null
  if (value.o === undefined) return { entityId, before, after, order: null }
  const [first, second] = (listOf(value.o) ?? []).map(codesOf)
  return first && second ? { entityId, before, after, order: { before: first, after: second } } : null
}

function itemsOf(value: unknown): WantedItem[] | null {
  const rows = listOf(value)?.map((row) => {
    const [code, name, color, outcome] = listOf(row) ?? []
    const meaning = OUTCOMES[Number(outcome)]
    if (typeof code !== 'string' || typeof name !== 'string' || meaning === undefined) return null
    return { code, name, color: parseColor(color), outcome: meaning }
  })
  return rows?.every((row) => row !== null) ? rows : null
}

function codesOf(value: unknown): string[] | null {
  const codes = listOf(value)
  return codes?.every((code) => typeof code === 'string') ? codes : null
}

function codeOf({ code }: WantedItem): string {
  return code
}

function itemsByCode(items: readonly WantedItem[]): Map<string, WantedItem> {
  return new Map(items.map((item) => [item.code, item]))
}

function isSame(item: WantedItem, other: WantedItem | undefined): boolean {
  return item.name === other?.name && item.color === other.color
}
