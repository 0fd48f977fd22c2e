import type { Outcome } from '../semantics'
import type { Stay } from './stays'
import { curveOf, quantileOf, type Curve, type Quantile } from './survival'

/** How long records stay in a stage. */
export interface StageDuration {
  /** Stays that began in the period. */
  count: number
  /** Those of them that have not ended: the records are still there. */
  open: number
  /** Half of all stays end within this time. */
  median: Quantile
  /** Nine of ten end within this time. */
  p90: Quantile
  /** To compare a record's own time with. */
  curve: Curve
}

/**
 * How long records stay in each stage, by the Kaplan–Meier estimate ({@link curveOf}): open stays count as "at least".
 * Nobody leaves a won or lost stage as a rule, so its times say only how old the records are.
 * @returns by the stage's code; nothing for stages without stays
 */
export function durations(stays: readonly Stay[]): Map<string, StageDuration> {
  return new Map(
    [...byStage(stays)].map(([stage, own]) => {
      const curve = curveOf(own)
      const open = own.filter(({ end }) => end === 'open').length
      const [median, p90] = [quantileOf(curve, 0.5), quantileOf(curve, 0.9)]
      return [stage, { count: own.length, open, median, p90, curve }]
    }),
  )
}

/** Where records went from a stage. */
export interface Transition {
  /** The code of the next stage, perhaps of another pipeline; null for other pipelines whose rows are missing. */
  to: string | null
  /** What that stage meant at the latest arrival there; null for missing rows. */
  outcome: Outcome | null
  count: number
  /** Of all records that left the stage: more than 0, at most 1. */
  share: number
}

/**
 * Where records went next. Open stays have no next stage and are left out.
 * @returns by the stage's code, most frequent first; the shares of each stage add up to 1. Nothing for stages that nobody
 *   has left
 */
export function transitions(stays: readonly Stay[]): Map<string, Transition[]> {
  const stages = byStage(stays)
  const outcomes = new Map([...stages].map(([stage, own]) => [stage, latestOf(own)?.outcome]))
  return new Map(
    [...stages].flatMap(([stage, own]) => {
      const counts = new Map<string | null, number>()
      let left = 0
      for (const { end, next } of own) {
        if (end === 'open') continue
        counts.set(next, (counts.get(next) ?? 0) + 1)
        left += 1
      }
      if (left === 0) return []
      const found = [...counts].map(([to, count]): Transition => ({
        to,
        outcome: to === null ? null : (outcomes.get(to) ?? 'process'),
        count,
        share: count / left,
      }))
      return [[stage, found.sort((a, b) => b.count - a.count || ((a.to ?? '') < (b.to ?? '') ? -1 : 1))] as const]
    }),
  )
}

function latestOf(stays: readonly Stay[]): Stay | undefined {
  let latest = stays[0]
  for (const stay of stays) if (latest && stay.from > latest.from) latest = stay
  return latest
}

function byStage(stays: readonly Stay[]): Map<string, Stay[]> {
  const groups = new Map<string, Stay[]>()
  for (const stay of stays) {
    const group = groups.get(stay.stage)
    if (group) group.push(stay)
    else groups.set(stay.stage, [stay])
  }
  return groups
}
