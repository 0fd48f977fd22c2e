import { searchable, searchableForms } from './comparable'
import type { Stage } from './stage'

/** The pipeline's part of a comparable code, as in `c2:won` and `dt1038_37:new`. */
const PIPELINE_PREFIX = /^(?:c\d+|dt\d+_\d+):/

/** A comparable code without its pipeline. */
function withoutPrefix(code: string): string {
  return code.replace(PIPELINE_PREFIX, '')
}

/** How an item matches. The first is best. */
export type Match =
  | 'id'
  | 'code'
  | 'name'
  | 'code-in-pipeline'
  | 'code-start'
  | 'name-start'
  | 'name-part'
  | 'code-part'

/** The place of each match among all matches of items, best first. */
const ORDER: Match[] = ['id', 'code', 'name', 'code-in-pipeline', 'code-start', 'name-start', 'name-part', 'code-part']

/**
 * The best way in which an item matches.
 * @param query made by `searchable`
 * @returns null if it does not match
 */
export function matchOf(query: string, { statusId, name, id }: Stage): Match | null {
  if (String(id) === query) return 'id'
  const [code, names] = [searchable(statusId), searchableForms(name)]
  if (code === query) return 'code'
  if (names.includes(query)) return 'name'
  const inPipeline = withoutPrefix(code)
  if (inPipeline === query) return 'code-in-pipeline'
  if (code.startsWith(query) || inPipeline.startsWith(query)) return 'code-start'
  if (names.some((form) => form.startsWith(query))) return 'name-start'
  if (names.some((form) => form.includes(query))) return 'name-part'
  return code.includes(query) ? 'code-part' : null
}

/**
 * Finds items by code, such as `C5:WON` or only `DT1038_37:`, by name or a part of it, or by ID.
 * @param query as typed
 * @returns the best matches first, equal ones in the order given; all items for an empty query
 */
export function search(query: string, items: readonly Stage[]): Stage[] {
  const text = searchable(query)
  if (text === '') return [...items]
  const groups = new Map<Match, Stage[]>(ORDER.map((match) => [match, []]))
  for (const item of items) {
    const match = matchOf(text, item)
    if (match) groups.get(match)?.push(item)
  }
  return [...groups.values()].flat()
}

/** The ways in which an item can be meant by a whole text, but not by its ID; the best first. */
export const EXACT = ['code', 'name', 'code-in-pipeline'] as const satisfies Match[]

/**
 * Finds items whose whole code is a text, such as a plain number. If there are none, the text may be a whole name, or a
 * whole code behind the pipeline's.
 * @param query as typed
 */
export function exactMatches(query: string, items: readonly Stage[]): Stage[] {
  const text = searchable(query)
  const matching = items.map((item) => ({ item, match: matchOf(text, item) }))
  const best = EXACT.find((wanted) => matching.some(({ match }) => match === wanted))
  return matching.filter(({ match }) => match === best && best !== undefined).map(({ item }) => item)
}
