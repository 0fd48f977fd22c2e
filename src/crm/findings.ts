import { differenceCiede2000, modeLab65, modeLrgb, modeRgb, useMode, wcagContrast } from 'culori/fn'
import type { Hex } from './color'
import { isPipeline } from './directory'
import { pipelineOf, type PipelineStage } from './pipeline'
import { comparable } from './comparable'
import type { Stage } from './stage'

/** A weak spot of a directory that an administrator should look at, and the IDs of the items it is about. */
export interface Finding {
  kind: 'similar-colors' | 'unreadable-color' | 'equal-names' | 'no-success' | 'clashing-sort'
  ids: number[]
}

const rgb = useMode(modeRgb)
useMode(modeLrgb)
useMode(modeLab65)
const difference = differenceCiede2000()

/** CIEDE2000 difference below which two colors look the same on a kanban. The portal's own colors differ by 9 or more. */
const SAME_COLOR_DIFFERENCE = 5
/** Minimum contrast of large text. https://www.w3.org/TR/WCAG22/#contrast-minimum */
const MIN_CONTRAST = 3
/** The kanban writes white on colors darker than this (0 to 255) and dark gray on others, whichever reads better. */
const KANBAN_WHITE_BELOW = 145

/**
 * Checks a directory. Colors, names and outcomes matter in pipelines only.
 * @param items of one directory
 * @returns an empty list if all is well
 */
export function findingsIn(items: readonly Stage[]): Finding[] {
  const first = items[0]
  if (!first) return []
  const clashes = repeated(items, ({ sort }) => (sort === null ? null : String(sort)), 'clashing-sort')
  if (!isPipeline(first.entityId)) return clashes
  const pipeline = pipelineOf(items)
  const unreadable = pipeline.filter(({ color }) => kanbanContrast(color) < MIN_CONTRAST).map(({ id }) => id)
  return [
    ...(items.some(({ semantics }) => semantics === 'success') ? [] : [{ kind: 'no-success' as const, ids: [] }]),
    ...repeated(items, ({ name }) => comparable(name), 'equal-names'),
    ...similarColors(pipeline),
    ...(unreadable.length > 0 ? [{ kind: 'unreadable-color' as const, ids: unreadable }] : []),
    ...clashes,
  ]
}

/** One finding for each trait that more than one item has. */
function repeated(items: readonly Stage[], trait: (item: Stage) => string | null, kind: Finding['kind']): Finding[] {
  const groups = new Map<string, number[]>()
  for (const item of items) {
    const key = trait(item)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), item.id])
  }
  return [...groups.values()].filter((ids) => ids.length > 1).map((ids) => ({ kind, ids }))
}

/** Lost stages are left out: they share a color by default, and the kanban has no columns for them. */
function similarColors(pipeline: readonly PipelineStage[]): Finding[] {
  const groups: PipelineStage[][] = []
  for (const stage of pipeline.filter(({ lost }) => !lost)) {
    const group = groups.find(([first]) => first && looksSame(first.color, stage.color))
    if (group) group.push(stage)
    else groups.push([stage])
  }
  return groups
    .filter((group) => group.length > 1)
    .map((group) => ({ kind: 'similar-colors', ids: group.map(({ id }) => id) }))
}

function looksSame(a: Hex, b: Hex): boolean {
  return difference(a, b) < SAME_COLOR_DIFFERENCE
}

function kanbanContrast(color: Hex): number {
  const { r = 0, g = 0, b = 0 } = rgb(color) ?? {}
  const dark = 255 * (0.21 * r + 0.72 * g + 0.07 * b) < KANBAN_WHITE_BELOW
  return wcagContrast(color, dark ? '#ffffff' : '#333333')
}
