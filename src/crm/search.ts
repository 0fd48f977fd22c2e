import type { Stage } from './stage'

/** Makes texts comparable: case, full-width letters, and extra spaces do not matter. */
export function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}

/** How well an item matches: 0 is best, undefined is no match. */
function rankOf(query: string, { statusId, name, id }: Stage): number | undefined {
  const [code, title] = [comparable(statusId), comparable(name)]
  if (code === query || String(id) === query) return 0
  if (title === query) return 1
  if (code.startsWith(query)) return 2
  if (title.startsWith(query)) return 3
  if (title.includes(query)) return 4
  return code.includes(query) ? 5 : undefined
}

/**
 * Finds items by code, such as `C5:WON` or only `DT1038_37:`, by name or a part of it, or by ID.
 * @param query as typed
 * @returns the best matches first, equal ones in the order given; all items for an empty query
 */
export function search(query: string, items: readonly Stage[]): Stage[] {
  const text = comparable(query)
  if (text === '') return [...items]
  return items
    .flatMap((item) => {
      const rank = rankOf(text, item)
      return rank === undefined ? [] : [{ item, rank }]
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}
