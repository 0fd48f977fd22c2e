import { differenceCiede2000, modeLab65, modeLrgb, modeRgb, useMode, wcagContrast } from 'culori/fn'
import type { Hex } from './color'
import { isPipeline } from './directory'
import { pipelineOf, type PipelineStage } from './pipeline'
import { comparable } from './comparable'
import { outcomeOf } from './semantics'
import type { Stage } from './stage'

/** What can be weak about a directory. The words are in `src/locales` under `finding`. */
export type FindingKind =
  | 'similar-colors'
  | 'unreadable-color'
  | 'equal-names'
  | 'no-success'
  | 'no-failure'
  | 'many-stages'
  | 'behind-final'
  | 'lying-code'
  | 'long-name'
  | 'clashing-sort'
  | 'mixed-names'
  | 'unvisited'

/** A weak spot of a directory that an administrator should look at, and the IDs of the items it is about. */
export interface Finding {
  kind: FindingKind
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
/** What people can keep apart at a glance; the kanban of more stages is wider than any screen. */
const MAX_IN_PROGRESS = 9
/**
 * In pixels: what a name has on one line at the head of a kanban column, before it ends in dots. The kanban's published
 * style makes columns 240 to 340 pixels wide, and those of long pipelines 240. Of these, 36 are margins, and some 34 the
 * number of records.
 */
const NAME_WIDTH = 170
/**
 * In pixels: how wide letters are on average in the kanban's font, Open Sans of 12 pixels, semi-bold. Measured on names of
 * stages in English and Russian; East Asian letters are squares.
 */
const LETTER_WIDTHS = { square: 12, cyrillic: 7, other: 6 }
/** The codes that portals give to their own final stages, behind the pipeline's. */
const SUCCESS_CODE = /(?:^|:)(?:WON|SUCCESS|CONVERTED)$/
const FAILURE_CODE = /(?:^|:)(?:LOSE|FAIL|JUNK|APOLOGY)$/

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
  const inProgress = items.filter(({ semantics }) => semantics === 'process')
  return [
    ...(items.some(({ semantics }) => semantics === 'success') ? [] : [about('no-success', [])]),
    ...(items.some(isFailure) ? [] : [about('no-failure', [])]),
    ...(inProgress.length > MAX_IN_PROGRESS ? [about('many-stages', [])] : []),
    ...anyOf('behind-final', behindFinal(items)),
    ...anyOf('lying-code', items.filter(hasLyingCode)),
    ...repeated(items, ({ name }) => comparable(name), 'equal-names'),
    ...anyOf(
      'long-name',
      inProgress.filter(({ name }) => widthOf(name.trim()) > NAME_WIDTH),
    ),
    ...similarColors(pipeline),
    ...anyOf(
      'unreadable-color',
      pipeline.filter(({ color }) => kanbanContrast(color) < MIN_CONTRAST),
    ),
    ...clashes,
  ]
}

function about(kind: FindingKind, items: readonly { id: number }[]): Finding {
  return { kind, ids: items.map(({ id }) => id) }
}

/** One finding for all items that have a weakness, if any does. */
function anyOf(kind: FindingKind, items: readonly { id: number }[]): Finding[] {
  return items.length > 0 ? [about(kind, items)] : []
}

function isFailure({ semantics }: Stage): boolean {
  return semantics !== null && outcomeOf(semantics) === 'failure'
}

function widthOf(name: string): number {
  const { square, cyrillic, other } = LETTER_WIDTHS
  const widths = [...name].map((letter) => {
    if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(letter)) return square
    return /\p{sc=Cyrillic}/u.test(letter) ? cyrillic : other
  })
  return widths.reduce((sum, width) => sum + width, 0)
}

/** Stages in progress that are sorted behind a stage that ends a record's way. */
function behindFinal(items: readonly Stage[]): Stage[] {
  const finals = items.filter(({ semantics }) => semantics !== null && semantics !== 'process')
  const firstFinal = Math.min(...finals.map(({ sort }) => sort ?? Number.POSITIVE_INFINITY))
  return items.filter(({ semantics, sort }) => semantics === 'process' && sort !== null && sort > firstFinal)
}

/** Integrations often trust the codes that a portal begins with: a `WON` that is no success misleads them. */
function hasLyingCode({ statusId, semantics }: Stage): boolean {
  if (semantics === null) return false
  const outcome = outcomeOf(semantics)
  return (
    (SUCCESS_CODE.test(statusId) && outcome !== 'success') || (FAILURE_CODE.test(statusId) && outcome !== 'failure')
  )
}

/** One finding for each trait that more than one item has. */
function repeated(items: readonly Stage[], trait: (item: Stage) => string | null, kind: FindingKind): Finding[] {
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

/**
 * How well the text can be read that the kanban writes on a color.
 * @returns the contrast ratio of WCAG 2, from 1 to 21
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function kanbanContrast(color: Hex): number {
  const { r = 0, g = 0, b = 0 } = rgb(color) ?? {}
  const dark = 255 * (0.21 * r + 0.72 * g + 0.07 * b) < KANBAN_WHITE_BELOW
  return wcagContrast(color, dark ? '#ffffff' : '#333333')
}
