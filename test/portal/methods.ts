import { categoryAdd, statusAdd, statusDelete, statusUpdate } from './changeMethods.ts'
import { bySort, type StatusRow } from './data.ts'
import { stageHistoryList } from './historyMethods.ts'
import { itemGet, itemList, itemUpdate } from './itemMethods.ts'
import { RestError, type Call, type Method, type Outcome } from './method.ts'
import { appOptionGet, appOptionSet } from './optionMethods.ts'
import { isRecord, param, type Params } from './params.ts'
import type { Binding, Portal } from './portal.ts'

const PAGE = 50
/** Directories whose items have EXTRA. */
const WITH_EXTRA = /^(STATUS|QUOTE_STATUS|DEAL_STAGE(_\d+)?)$/
const EXTRA_SEMANTICS: Record<string, string> = { S: 'success', F: 'failure' }

function withExtra(row: StatusRow): object {
  if (!WITH_EXTRA.test(row.ENTITY_ID)) return row
  const apology = row.STATUS_ID.endsWith('APOLOGY')
  return {
    ...row,
    EXTRA: { SEMANTICS: apology ? 'apology' : (EXTRA_SEMANTICS[row.SEMANTICS ?? ''] ?? 'process'), COLOR: row.COLOR },
  }
}

/** https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-get.html */
function statusGet({ portal, params }: Call): Outcome {
  const id = Number(param(params, 'id'))
  if (!Number.isInteger(id) || id <= 0) throw new RestError(400, '', 'ID is not defined or invalid.')
  const row = portal.data.statuses.find(({ ID }) => ID === String(id))
  if (!row) {
    const { notFound } = portal.settings
    if (notFound === 'documented') throw new RestError(400, 'Status is not found.', '')
    throw new RestError(400, '', notFound === 'crm-status' ? 'CRM Status is not found.' : 'Status is not found.')
  }
  return { result: portal.settings.extraInGet ? withExtra(row) : row }
}

/** https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html */
function statusList({ portal, params }: Call): Outcome {
  const filter = param(params, 'filter') ?? {}
  const order = param(params, 'order') ?? {}
  if (!isRecord(filter) || !isRecord(order)) throw new RestError(400, '', 'Invalid parameters.')
  for (const [key, value] of Object.entries(filter)) {
    if (isRecord(value)) throw new RestError(400, '', `Filter by ${key} must be a string`)
  }
  const rows = portal.data.statuses.filter((row) =>
    Object.entries(filter).every(([key, value]) => String(row[key.toUpperCase() as keyof StatusRow]) === String(value)),
  )
  const by = Object.keys(order).length ? Object.entries(order) : [['SORT', 'ASC'] as const]
  rows.sort(
    (a, b) =>
      by
        .map(([key, direction]) => compare(a, b, key) * (String(direction).toUpperCase() === 'DESC' ? -1 : 1))
        .find(Boolean) ?? compare(a, b, 'ID'),
  )
  return paged(portal, rows.map(withExtra), params)
}

function compare(a: StatusRow, b: StatusRow, key: string): number {
  const [left, right] = [a, b].map((row) => row[key.toUpperCase() as keyof StatusRow] ?? '')
  return (left ?? '').localeCompare(right ?? '', 'en', { numeric: true })
}

function paged(portal: Portal, rows: unknown[], params: Params): Outcome {
  if (!portal.settings.listPaging) return { result: rows, total: rows.length }
  const start = Math.max(0, Number(param(params, 'start') ?? 0) || 0)
  return {
    result: rows.slice(start, start + PAGE),
    total: rows.length,
    ...(start + PAGE < rows.length ? { next: start + PAGE } : {}),
  }
}

/** https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-fields.html */
function statusFields(): Outcome {
  const types: Record<string, string> = {
    ID: 'integer',
    SORT: 'integer',
    CATEGORY_ID: 'integer',
    SYSTEM: 'char',
    SEMANTICS: 'char',
    EXTRA: 'crm_status_extra',
  }
  const names = [
    'ID',
    'ENTITY_ID',
    'STATUS_ID',
    'SORT',
    'NAME',
    'NAME_INIT',
    'SYSTEM',
    'CATEGORY_ID',
    'COLOR',
    'SEMANTICS',
    'EXTRA',
  ]
  const fields = names.map((name) => [
    name,
    {
      type: types[name] ?? 'string',
      isRequired: ['ENTITY_ID', 'STATUS_ID', 'NAME'].includes(name),
      isReadOnly: ['ID', 'NAME_INIT', 'SYSTEM'].includes(name),
      isImmutable: ['ENTITY_ID', 'STATUS_ID', 'CATEGORY_ID', 'SEMANTICS'].includes(name),
      isMultiple: false,
      isDynamic: false,
      title: name,
    },
  ])
  return { result: Object.fromEntries(fields) }
}

