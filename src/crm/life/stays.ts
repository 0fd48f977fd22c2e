import type { Outcome } from '../semantics'
import type { Arrival } from './history'

/** A record in one stage, from its arrival until it left. */
export interface Stay {
  recordId: number
  /** The stage's code. */
  stage: string
  /** Null for leads. */
  pipelineId: number | null
  outcome: Outcome
  /** Milliseconds since 1970. */
  from: number
  /** How long, in whole seconds; never negative. For a stay without a known end: at least so long. */
  seconds: number
  /**
   * `moved`: to the stage `next`. `open`: still there. `unknown`: the record was in another pipeline in between, whose
   * rows the portal does not send, so nobody knows when it left.
   */
  end: 'moved' | 'open' | 'unknown'
  /** The code of the stage it went to; null unless it `moved`. */
  next: string | null
}

/**
 * Makes stays of arrivals: each lasts until the record's next arrival elsewhere; the last one is open. Rows may come in
 * any order and twice. Rows are ordered by their IDs, since clocks jump; a stay that would end before it began lasts 0
 * seconds. Several arrivals in a row in the same stage are one stay.
 * @param arrivals of one record type
 * @param now until when the arrivals are complete, in milliseconds since 1970
 * @returns by record, each record's in their order; arrivals before the first row are unknown, and so are their stays
 */
export function staysOf(arrivals: readonly Arrival[], now: number): Stay[] {
  const byRecord = new Map<number, Arrival[]>()
  for (const arrival of arrivals) {
    const own = byRecord.get(arrival.recordId)
    if (own) own.push(arrival)
    else byRecord.set(arrival.recordId, [arrival])
  }
  const stays: Stay[] = []
  for (const recordId of [...byRecord.keys()].sort((a, b) => a - b)) {
    const steps = stepsOf(byRecord.get(recordId) ?? [])
    for (const [index, step] of steps.entries()) stays.push(stayOf(step, steps[index + 1], now))
  }
  return stays
}

/** Arrivals of which stays are made within a few milliseconds. */
const PART = 4_000

/**
 * Splits arrivals, so that {@link staysOf} can be asked of one part after the other: together, the parts have the same
 * stays, because all arrivals of a record are in one part.
 * @param size about how many arrivals a part has
 */
export function splitByRecord(arrivals: readonly Arrival[], size = PART): Arrival[][] {
  const count = Math.ceil(arrivals.length / size)
  const parts = Array.from({ length: count }, (): Arrival[] => [])
  for (const arrival of arrivals) parts[arrival.recordId % count]?.push(arrival)
  return parts
}

/** The way of one record through its stages. */
export interface Way {
  stays: Stay[]
  /** False if the record's creation is not among the rows: it came from another pipeline, or older rows are missing. */
  complete: boolean
}

/**
 * The way of one record.
 * @param arrivals may hold other records too
 * @param now until when they are complete, in milliseconds since 1970
 * @returns no stays for a record without arrivals
 */
export function wayOf(arrivals: readonly Arrival[], recordId: number, now: number): Way {
  const own = arrivals.filter((arrival) => arrival.recordId === recordId)
  return { stays: staysOf(own, now), complete: stepsOf(own)[0]?.kind === 'created' }
}

/** A record's arrivals in their order, without those that repeat the one before. */
function stepsOf(arrivals: Arrival[]): Arrival[] {
  const steps: Arrival[] = []
  let lastId: number | null = null
  for (const arrival of [...arrivals].sort(compare)) {
    const last = steps.at(-1)
    if (arrival.id !== lastId && !(last && isSameStay(last, arrival))) steps.push(arrival)
    lastId = arrival.id
  }
  return steps
}

/** A change of pipeline is written as two rows of one time. Otherwise it means that the record was away. */
function isSameStay(before: Arrival, after: Arrival): boolean {
  if (before.stage !== after.stage || before.pipelineId !== after.pipelineId) return false
  return after.kind !== 'pipeline' || after.at === before.at
}

/** By ID. The rest matters only if a portal sends one ID with different contents. */
function compare(a: Arrival, b: Arrival): number {
  return (
    a.id - b.id ||
    a.at - b.at ||
    (a.pipelineId ?? -1) - (b.pipelineId ?? -1) ||
    byText(a.stage, b.stage) ||
    byText(a.kind + a.outcome, b.kind + b.outcome)
  )
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function stayOf(arrival: Arrival, after: Arrival | undefined, now: number): Stay {
  const { recordId, stage, pipelineId, outcome, at: from } = arrival
  const wasAway = after?.kind === 'pipeline' && after.pipelineId === pipelineId && after.at !== from
  return {
    recordId,
    stage,
    pipelineId,
    outcome,
    from,
    seconds: wasAway ? 0 : secondsBetween(from, after?.at ?? now),
    end: wasAway ? 'unknown' : after ? 'moved' : 'open',
    next: wasAway || !after ? null : after.stage,
  }
}

function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / 1000))
}
