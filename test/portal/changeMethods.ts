import { addPipeline, addStatus, deleteStatus, updateStatus } from './changes.ts'
import { RestError, type Call, type Outcome } from './method.ts'
import { isRecord, param, type Params } from './params.ts'

/** https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-add.html */
export function statusAdd(call: Call): Outcome {
  requireCrmAdmin(call, '', 'Access denied.')
  return { result: Number(addStatus(call.portal, fieldsOf(call)).ID) }
}

/** https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-update.html */
export function statusUpdate(call: Call): Outcome {
  requireCrmAdmin(call, '', 'Access denied.')
  updateStatus(call.portal, param(call.params, 'id'), fieldsOf(call))
  return { result: true }
}

/** https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-delete.html */
export function statusDelete(call: Call): Outcome {
  const options = param(call.params, 'params')
  const forced = isRecord(options) ? param(options, 'FORCED') : undefined
  if (forced !== undefined) call.portal.forcedDeletes += 1
  requireCrmAdmin(call, '', 'Access denied.')
  deleteStatus(call.portal, param(call.params, 'id'), forced === 'Y')
  return { result: true }
}

/** https://apidocs.bitrix24.com/api-reference/crm/universal/category/crm-category-add.html */
export function categoryAdd(call: Call): Outcome {
  requireCrmAdmin(call, 'ACCESS_DENIED', 'Access denied')
  return { result: { category: addPipeline(call.portal, Number(call.params.entityTypeId), fieldsOf(call)) } }
}

/** Administrators of the portal are administrators of its CRM; others can be. */
function requireCrmAdmin({ portal: { settings } }: Call, code: string, text: string): void {
  if (settings.user !== 'admin' && !settings.crmAdmin) throw new RestError(400, code, text)
}

/** Empty in a form that says nothing of them: forms cannot carry an empty object. */
function fieldsOf({ params }: Call): Params {
  const fields = param(params, 'fields')
  return isRecord(fields) ? fields : {}
}