/** https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-entity-types.html */
function entityTypes({ portal }: Call): Outcome {
  if (portal.settings.pipelineNames) return { result: portal.data.directories }
  return { result: portal.data.directories.map(({ CATEGORY_NAME: _name, ...directory }) => directory) }
}

/** https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-entity-items.html */
function entityItems({ portal, params }: Call): Outcome {
  const entityId = param(params, 'entityId')
  if (typeof entityId !== 'string' || entityId === '')
    throw new RestError(400, '', 'The parameter entityId is not defined or invalid.')
  const rows = portal.data.statuses.filter((row) => row.ENTITY_ID === entityId)
  return {
    result: bySort(rows).map((row) => ({ NAME: row.NAME, SORT: Number(row.SORT), STATUS_ID: row.STATUS_ID })),
  }
}

/** https://apidocs.bitrix24.com/api-reference/crm/universal/category/crm-category-list.html */
function categoryList({ portal, params }: Call): Outcome {
  const entityTypeId = Number(params.entityTypeId)
  if ([1, 7].includes(entityTypeId))
    throw new RestError(400, 'ENTITY_TYPE_NOT_SUPPORTED', 'Entity type is not supported')
  const categories = portal.data.pipelines.filter((pipeline) => pipeline.entityTypeId === entityTypeId)
  if (categories.length === 0) throw new RestError(400, 'NOT_FOUND', 'SPA/Smart process not found')
  return {
    result: { categories: categories.toSorted((a, b) => a.sort - b.sort || a.id - b.id) },
    total: categories.length,
  }
}

/** https://apidocs.bitrix24.com/api-reference/common/system/app-info.html */
function appInfo({ portal, auth }: Call): Outcome {
  if (auth !== 'token') throw new RestError(400, 'ACCESS_DENIED', 'Access denied! Application context required')
  return {
    result: {
      ID: 5,
      CODE: 'stage-card',
      VERSION: 1,
      STATUS: 'L',
      INSTALLED: !portal.settings.installing,
      PAYMENT_EXPIRED: 'N',
      DAYS: null,
      LANGUAGE_ID: portal.settings.language,
      LICENSE: 'en_ent250',
      LICENSE_TYPE: 'ent250',
      LICENSE_FAMILY: 'ent',
    },
  }
}

/** The portal's placements that do not belong to a record type. */
const GENERAL_PLACEMENTS = ['LEFT_MENU', 'REST_APP_URI', 'CRM_ANALYTICS_MENU']
const RECORD_TYPES = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'QUOTE', 'SMART_INVOICE', 'DYNAMIC_1038']
/** In the windows of pipelines and of automation. Those of deals' pipelines have a code without a type. */
const PIPELINE_PLACEMENTS = [
  'CRM_FUNNELS_TOOLBAR',
  ...['SMART_INVOICE', 'DYNAMIC_1038'].map((type) => `CRM_${type}_FUNNELS_TOOLBAR`),
  ...['LEAD', 'DEAL', 'SMART_INVOICE', 'DYNAMIC_1038'].map((type) => `CRM_${type}_ROBOT_DESIGNER_TOOLBAR`),
]

/** Placements to which an app can be bound once. */
const ONE_HANDLER = new Set(['REST_APP_URI'])

function placementList(): Outcome {
  const ofRecordTypes = RECORD_TYPES.flatMap((type) =>
    ['LIST_MENU', 'DETAIL_TAB', 'DETAIL_TOOLBAR', 'LIST_TOOLBAR'].map((kind) => `CRM_${type}_${kind}`),
  )
  return { result: [...GENERAL_PLACEMENTS, ...ofRecordTypes, ...PIPELINE_PLACEMENTS] }
}

