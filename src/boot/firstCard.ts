import { fetchItems } from '../api/items'
import { fetchRecord } from '../api/records'
import { fetchStage, type StageAnswer } from '../api/stages'
import { parseId } from '../crm/id'
import { launchOf } from '../crm/launch'
import type { RecordRef, RecordWithStage } from '../crm/record'
import type { Stage } from '../crm/stage'
import type { Connection } from '../portal/connect'

/** The connection, and the questions of the first card that have been asked with it. */
export interface FirstCard {
  connection: Connection
  stage?: { id: number; answer: Promise<StageAnswer> }
  record?: { ref: RecordRef; answer: Promise<RecordWithStage>; stage: Promise<StageAnswer>; items: Promise<Stage[]> }
}

/**
 * Asks for what the first card needs, before the interface is there: a stage at once; a record's stage in two round
 * trips, the second of which brings the card and its pipeline together. Pages and the installer need nothing.
 */
export function askFirstCard(connection: Connection): FirstCard {
  const { call } = connection
  const launch = launchOf(connection)
  if (launch.kind === 'page' || launch.kind === 'install') return { connection }
  const parsed = parseId(launch.id)
  if (!parsed.ok) return { connection }
  const { id } = parsed
  if (launch.kind === 'stage') return { connection, stage: { id, answer: handled(fetchStage(call, id)) } }
  const ref = { entityTypeId: launch.entityTypeId, id }
  const answer = handled(fetchRecord(call, ref))
  const stage = handled(answer.then((found) => fetchStage(call, found.stage.id)))
  const items = handled(answer.then((found) => fetchItems(call, found.stage.entityId)))
  return { connection, record: { ref, answer, stage, items } }
}

/** A failure is shown by the component that takes the answer; until then it is not an unhandled rejection. */
function handled<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined)
  return answer
}
