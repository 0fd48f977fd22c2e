import type { Stage } from '../stage'
import { localCode } from './codes'
import { inOrder, woven } from './order'
import { groupOf } from './steps'
import type { Reason, WantedItem } from './types'

/** A line of the editor: an item as somebody wants it, or one that is to be deleted. */
export interface Row {
  /** Unique in its directory. */
  key: string
  /** As it should be; as it was, if it is to be deleted. */
  item: WantedItem
  /** Where it is in the draft; null if it is to be deleted. */
  index: number | null
  /** What the draft began with; null if it is to be added. */
  base: WantedItem | null
  /** As the portal has it; null if it is to be added, or somebody else has deleted it. */
  stage: Stage | null
  /** See `groupOf`. */
  group: number
  /** In its group, from 1; 0 if it is to be deleted. */
  position: number
}

/**
 * The lines of an editor. What is to be deleted stays where it was.
 * @param stages of the directory
 * @param keyOf gives the key of an item that was added by its code, which can change
 */
export function rowsOf(
  { base, wanted }: { base: readonly WantedItem[]; wanted: readonly WantedItem[] },
  stages: readonly Stage[],
  keyOf: (code: string) => string = (code) => code,
): Row[] {
  const before = keyed(base, ({ code }) => code)
  const after = keyed(wanted, ({ code }) => keyOf(code))
  const present = keyed(inOrder(stages), ({ entityId, statusId }) => localCode(entityId, statusId))
  const indexes = new Map([...after.keys()].map((key, index) => [key, index]))
  const counts = [0, 0, 0]
  return woven([...after.keys()], [...before.keys()]).flatMap((key): Row[] => {
    const item = after.get(key) ?? before.get(key)
    if (!item) return []
    const index = indexes.get(key) ?? null
    const group = groupOf(item)
    const position = index === null ? 0 : (counts[group] ?? 0) + 1
    if (index !== null) counts[group] = position
    return [{ key, item, index, base: before.get(key) ?? null, stage: present.get(key) ?? null, group, position }]
  })
}

/** Portals may hold a code twice; the second one gets another key. */
function keyed<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T> {
  const result = new Map<string, T>()
  for (const item of items) {
    let key = keyOf(item)
    while (result.has(key)) key += ' '
    result.set(key, item)
  }
  return result
}

/** How many items of a row's group stay. */
export function sizeOf(rows: readonly Row[], group: number): number {
  return rows.filter((row) => row.group === group && row.index !== null).length
}

/**
 * Why an item cannot be deleted, as far as that is known before its records are counted.
 * @param size of its group: how many items of it stay
 * @returns null if it can be
 */
export function deleteReason({ item, stage, base }: Row, size: number): Reason | null {
  if (base === null) return null
  if (item.outcome === 'success') return 'one-success'
  if (stage?.system) return 'system'
  return item.outcome !== null && size <= 1 ? 'last-of-kind' : null
}

/** What is wanted, with a row's item changed. */
export function withChange(
  wanted: readonly WantedItem[],
  { index }: Row,
  change: Partial<Omit<WantedItem, 'outcome'>>,
): WantedItem[] {
  return wanted.map((item, at) => (at === index ? { ...item, ...change } : item))
}

/** What is wanted, without a row's item. */
export function without(wanted: readonly WantedItem[], { index }: Row): WantedItem[] {
  return wanted.filter((_, at) => at !== index)
}

/** What is wanted, with an item that was to be deleted. */
export function withPutBack(rows: readonly Row[], key: string): WantedItem[] {
  return rows.filter((row) => row.index !== null || row.key === key).map(({ item }) => item)
}

/** What is wanted, with a new item as the last of its group. */
export function withAdded(wanted: readonly WantedItem[], item: WantedItem): WantedItem[] {
  const group = groupOf(item)
  const index = wanted.map(groupOf).reduce((last, other, at) => (other <= group ? at + 1 : last), 0)
  return [...wanted.slice(0, index), item, ...wanted.slice(index)]
}

/**
 * What is wanted, with the items of a group in another order. They take the places that the group has.
 * @param keys of the group's rows; those that are to be deleted make no difference
 */
export function withOrder(wanted: readonly WantedItem[], rows: readonly Row[], keys: readonly string[]): WantedItem[] {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  const ordered = keys.flatMap((key) => byKey.get(key) ?? []).filter(({ index }) => index !== null)
  const places = ordered.map(({ index }) => index).sort((a, b) => Number(a) - Number(b))
  const result = [...wanted]
  ordered.forEach(({ item }, at) => {
    result[places[at] ?? 0] = item
  })
  return result
}

/**
 * What is wanted, with an item at another position of its group.
 * @param position from 1; the nearest that there is, if there is none such
 */
export function withMove(
  wanted: readonly WantedItem[],
  rows: readonly Row[],
  { key, group }: Row,
  position: number,
): WantedItem[] {
  const staying = rows.filter((row) => row.group === group && row.index !== null && row.key !== key)
  const keys = staying.map((row) => row.key)
  keys.splice(Math.max(0, position - 1), 0, key)
  return withOrder(wanted, rows, keys)
}
