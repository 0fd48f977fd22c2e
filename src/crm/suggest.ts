import { ownerOf } from './directory'
import { asciiDigits, parseId } from './id'
import { searchable, searchableForms } from './comparable'
import { EXACT, matchOf, type Match } from './search'
import type { Stage } from './stage'

/** A directory, by the words under which people know it. */
export interface NamedDirectory {
  entityId: string
  /** Its own names as they are shown; a group's name, or a record type's, is in `groups`. */
  names: readonly string[]
  groups: readonly string[]
}

/** What can be found without asking the portal. */
export interface Known {
  items: readonly Stage[]
  /** Whether `items` are all items of all directories. */
  complete: boolean
  directories: readonly NamedDirectory[]
}

/** What a typed text may mean. A number may be an ID and a code: two different things. */
export type Suggestion =
  /** `stage` is null as long as it is not known whether there is such an item. */
  | { kind: 'id'; id: number; stage: Stage | null }
  | { kind: 'code' | 'name'; stage: Stage }
  | { kind: 'directory'; entityId: string }

/** A suggestion as it is shown. */
export type SearchOption = Suggestion & {
  /** Tells options apart. */
  key: string
  /** The name of its directory; empty if it is not known. */
  directory: string
}

export interface Suggestions {
  /** The best first. */
  best: Suggestion[]
  /** How many more there are. */
  more: number
}

/** How many suggestions a list can show without being a page of its own. */
const MAX_SUGGESTIONS = 12

/** All ways to match, the best first. */
const ORDER = [
  'id',
  'directory',
  'code',
  'name',
  'code-in-pipeline',
  'directory-group',
  'code-start',
  'name-start',
  'directory-start',
  'name-part',
  'code-part',
  'directory-part',
] as const satisfies (Match | `directory${string}`)[]

type Rank = (typeof ORDER)[number]

/** What a number can be besides an ID: a code, a name, or the number of a record type, which has directories. */
const EXACT_RANKS: readonly Rank[] = ['directory', 'directory-group', ...EXACT]

/**
 * What a text may mean, from what is known: an item's ID, code or name, or a directory.
 * @param text as typed or pasted
 * @param max how many to return at most
 */
export function suggest(text: string, known: Known, max = MAX_SUGGESTIONS): Suggestions {
  const all = [...ranked(text, known).values()].flat()
  return { best: all.slice(0, max), more: Math.max(all.length - max, 0) }
}

/** What is taken for a text's meaning. */
export interface Meaning {
  rank: Rank
  best: Suggestion
  /** What is as good. */
  equals: Suggestion[]
}

/**
 * What is opened for a submitted text: the first of what {@link suggest} offers.
 * @param text as typed or pasted
 * @param exact whether the text is a number that is no item's ID: it can be a code, a name, or the number of a record type,
 *   but not a part of them
 * @returns null if nothing that is known is meant
 */
export function meaningOf(text: string, known: Known, exact: boolean): Meaning | null {
  for (const [rank, [best, ...equals]] of ranked(text, known)) {
    if (best && (!exact || EXACT_RANKS.includes(rank))) return { rank, best, equals }
  }
  return null
}

/** What a text may mean, by how well it matches. */
function ranked(text: string, { items, complete, directories }: Known): Map<Rank, Suggestion[]> {
  const groups = new Map<Rank, Suggestion[]>(ORDER.map((rank) => [rank, []]))
  const query = searchable(text)
  if (query === '') return groups
  const parsed = parseId(asciiDigits(text))
  const wanted = parsed.ok ? parsed.id : null
  for (const stage of items) {
    const match = stage.id === wanted ? 'id' : matchOf(query, stage)
    if (match) groups.get(match)?.push(suggestionOf(match, stage))
  }
  if (wanted !== null && !complete && groups.get('id')?.length === 0) {
    groups.get('id')?.push({ kind: 'id', id: wanted, stage: null })
  }
  for (const directory of directories) {
    const rank = rankOf(query, directory)
    if (rank) groups.get(rank)?.push({ kind: 'directory', entityId: directory.entityId })
  }
  return groups
}

function suggestionOf(match: Match, stage: Stage): Suggestion {
  if (match === 'id') return { kind: 'id', id: stage.id, stage }
  return { kind: match.startsWith('name') ? 'name' : 'code', stage }
}

/** How well a directory matches, if it does. */
function rankOf(query: string, { entityId, names, groups }: NamedDirectory): Rank | null {
  if (query === '') return null
  const own = [entityId, ...names].flatMap(searchableForms)
  const shared = groups.flatMap(searchableForms)
  const owner = ownerOf(entityId)
  if (own.includes(query)) return 'directory'
  if (shared.includes(query) || (owner.type !== 'list' && String(owner.entityTypeId) === query))
    return 'directory-group'
  const all = [...own, ...shared]
  if (all.some((name) => name.startsWith(query))) return 'directory-start'
  return all.some((name) => name.includes(query)) ? 'directory-part' : null
}
