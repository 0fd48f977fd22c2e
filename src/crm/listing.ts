import { call } from '../portal/call'
import { pause } from '../portal/wait'
import { isPipeline } from './directory'
import { parseStages, type Stage } from './stage'

/** Milliseconds between the requests of a long listing: portals allow two a second, and others want some of them. */
const PACE = 500

/** How far a long listing is. */
export interface Progress {
  items: number
  /** Null while the portal has not told how many there are. */
  of: number | null
}

/**
 * Asks for items page by page, also where a portal sends lists in one piece.
 * @param filter such as `{ ENTITY_ID: 'SOURCE' }`
 * @param signal stops it between two requests
 * @throws PortalError; the signal's reason when it was stopped
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html
 */
export async function* pagesOf(
  filter: Record<string, string>,
  signal?: AbortSignal,
): AsyncGenerator<{ items: Stage[]; of: number | null }> {
  let start = 0
  for (let more = true; more;) {
    if (start > 0) await pause(PACE, signal)
    const answer = await call('crm.status.list', { filter, order: { SORT: 'ASC' }, ...(start ? { start } : {}) })
    signal?.throwIfAborted()
    yield { items: parseStages(answer.value), of: answer.total || null }
    const rows = Array.isArray(answer.value) ? answer.value.length : 0
    start += rows
    more = answer.more && rows > 0
  }
}

/**
 * Asks for all items of all directories: in one list, and then for each pipeline that was missing from it.
 * @param entityIds the portal's directories
 * @param report told after each request
 * @param signal stops it between two requests
 * @returns the items by their directory's ENTITY_ID, in the portal's order
 * @throws PortalError; the signal's reason when it was stopped
 */
export async function fetchEverything(
  entityIds: readonly string[],
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Map<string, Stage[]>> {
  const found = new Map<string, Stage[]>()
  let items = 0
  const take = (page: { items: Stage[]; of: number | null }): void => {
    for (const item of page.items) {
      const siblings = found.get(item.entityId)
      if (siblings) siblings.push(item)
      else found.set(item.entityId, [item])
    }
    items += page.items.length
    report({ items, of: page.of === null ? null : Math.max(page.of, items) })
  }
  for await (const page of pagesOf({}, signal)) take(page)
  // A pipeline always has stages; a list may be empty.
  for (const entityId of entityIds.filter((one) => isPipeline(one) && !found.has(one))) {
    await pause(PACE, signal)
    for await (const page of pagesOf({ ENTITY_ID: entityId }, signal)) take({ ...page, of: null })
  }
  return found
}
