import type { Stage } from './stage'

/** Columns of a table of items, in their order. */
export const COLUMNS = ['name', 'statusId', 'id', 'sort', 'semantics'] as const

/** `count`: how many records are in it, where that is known. */
export type Column = (typeof COLUMNS)[number] | 'count'

/** How a table of items is sorted; null for the portal's own order. */
export type Order = { column: Column; descending: boolean } | null

/** The order after a click on a column's header: ascending, descending, the portal's own again. */
export function nextOrder(order: Order, column: Column): Order {
  if (order?.column !== column) return { column, descending: false }
  return order.descending ? null : { column, descending: true }
}

/**
 * Sorts items; equal ones keep their order.
 * @param locale BCP 47, whose alphabet counts
 * @param countOf how many records are in an item; null where it is not known, which comes before 0
 */
export function sortItems(
  items: readonly Stage[],
  order: Order,
  locale: string,
  countOf: (item: Stage) => number | null = () => null,
): Stage[] {
  if (!order) return [...items]
  const collator = new Intl.Collator(locale, { numeric: true })
  const direction = order.descending ? -1 : 1
  const { column } = order
  if (column === 'count') return [...items].sort((a, b) => direction * ((countOf(a) ?? -1) - (countOf(b) ?? -1)))
  return [...items].sort((a, b) => direction * compare(a, b, column, collator))
}

function compare(a: Stage, b: Stage, column: (typeof COLUMNS)[number], collator: Intl.Collator): number {
  switch (column) {
    case 'name':
    case 'statusId':
      return collator.compare(a[column], b[column])
    case 'semantics':
      return (a.semantics ?? '').localeCompare(b.semantics ?? '')
    case 'id':
    case 'sort':
      return (a[column] ?? 0) - (b[column] ?? 0)
  }
}
