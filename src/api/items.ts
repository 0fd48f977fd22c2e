import { parseStages, type Stage } from '../crm/stage'
import type { Call } from '../portal/call'
import { listOf } from '../portal/json'
import { sleep } from '../portal/timers'

/** Milliseconds from one request of several to the next. Portals allow two requests a second for everything together. */
export const PAUSE_MS = 500

/** A part of a list. */
export interface Page {
  items: Stage[]
  /** How many items the list has in all; null if the portal does not say. */
  total: number | null
}

/**
 * Asks for items page by page. Some portals send the whole list as one page.
 * @param filter such as `{ ENTITY_ID: 'SOURCE' }`
 * @param signal stops it between two requests
 * @throws PortalError; the signal's reason if it was stopped
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html
 */
export async function* fetchPages(
  call: Call,
  filter: Record<string, string>,
  signal?: AbortSignal,
): AsyncGenerator<Page> {
  let start = 0
  for (let more = true; more;) {
    if (start > 0) await sleep(PAUSE_MS, signal)
    const answer = await call('crm.status.list', { filter, order: { SORT: 'ASC' }, ...(start ? { start } : {}) })
    signal?.throwIfAborted()
    yield { items: parseStages(answer.value), total: answer.total || null }
    const rows = listOf(answer.value)?.length ?? 0
    start += rows
    more = answer.more && rows > 0
  }
}

/**
 * Asks for all items of a directory, in the portal's order.
 * @param entityId the directory
 * @throws PortalError
 */
export async function fetchItems(call: Call, entityId: string): Promise<Stage[]> {
  const items: Stage[] = []
  for await (const page of fetchPages(call, { ENTITY_ID: entityId })) items.push(...page.items)
  return items
}
