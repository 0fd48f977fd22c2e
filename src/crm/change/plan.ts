import { isPipeline } from '../directory'
import type { Stage } from '../stage'
import { codeProblem, nameProblem, type Problem } from './codes'
import { inOrder, newSorts, sortOf, woven } from './order'
import { afterStep, brokenRules, groupOf } from './steps'
import type { Impossible, Plan, Step, Uses, WantedItem } from './types'
import { itemOf, stageOutcome } from './wanted'

/** An item of the directory as it will be. */
interface Entry {
  /** Null if it is to be added. */
  stage: Stage | null
  /** What it is, if it is there, or else what it should be. */
  item: WantedItem
}

/**
 * Plans what leads from a directory as it is to one as it should be.
 *
 * Items are the same if their codes are; besides, the success stage is the same whatever its code is, because a pipeline
 * has exactly one. Spaces around names make no difference. Stages that should stand outside their group are put into it.
 * Items that cannot be deleted stay behind what stands before them now.
 * @param entityId the directory
 * @param now all its items, in the portal's order
 * @param wanted in the order that they should have
 * @param uses how many records are in the stages that are to be deleted; not needed for plain lists, which are not checked
 * @returns steps of which none breaks a rule of the portal that held before it, with as few moves as possible; and what
 *   cannot be done
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-update.html
 */
export function plan(entityId: string, now: readonly Stage[], wanted: readonly WantedItem[], uses: Uses): Plan {
  const entries = inOrder(now).map((stage) => ({ stage, item: itemOf(stage) }))
  const impossible: Impossible[] = []
  const items = uniqueItems(entityId, wanted, impossible)
  const matches = matchesOf(items, entries)
  const changes: Step[] = []
  const adds = new Set<Entry>()
  const order: Entry[] = []
  for (const item of items) {
    const entry = matches.get(item)
    if (entry) {
      changes.push(...changesOf(entry, item, impossible))
      order.push(entry)
      continue
    }
    const problem = addProblem(entityId, item)
    if (problem) impossible.push({ act: 'add', code: item.code, name: item.name, ...problem })
    else {
      const added = { stage: null, item }
      adds.add(added)
      order.push(added)
    }
  }
  const found = new Set(matches.values())
  const repeated = repeatedCodes(entries)
  const missing = entries.filter((entry) => !found.has(entry) && !repeated.has(entry.item.code))
  const deleted = deletable(entityId, entries, missing, adds, uses, impossible)
  const staying = entries.filter((entry) => !deleted.has(entry))
  const target = [0, 1, 2].flatMap((group) => {
    const inGroup = ({ item }: Entry): boolean => groupOf(item) === group
    return woven<Entry>(order.filter(inGroup), staying.filter(inGroup))
  })
  const steps = [...changes, ...placing(target, entries), ...[...deleted].map(deletion)]
  return { steps: inSafeOrder(entityId, now, steps), impossible }
}

/** What is wanted, each code once and without what a directory of this kind does not have. */
function uniqueItems(entityId: string, wanted: readonly WantedItem[], impossible: Impossible[]): WantedItem[] {
  const items = new Map<string, WantedItem>()
  const staged = isPipeline(entityId)
  for (const { code, name, color, outcome } of wanted) {
    if (items.has(code)) impossible.push({ act: 'add', code, name, reason: 'code-taken' })
    else {
      const own = staged ? { color, outcome: outcome ?? 'process' } : { color: null, outcome: null }
      items.set(code, { code, name: name.trim(), ...own })
    }
  }
  return [...items.values()]
}

/** Which item of the portal each wanted one is; without those that are not there. */
function matchesOf<T extends Entry>(wanted: readonly WantedItem[], entries: readonly T[]): Map<WantedItem, T> {
  const byCode = new Map([...entries].reverse().map((entry) => [entry.item.code, entry]))
  const matches = new Map<WantedItem, T>()
  for (const item of wanted) {
    const entry = byCode.get(item.code)
    if (entry) matches.set(item, entry)
  }
  const [success, ...others] = entries.filter(isSuccess)
  const same = wanted.find((item) => item.outcome === 'success' && !matches.has(item))
  const isFree = success && others.length === 0 && ![...matches.values()].includes(success)
  if (isFree && same) matches.set(same, success)
  return matches
}

function isSuccess({ item }: Entry): boolean {
  return item.outcome === 'success'
}

/** The codes that come more than once. They cannot say which item is meant, so such items are not deleted. */
function repeatedCodes(entries: readonly Entry[]): Set<string> {
  const codes = entries.map(({ item }) => item.code)
  return new Set(codes.filter((code, index) => codes.indexOf(code) !== index))
}

