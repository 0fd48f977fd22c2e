import type { Stage } from './stage'

/** How well an item answers: the less, the better; undefined where it does not. */
type Rank = (query: string, stage: Stage) => number | undefined

/** Makes text comparable: case, full-width letters and stray spaces do not matter. */
export function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}

const rank: Rank = (query, { statusId, name, id }) => {
  const [code, words] = [comparable(statusId), comparable(name)]
  if (code === query || String(id) === query) return 0
  if (words === query) return 1
  if (code.startsWith(query)) return 2
  if (words.startsWith(query)) return 3
  if (words.includes(query)) return 4
  return code.includes(query) ? 5 : undefined
}

/**
 * Finds items by their code, such as `C5:WON` or only `DT1038_37:`, by their name or a part of it, or by their ID.
 * @param query as typed
 * @returns the best first, else in the order given; all of them for an empty query
 */
export function search(query: string, stages: readonly Stage[]): Stage[] {
  const wanted = comparable(query)
  if (wanted === '') return [...stages]
  return stages
    .flatMap((stage) => {
      const place = rank(wanted, stage)
      return place === undefined ? [] : [{ stage, place }]
    })
    .toSorted((one, other) => one.place - other.place)
    .map(({ stage }) => stage)
}
