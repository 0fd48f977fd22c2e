import { hasStages } from '../crm/directory'
import { parseRecord, recordCommands, type RecordRef, type RecordWithStage } from '../crm/record'
import type { Call } from '../portal/call'
import { PortalError } from '../portal/errors'

/**
 * Asks for a record and the stage it is in, in one request.
 * @throws PortalError, with `about` if the record is the cause
 * @see https://apidocs.bitrix24.com/api-reference/how-to-call-rest-api/batch.html
 */
export async function fetchRecord(call: Call, record: RecordRef): Promise<RecordWithStage> {
  if (!hasStages(record.entityTypeId)) throw new PortalError('no-stage', {}, { about: 'no-stages' })
  const { value } = await call('batch', { halt: 0, cmd: recordCommands(record) })
  return parseRecord(value, record)
}
