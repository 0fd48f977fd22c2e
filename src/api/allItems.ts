import { isPipeline } from '../crm/directory'
import type { Stage } from '../crm/stage'
import type { Call } from '../portal/call'
import { sleep } from '../portal/timers'
import { fetchPages, PAUSE_MS, type Page } from './items'

/** How much of a long list has been loaded. */
export interface Progress {
  items: number
  /** Null as long as the portal has not said how many there are. */
  total: number | null
}

/**
 * Asks for all items of all directories: as one list, then for each pipeline that was missing from it.
 * @param entityIds the portal's directories
 * @param onProgress called after each request
 * @param signal stops it between two requests
 * @returns the items, grouped by directory, in the portal's order
 * @throws PortalError; the signal's reason if it was stopped
 */
export async function fetchAllItems(
  call: Call,
  entityIds: readonly string[],
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Stage[]> {
  const byDirectory = new Map<string, Stage[]>()
  let count = 0
  const add = ({ items, total }: Page): void => {
    for (const item of items) {
      const siblings = byDirectory.get(item.entityId)
      if (siblings) siblings.push(item)
      else byDirectory.set(item.entityId, [item])
    }
    count += items.length
    onProgress({ items: count, total: total === null ? null : Math.max(total, count) })
  }
  for await (const page of fetchPages(call, {}, signal)) add(page)
  // A pipeline always has stages; a plain list may be empty.
  for (const entityId of entityIds.filter((id) => isPipeline(id) && !byDirectory.has(id))) {
    await sleep(PAUSE_MS, signal)
    for await (const page of fetchPages(call, { ENTITY_ID: entityId }, signal)) add({ ...page, total: null })
  }
  return [...byDirectory.values()].flat()
}
