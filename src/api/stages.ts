import { parseStage, type Stage } from '../crm/stage'
import type { Call } from '../portal/call'

export interface StageAnswer {
  stage: Stage
  /** How long the portal worked on it, in seconds; null if it does not say. */
  seconds: number | null
  /** The item as the portal sent it. */
  item: unknown
  /** The whole answer as parsed JSON. */
  raw: unknown
  /** What the portal's support identifies the request by. */
  requestId: string
}

/**
 * Asks for one directory item.
 * @param id 1 to 2147483647
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-get.html
 */
export async function fetchStage(call: Call, id: number): Promise<StageAnswer> {
  const { value, seconds, raw, requestId } = await call('crm.status.get', { id })
  return { stage: parseStage(value, id), seconds, item: value, raw, requestId }
}
