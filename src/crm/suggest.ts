import { ownerOf } from './directory'
import { asciiDigits, parseId } from './id'
import { searchable, searchableForms } from './comparable'
import { matchOf, type Match } from './search'
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

/**
 * What a text may mean, from what is known: an item's ID, code or name, or a directory.
 * @param text as typed or pasted
 * @param max how many to return at most
 */
export function suggest(text: string, { items, complete, directories }: Known, max = MAX_SUGGESTIONS): Suggestions {
  const query = searchable(text)
  if (query === '') return { best: [], more: 0 }
  const groups = new Map<Rank, Suggestion[]>(ORDER.map((rank) => [rank, []]))
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
  const all = [...groups.values()].flat()
  return { best: all.slice(0, max), more: Math.max(all.length - max, 0) }
}

/**
 * The directory that a text names.
 * @param text as typed: an ENTITY_ID, or a directory's or a group's whole name
 * @returns null if it names none
 */
export function directoryCalled(text: string, directories: readonly NamedDirectory[]): string | null {
  const query = searchable(text)
  const named = (rank: Rank): NamedDirectory | undefined =>
    directories.find((directory) => rankOf(query, directory) === rank)
  // A number is an ID or a code first: record types have numbers too.
  const found = named('directory') ?? (/^\d+$/.test(query) ? undefined : named('directory-group'))
  return found?.entityId ?? null
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
