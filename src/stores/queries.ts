import { defineQueryOptions, type QueryMeta } from '@pinia/colada'
import { fetchAppCode } from '../api/app'
import { fetchDirectories, fetchPipelines } from '../api/directories'
import { fetchItems } from '../api/items'
import type { Progress } from '../api/allItems'
import { fetchRecord } from '../api/records'
import { fetchStage, type StageAnswer } from '../api/stages'
import type { RecordRef } from '../crm/record'
import type { Stage } from '../crm/stage'
import type { Call } from '../portal/call'
import { PortalError } from '../portal/errors'
import { knownStage } from './knownStages'
import { useSeenDirectoriesStore } from './seenDirectories'
import { useSessionStore } from './session'

// Every question that the app asks the portal, declared once. A component or store asks one with `useQuery`. What the
// first card never asks is imported when it is asked.

declare module '@pinia/colada' {
  interface TypesConfig {
    defaultError: PortalError
    queryMeta: {
      /** The answer to a question that boot has already asked. */
      handedOver?: Promise<unknown>
    }
  }
}

/** What queries have in common. Lists that can become stale are asked for again when they are shown again; they say so. */
export const QUERY_DEFAULTS = {
  refetchOnMount: false,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const

const ITEMS_STALE_MS = 60_000
const DIRECTORIES_STALE_MS = 600_000
const ALL_ITEMS_STALE_MS = 300_000
/** How long the answer about a stage bridges the wait for a new one. */
const STAGE_KEPT_MS = 30_000

/**
 * Makes a query function. It waits for the connection, unless boot has already asked and handed the answer over.
 * @param fetch one of `src/api`
 * @param itemsOf the items in an answer, which may tell of a directory that is not listed
 * @returns a function that throws PortalError, or the signal's reason, and nothing else
 */
export function ask<T>(
  fetch: (call: Call, signal: AbortSignal) => Promise<T>,
  itemsOf: (answer: T) => Stage[] = () => [],
) {
  return async ({ entry, signal }: { entry: { meta: QueryMeta }; signal: AbortSignal }): Promise<T> => {
    const { handedOver } = entry.meta
    delete entry.meta.handedOver
    const [session, directories] = [useSessionStore(), useSeenDirectoriesStore()]
    try {
      const answer = (await (handedOver ?? session.connected().then(({ call }) => fetch(call, signal)))) as T
      directories.add(itemsOf(answer))
      return answer
    } catch (error) {
      throw error === signal.reason ? error : PortalError.from(error)
    }
  }
}

/** Stands in for the answer about a stage that is known from somewhere else. */
export function placeholderAnswer(stage: Stage): StageAnswer {
  return { stage, seconds: null, item: null, raw: null, requestId: '' }
}

/** One stage. Every look at a stage asks again; until the answer comes, what is known of it is shown. */
export const stageQuery = defineQueryOptions((id: number) => ({
  key: ['stage', id],
  query: ask(
    (call) => fetchStage(call, id),
    ({ stage }) => [stage],
  ),
  placeholderData: () => {
    const stage = knownStage(id)
    return stage ? placeholderAnswer(stage) : undefined
  },
  staleTime: 0,
  gcTime: STAGE_KEPT_MS,
}))

/** A record and its stage, as they were when the app was opened. */
export const recordQuery = defineQueryOptions((record: RecordRef) => ({
  key: ['record', record.entityTypeId, record.id],
  query: ask((call) => fetchRecord(call, record)),
  staleTime: Infinity,
  gcTime: false,
}))

/** The items of a directory. */
export const itemsQuery = defineQueryOptions((entityId: string) => ({
  key: ['items', entityId],
  query: ask(
    (call) => fetchItems(call, entityId),
    (items) => items,
  ),
  staleTime: ITEMS_STALE_MS,
  refetchOnMount: true,
}))

/** All directories of the portal. */
export const directoriesQuery = defineQueryOptions({
  key: ['directories'],
  query: ask(fetchDirectories),
  staleTime: DIRECTORIES_STALE_MS,
  gcTime: false,
})

/** The names of a record type's pipelines. */
export const pipelinesQuery = defineQueryOptions((entityTypeId: number) => ({
  key: ['pipelines', entityTypeId],
  query: ask((call) => fetchPipelines(call, entityTypeId)),
  staleTime: DIRECTORIES_STALE_MS,
  gcTime: false,
}))

/** The items of all directories, for the search over them. */
export const allItemsQuery = defineQueryOptions(
  ({ entityIds, onProgress }: { entityIds: readonly string[]; onProgress: (progress: Progress) => void }) => ({
    key: ['all-items', ...entityIds],
    query: ask(
      async (call, signal) => (await import('../api/allItems')).fetchAllItems(call, entityIds, onProgress, signal),
      (items) => items,
    ),
    staleTime: ALL_ITEMS_STALE_MS,
    gcTime: false,
    refetchOnMount: true,
  }),
)

/** The app's code in this portal, for links. */
export const appCodeQuery = defineQueryOptions({
  key: ['app-code'],
  query: ask(fetchAppCode),
  staleTime: Infinity,
  gcTime: false,
})

/** Whether the app is bound to the placement of links. What is changed here is known anyway. */
export const linksQuery = defineQueryOptions({
  key: ['links-bound'],
  query: ask(async (call) => (await import('../api/placements')).fetchLinksBound(call)),
  staleTime: Infinity,
  gcTime: false,
})

/** Permissions, placements, and bindings. Other people change them too, so each opening of the panel asks again. */
export const setupQuery = defineQueryOptions({
  key: ['setup'],
  query: ask(async (call) => (await import('../api/placements')).fetchSetup(call)),
  staleTime: 0,
  gcTime: 0,
})
