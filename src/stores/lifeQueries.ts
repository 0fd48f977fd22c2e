import { defineQueryOptions } from '@pinia/colada'
import { fetchHistory, fetchWay } from '../api/history'
import { fetchCounts, fetchOldest } from '../api/life'
import type { History } from '../api/readHistory'
import { durations, transitions, type StageDuration, type Transition } from '../crm/life/figures'
import { staysOf, wayOf, type Stay, type Way } from '../crm/life/stays'
import type { RecordRef } from '../crm/record'
import type { Stage } from '../crm/stage'
import { sleep } from '../portal/timers'
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
  stays: Stay[]
  /** By the stage's code. */
  durations: Map<string, StageDuration>
  /** By the stage's code. */
  transitions: Map<string, Transition[]>
}

/** A pipeline's histories of the last days. `useLifeStore` has the progress, and stops it. */
export const lifeQuery = defineQueryOptions(({ entityTypeId, pipelineId, days }: PipelineRef & { days: Period }) => ({
  ...LATER,
  key: ['life', 'history', entityTypeId, pipelineId, days],
  query: ask(async (call, cancel): Promise<Life> => {
    const since = Date.now() - days * DAY_MS
    const history = await useLifeStore().track({ entityTypeId, pipelineId }, cancel, (tracking) =>
      fetchHistory(call, { entityTypeId, categoryId: pipelineId, since, ...tracking }),
    )
    cancel.throwIfAborted()
    return await lifeOf(history)
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
async function lifeOf(history: History): Promise<Life> {
  const stays = staysOf(history.arrivals, history.until)
  await sleep(0)
  const found = { history, stays, durations: durations(stays) }
  await sleep(0)
  return { ...found, transitions: transitions(stays) }
}
