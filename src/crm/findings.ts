import { differenceCiede2000, modeLab65, modeLrgb, modeRgb, useMode, wcagContrast } from 'culori/fn'
import type { Hex } from './color'
import { isPipeline } from './directory'
import { stepsOf, type Step } from './pipeline'
import { comparable } from './search'
import type { Stage } from './stage'

/** What is worth an administrator's eye in a directory, and the items that it is about, by their IDs. */
export interface Finding {
  kind: 'similar-colors' | 'unreadable-color' | 'equal-names' | 'no-success' | 'clashing-sort'
  ids: number[]
}

const rgb = useMode(modeRgb)
useMode(modeLrgb)
useMode(modeLab65)
const difference = differenceCiede2000()

/** CIEDE2000: below it people take two colors on a kanban for one. The portal's own colors are 9 apart at least. */
const HARDLY_DIFFERENT = 5
/** The least contrast of large text. https://www.w3.org/TR/WCAG22/#contrast-minimum */
const READABLE = 3
/** A kanban writes white on what is darker than this, of 255, and dark grey on the rest; not on the better of the two. */
const BRIGHT = 145

/**
 * Looks a directory through. Colors, names and outcomes matter in pipelines alone.
 * @param items of one directory
 * @returns nothing when all is well
 */
export function findingsIn(items: readonly Stage[]): Finding[] {
  const first = items[0]
  if (!first) return []
  const clashes = repeated(items, ({ sort }) => (sort === null ? null : String(sort)), 'clashing-sort')
  if (!isPipeline(first.entityId)) return clashes
  const steps = stepsOf(items)
  const unreadable = steps.filter(({ color }) => kanbanContrast(color) < READABLE).map(({ id }) => id)
  return [
    ...(items.some(({ semantics }) => semantics === 'success') ? [] : [{ kind: 'no-success' as const, ids: [] }]),
    ...repeated(items, ({ name }) => comparable(name), 'equal-names'),
    ...similarColors(steps),
    ...(unreadable.length > 0 ? [{ kind: 'unreadable-color' as const, ids: unreadable }] : []),
    ...clashes,
  ]
}

/** One finding for each trait that several items share. */
function repeated(items: readonly Stage[], trait: (item: Stage) => string | null, kind: Finding['kind']): Finding[] {
  const groups = new Map<string, number[]>()
  for (const item of items) {
    const key = trait(item)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), item.id])
  }
  return [...groups.values()].filter((ids) => ids.length > 1).map((ids) => ({ kind, ids }))
}

/** Stages that end in failure share a color by default, and a kanban has no columns for them: they are left out. */
function similarColors(steps: readonly Step[]): Finding[] {
  const columns = steps.filter(({ lost }) => !lost)
  const groups: Step[][] = []
  for (const step of columns) {
    const group = groups.find(([head]) => head && alike(head.color, step.color))
    if (group) group.push(step)
    else groups.push([step])
  }
  return groups
    .filter((group) => group.length > 1)
    .map((group) => ({ kind: 'similar-colors', ids: group.map(({ id }) => id) }))
}

function alike(one: Hex, other: Hex): boolean {
  return difference(one, other) < HARDLY_DIFFERENT
}

function kanbanContrast(color: Hex): number {
  const { r = 0, g = 0, b = 0 } = rgb(color) ?? {}
  const dark = 255 * (0.21 * r + 0.72 * g + 0.07 * b) < BRIGHT
  return wcagContrast(color, dark ? '#ffffff' : '#333333')
}
