import { defineQueryOptions } from '@pinia/colada'
import { fetchDirectoryTypes, fetchPipelines } from '../crm/queries'

/** The portal's number of deals: the one type whose pipelines are not named by their directories. */
const DEAL = 2
const TEN_MINUTES = 600_000

/** What seldom changes is kept for a while, and asked for by everyone under the same key. */
const kept = { staleTime: TEN_MINUTES, gcTime: false, refetchOnWindowFocus: false, refetchOnReconnect: false } as const

/** All directories of the portal. */
export const directoryTypes = defineQueryOptions({ ...kept, key: ['directory-types'], query: fetchDirectoryTypes })

/** Names of deal pipelines. */
export const dealPipelines = defineQueryOptions({
  ...kept,
  key: ['pipelines', DEAL],
  query: () => fetchPipelines(DEAL),
})
