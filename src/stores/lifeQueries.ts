import { defineQueryOptions } from '@pinia/colada'
import { fetchHistory, fetchWay } from '../api/history'
import { fetchCounts, fetchOldest } from '../api/life'
import type { History } from '../api/readHistory'
import { durations, transitions, type StageDuration, type Transition } from '../crm/life/figures'
import { splitByRecord, staysOf, wayOf, type Stay, type Way } from '../crm/life/stays'
import type { RecordRef } from '../crm/record'
import type { Stage } from '../crm/stage'
import { yieldToPage } from '../portal/timers'
import { useLifeStore, type Period, type PipelineRef } from './life'
import { ask } from './queries'

// The questions about the life in a stage. They are in a file of their own, which is loaded after the card. None is asked
// by itself: whoever uses one says `enabled`, once the card is painted. Their requests wait for each other (`api/pace.ts`).

const STALE_MS = 60_000
const OLDEST = 10
const DAY_MS = 86_400_000

const LATER = { staleTime: STALE_MS, refetchOnMount: true, enabled: false } as const

/** How many records are in each of these stages. */
export const countsQuery = defineQueryOptions(
  ({ entityId, stages }: { entityId: string; stages: readonly string[] }) => ({
    ...LATER,
    key: ['life', 'counts', entityId, ...stages],
    query: ask((call, signal) => fetchCounts(call, entityId, stages, signal)),
  }),
)

/** The ten records that have been in a stage longest. */
export const oldestQuery = defineQueryOptions(({ entityId, statusId }: Pick<Stage, 'entityId' | 'statusId'>) => ({
  ...LATER,
  key: ['life', 'oldest', entityId, statusId],
  query: ask((call, signal) => fetchOldest(call, { entityId, statusId }, OLDEST, signal)),
}))

/** What the histories of a period say about a pipeline. */
export interface Life {
  history: History
  /** By the stage's code; nothing for stages that nobody came to. */
  durations: Map<string, StageDuration>
  /** By the stage's code. */
  transitions: Map<string, Transition[]>
}

interface LifeQuestion extends PipelineRef {
  days: Period
  /** A history that ended early: it is read on, and not anew. */
  known?: History
}

/** A pipeline's histories of the last days. `useLifeStore` has the progress, and stops it. */
export const lifeQuery = defineQueryOptions(({ entityTypeId, pipelineId, days, known }: LifeQuestion) => ({
  ...LATER,
  key: ['life', 'history', entityTypeId, pipelineId, days],
  query: ask(async (call, cancel): Promise<Life> => {
    const since = Date.now() - days * DAY_MS
    const history = await useLifeStore().track({ entityTypeId, pipelineId }, cancel, known, (tracking) =>
      fetchHistory(call, { entityTypeId, categoryId: pipelineId, since, known, ...tracking }),
    )
    cancel.throwIfAborted()
    return await lifeOf(history, cancel)
  }),
}))

/** The way of a record through its stages. */
export const wayQuery = defineQueryOptions(({ entityTypeId, id }: RecordRef) => ({
  ...LATER,
  key: ['life', 'way', entityTypeId, id],
  query: ask(async (call, signal): Promise<Way> => {
    const { arrivals, until } = await fetchWay(call, { entityTypeId, id }, signal)
    signal.throwIfAborted()
    return wayOf(arrivals, id, until)
  }),
}))

/** Computes in steps, so that the page can react in between. */
async function lifeOf(history: History, cancel: AbortSignal): Promise<Life> {
  const stays: Stay[] = []
  for (const part of splitByRecord(history.arrivals)) {
    stays.push(...staysOf(part, history.until))
    await yieldToPage()
    cancel.throwIfAborted()
  }
  const found = { history, durations: durations(stays) }
  await yieldToPage()
  return { ...found, transitions: transitions(stays) }
}
