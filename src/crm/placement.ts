import { isRow } from '../portal/answer'
import { PortalError } from '../portal/errors'
import { hasStages, withoutPipeline, type DirectoryType } from './directory'

/** How a place shows the app: beside a record, as a page of its own, or behind a link to a stage. */
export type PlaceKind = 'list-menu' | 'tab' | 'toolbar' | 'page' | 'link'

/** A place of the portal that the app can appear in. */
export interface Place {
  /** The portal's code, such as `CRM_DEAL_LIST_MENU`. */
  code: string
  kind: PlaceKind
  /** The record type beside whose records it is; null for pages and links. */
  entityTypeId: number | null
  /** A smart process's own name. */
  typeName: string | null
  /** Whether most people will want it. */
  sensible: boolean
}

/** A place that shows an app already. `handler` is the address of the page that is opened there. */
export interface Binding {
  code: string
  handler: string
}

const PAGES = ['LEFT_MENU', 'CRM_ANALYTICS_MENU']
const LINK = 'REST_APP_URI'
const TYPES: Record<string, number> = { LEAD: 1, DEAL: 2, QUOTE: 7, SMART_INVOICE: 31 }
const KINDS: Record<string, PlaceKind> = { LIST_MENU: 'list-menu', DETAIL_TAB: 'tab', DETAIL_TOOLBAR: 'toolbar' }

/**
 * The places that make sense for this app, out of all that the portal has: those of record types with stages, pages,
 * and the link to a stage.
 * @param value what `placement.list` answers, unchecked: a list of codes
 * @param types rows of `crm.status.entity.types`, for the names of smart processes
 * @throws PortalError `bad-answer` when it is no list
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placement-list.html
 */
export function placesOf(value: unknown, types: readonly DirectoryType[]): Place[] {
  if (!Array.isArray(value)) throw new PortalError('bad-answer', { method: 'placement.list' })
  return value.flatMap((code: unknown) => {
    const place = typeof code === 'string' ? placeOf(code, types) : null
    return place ? [place] : []
  })
}

function placeOf(code: string, types: readonly DirectoryType[]): Place | null {
  if (code === LINK) return { code, kind: 'link', entityTypeId: null, typeName: null, sensible: true }
  if (PAGES.includes(code)) return { code, kind: 'page', entityTypeId: null, typeName: null, sensible: false }
  const [, word = '', smart, suffix = ''] =
    /^CRM_(LEAD|DEAL|QUOTE|SMART_INVOICE|DYNAMIC_(\d{1,10}))_(LIST_MENU|DETAIL_TAB|DETAIL_TOOLBAR)$/.exec(code) ?? []
  const entityTypeId = smart ? Number(smart) : TYPES[word]
  const kind = KINDS[suffix]
  if (entityTypeId === undefined || kind === undefined || !hasStages(entityTypeId)) return null
  const row = smart ? types.find((type) => type.id.startsWith(`DYNAMIC_${smart}_STAGE_`)) : undefined
  return { code, kind, entityTypeId, typeName: row ? withoutPipeline(row) : null, sensible: kind !== 'toolbar' }
}

/**
 * Reads what `placement.get` answers.
 * @param value `result`, unchecked
 * @throws PortalError `bad-answer` when it is no list
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placement-get.html
 */
export function parseBindings(value: unknown): Binding[] {
  if (!Array.isArray(value)) throw new PortalError('bad-answer', { method: 'placement.get' })
  return value.flatMap((row: unknown) => {
    const { placement: code, handler } = isRow(row) ? row : {}
    return typeof code === 'string' && typeof handler === 'string' ? [{ code, handler }] : []
  })
}

/** Permissions that the app needs, in the portal's words. */
export const SCOPES = ['crm', 'placement'] as const

/**
 * Which permissions are missing.
 * @param value what `scope` answers, unchecked: a list of words
 * @see https://apidocs.bitrix24.com/api-reference/common/system/scope.html
 */
export function missingScopes(value: unknown): string[] {
  const granted: unknown[] = Array.isArray(value) ? value : []
  return SCOPES.filter((scope) => !granted.includes(scope))
}

/** One change to the portal: show the app in a place, or show that address there no longer. */
export type Change = { act: 'bind'; code: string } | { act: 'unbind'; code: string; handler: string }

/**
 * What must be done so that the app shows in the wanted places and in no other, each with the page's present address.
 * @param bindings as they are now
 * @param wanted codes of places
 * @param handler the page's present address
 * @param known places that the list offers; bindings elsewhere are left alone
 */
export function changesFor(
  bindings: readonly Binding[],
  wanted: ReadonlySet<string>,
  handler: string,
  known: readonly Place[],
): Change[] {
  const offered = new Set(known.map((place) => place.code))
  const here = new Set(bindings.filter((binding) => binding.handler === handler).map((binding) => binding.code))
  const bind = [...wanted].filter((code) => !here.has(code)).map((code): Change => ({ act: 'bind', code }))
  const unbind = bindings
    .filter((binding) => offered.has(binding.code) && !(wanted.has(binding.code) && binding.handler === handler))
    .map(({ code, handler: old }): Change => ({ act: 'unbind', code, handler: old }))
  return [...bind, ...unbind]
}