function requireAdmin({ portal, auth }: Call): void {
  if (auth !== 'token')
    throw new RestError(403, 'WRONG_AUTH_TYPE', 'Current authorization type is denied for this method')
  if (portal.settings.user !== 'admin') throw new RestError(403, 'ACCESS_DENIED', 'Access denied!')
}

/** https://apidocs.bitrix24.com/api-reference/widgets/placement-bind.html */
function placementBind(call: Call): Outcome {
  requireAdmin(call)
  const {
    PLACEMENT: placement,
    HANDLER: handler,
    TITLE: title = '',
    LANG_ALL: langAll = {},
  } = call.params as Record<string, string>
  if (!placement || !handler) throw new RestError(200, 'ERROR_ARGUMENT', 'Argument is empty')
  if (!(placementList().result as string[]).includes(placement))
    throw new RestError(400, 'ERROR_PLACEMENT_NOT_FOUND', 'Placement not found')
  const exists = call.portal.bindings.some((binding) => binding.placement === placement && binding.handler === handler)
  if (exists) throw new RestError(400, 'ERROR_CORE', 'Unable to set placement handler: Handler already binded')
  if (ONE_HANDLER.has(placement) && call.portal.bindings.some((binding) => binding.placement === placement))
    throw new RestError(200, 'ERROR_PLACEMENT_MAX_COUNT', 'Placement max count')
  call.portal.bindings.push({ placement, handler, title, langAll })
  return { result: true }
}

function placementGet(call: Call): Outcome {
  requireAdmin(call)
  return { result: call.portal.bindings.map((binding) => ({ ...binding, userId: 0, options: [], description: '' })) }
}

/** Counts each binding twice, when found and when deleted, as real portals do. */
function placementUnbind(call: Call): Outcome {
  requireAdmin(call)
  const { PLACEMENT: placement, HANDLER: handler } = call.params as Record<string, string>
  if (!placement) throw new RestError(400, 'ERROR_ARGUMENT', 'Argument PLACEMENT is empty')
  const matches = (binding: Binding) =>
    binding.placement === placement && (handler === undefined || binding.handler === handler)
  const count = call.portal.bindings.filter(matches).length
  call.portal.bindings = call.portal.bindings.filter((binding) => !matches(binding))
  return { result: { count: count * 2 } }
}

/** The methods of this portal, by name. */
export const METHODS: Record<string, Method> = {
  'crm.status.get': statusGet,
  'crm.status.list': statusList,
  'crm.status.fields': statusFields,
  'crm.status.entity.types': entityTypes,
  'crm.status.entity.items': entityItems,
  'crm.status.add': statusAdd,
  'crm.status.update': statusUpdate,
  'crm.status.delete': statusDelete,
  'crm.item.get': itemGet,
  'crm.item.list': itemList,
  'crm.item.update': itemUpdate,
  'crm.stagehistory.list': stageHistoryList,
  'crm.category.list': categoryList,
  'crm.category.add': categoryAdd,
  'app.info': appInfo,
  'app.option.get': appOptionGet,
  'app.option.set': appOptionSet,
  scope: ({ portal }) => ({ result: portal.data.scopes }),
  profile: ({ portal }) => ({
    result: {
      ID: '1',
      ADMIN: portal.settings.user === 'admin',
      NAME: 'Ada',
      LAST_NAME: 'Byron',
      PERSONAL_GENDER: '',
      TIME_ZONE: '',
    },
  }),
  'placement.list': placementList,
  'placement.get': placementGet,
  'placement.bind': placementBind,
  'placement.unbind': placementUnbind,
}

/**
 * Runs a method.
 * @throws RestError if the method fails or does not exist
 */
export function runMethod(name: string, call: Call): Outcome {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
  if (!method) throw new RestError(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!')
  const outcome = method(call)
  return call.portal.settings.listsAsObjects ? { ...outcome, result: withGaps(outcome.result) } : outcome
}

/** Every list, at any depth, as PHP sends one whose even keys are gone; an empty one stays `[]`. */
function withGaps(value: unknown): unknown {
  if (!isRecord(value) || (Array.isArray(value) && value.length === 0)) return value
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [
    Array.isArray(value) ? String(Number(key) * 2 + 1) : key,
    withGaps(inner),
  ])
  return Object.fromEntries(entries)
}
