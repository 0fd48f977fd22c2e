import { defineQueryOptions } from '@pinia/colada'
import { fetchUnlisted } from '../api/unlistedDirectories'
import { ask } from './queries'

/** Items of directories that the portal does not list. The directories join the list as soon as they are known. */
export const unlistedQuery = defineQueryOptions((listed: readonly string[]) => ({
  key: ['unlisted-directories'],
  query: ask(
    (call) => fetchUnlisted(call, listed),
    (items) => items,
  ),
  staleTime: Infinity,
  gcTime: false,
}))
