import { isPipeline } from './directory'
import type { Finding } from './findings'
import { comparable } from './comparable'
import { outcomeOf } from './semantics'
import type { Stage } from './stage'

/**
 * Finds stages of different pipelines that have one name and different meanings, such as a "Closed" that is won in one and
 * lost in the other. A pipeline's own equal names are a finding of that pipeline.
 * @param items all items of all directories; with fewer of them, nothing can be said
 * @param entityId only names that this pipeline has
 */
export function mixedNames(items: Iterable<Stage>, entityId: string): Finding[] {
  const groups = new Map<string, Stage[]>()
  for (const item of items) {
    if (!isPipeline(item.entityId) || item.semantics === null) continue
    const name = comparable(item.name)
    groups.set(name, [...(groups.get(name) ?? []), item])
  }
  return [...groups.values()].filter((group) => isMixed(group, entityId)).map(toFinding)
}

function isMixed(group: readonly Stage[], entityId: string): boolean {
  const own = group.find((item) => item.entityId === entityId)
  return own !== undefined && group.some((item) => item.entityId !== entityId && meaning(item) !== meaning(own))
}

function meaning({ semantics }: Stage): string {
  return outcomeOf(semantics ?? 'process')
}

function toFinding(group: readonly Stage[]): Finding {
  return { kind: 'mixed-names', ids: group.map(({ id }) => id).sort((a, b) => a - b) }
}

/**
 * Finds stages that no record has been in for a whole period. Lost stages are left out: it is good if they are empty.
 * @param items of one pipeline
 * @param visits how many records have been in a stage, by its code; a stage that is missing is not known, and no finding
 */
export function unvisited(items: readonly Stage[], visits: ReadonlyMap<string, number>): Finding[] {
  const empty = items.filter(
    ({ semantics, statusId }) => semantics !== null && outcomeOf(semantics) !== 'failure' && visits.get(statusId) === 0,
  )
  return empty.length > 0 ? [{ kind: 'unvisited', ids: empty.map(({ id }) => id) }] : []
}