/** New name and new color of an item that is there. */
function changesOf(
  { stage, item: now }: Entry & { stage: Stage },
  wanted: WantedItem,
  impossible: Impossible[],
): Step[] {
  const { id } = stage
  const { code } = now
  const steps: Step[] = []
  if (now.outcome !== wanted.outcome) {
    impossible.push({ act: 'outcome', code, name: now.name, reason: 'fixed-meaning' })
  }
  if (now.name.trim() !== wanted.name) {
    const problem = nameProblem(wanted.name)
    if (problem) impossible.push({ act: 'rename', code, name: now.name, ...problem })
    else steps.push({ act: 'rename', code, id, before: now.name, after: wanted.name })
  }
  if (now.color !== wanted.color) steps.push({ act: 'recolor', code, id, before: now.color, after: wanted.color })
  return steps
}

function addProblem(entityId: string, { code, name, outcome }: WantedItem): Problem | null {
  if (outcome === 'success') return { reason: 'one-success' }
  return codeProblem(entityId, code) ?? nameProblem(name)
}

/** Those of the items that nobody wants that can go. */
function deletable<T extends Entry & { stage: Stage }>(
  entityId: string,
  entries: readonly T[],
  missing: readonly T[],
  adds: ReadonlySet<Entry>,
  uses: Uses,
  impossible: Impossible[],
): Set<T> {
  const keep = ({ item: { code, name } }: T, problem: Problem): void => {
    impossible.push({ act: 'delete', code, name, ...problem })
  }
  const deleted = new Set<T>()
  for (const entry of missing) {
    const problem = deleteProblem(entityId, entry, uses)
    if (problem) keep(entry, problem)
    else deleted.add(entry)
  }
  if (!isPipeline(entityId)) return deleted
  for (const kind of ['process', 'failure']) {
    const isOfKind = ({ item }: Entry): boolean => item.outcome === kind
    const [first] = [...deleted].filter(isOfKind)
    const remains = [...entries.filter((entry) => !deleted.has(entry)), ...adds].some(isOfKind)
    if (!first || remains) continue
    deleted.delete(first)
    keep(first, { reason: 'last-of-kind' })
  }
  return deleted
}

function deleteProblem(entityId: string, { stage, item }: Entry & { stage: Stage }, uses: Uses): Problem | null {
  if (item.outcome === 'success') return { reason: 'one-success' }
  if (stage.system) return { reason: 'system' }
  if (!isPipeline(entityId)) return null
  const count = uses.get(item.code) ?? null
  if (count === null) return { reason: 'not-counted' }
  return count > 0 ? { reason: 'in-use', count } : null
}

function deletion({ stage, item }: Entry & { stage: Stage }): Step {
  return { act: 'delete', code: item.code, id: stage.id, item, sort: stage.sort }
}

/** Moves up from the back, then moves down from the front, so that nothing is overtaken; then what is added. */
function placing(target: readonly Entry[], entries: readonly Entry[]): Step[] {
  const ranks = new Map(entries.map((entry, rank) => [entry, rank]))
  const places = target.map((entry) =>
    entry.stage ? { rank: ranks.get(entry) ?? 0, sort: sortOf(entry.stage) } : null,
  )
  const [up, down, adds]: [Step[], Step[], Step[]] = [[], [], []]
  newSorts(places).forEach((sort, index) => {
    const { stage, item } = target[index] ?? {}
    if (sort === null || !item) return
    const { code } = item
    if (!stage) adds.push({ act: 'add', code, item, sort })
    else {
      const moves = sort > sortOf(stage) ? up : down
      moves.push({ act: 'move', code, id: stage.id, before: stage.sort, after: sort })
    }
  })
  return [...up.reverse(), ...down, ...adds]
}

/** Puts off each step that would break a rule until others have made it harmless. */
function inSafeOrder(entityId: string, now: readonly Stage[], steps: readonly Step[]): Step[] {
  if (!isPipeline(entityId)) return [...steps]
  const [waiting, safe]: [Step[], Step[]] = [[...steps], []]
  let stages = inOrder(now)
  while (waiting.length > 0) {
    const keepOrder = !brokenRules(entityId, stages).includes('order')
    const isSafe = (step: Step): boolean => {
      if (step.act === 'delete') return stages.some((other) => other.id !== step.id && isLike(other, step.item))
      return !keepOrder || staysInGroup(stages, step)
    }
    const [step] = waiting.splice(Math.max(waiting.findIndex(isSafe), 0), 1)
    if (!step) break
    stages = afterStep(entityId, stages, step)
    safe.push(step)
  }
  return safe
}

function isLike(stage: Stage, { outcome }: WantedItem): boolean {
  return stageOutcome(stage) === outcome
}

/**
 * Whether the new SORT of an item, if it gets one, is behind all groups before its own, and before all groups behind it. If it
 * were the SORT of one of another group, nobody would know which of them comes first.
 */
function staysInGroup(stages: readonly Stage[], step: Step): boolean {
  if (step.act !== 'add' && step.act !== 'move') return true
  const sort = step.act === 'add' ? step.sort : step.after
  const item = step.act === 'add' ? step.item : stages.filter(({ id }) => id === step.id).map(itemOf)[0]
  const group = groupOf(item ?? { outcome: null })
  return stages.every((stage) => {
    const other = groupOf({ outcome: stageOutcome(stage) })
    return other === group || (other < group ? sortOf(stage) < sort : sortOf(stage) > sort)
  })
}
