import type { Stage } from '../crm/stage'

/** Columns of a table of items, in their order. */
export const COLUMNS = ['name', 'statusId', 'id', 'sort', 'semantics'] as const

export type Column = (typeof COLUMNS)[number]

/** How a table of items is ordered; null for the portal's own order. */
export type Order = { column: Column; descending: boolean } | null

/** What a click on a column's head makes of the order: upwards, downwards, the portal's own again. */
export function nextOrder(order: Order, column: Column): Order {
  if (order?.column !== column) return { column, descending: false }
  return order.descending ? null : { column, descending: true }
}

/**
 * Orders items; equal ones stay as they were.
 * @param locale whose alphabet counts
 */
export function ordered(items: readonly Stage[], order: Order, locale: string): Stage[] {
  if (!order) return [...items]
  const collator = new Intl.Collator(locale, { numeric: true })
  const way = order.descending ? -1 : 1
  return items.toSorted((one, other) => way * compare(one, other, order.column, collator))
}

function compare(one: Stage, other: Stage, column: Column, collator: Intl.Collator): number {
  switch (column) {
    case 'name':
    case 'statusId':
      return collator.compare(one[column], other[column])
    case 'semantics':
      return (one.semantics ?? '').localeCompare(other.semantics ?? '')
    case 'id':
    case 'sort':
      return (one[column] ?? 0) - (other[column] ?? 0)
  }
}
