import { PortalError } from '../portal/errors'
import { excerpt, isRow, listOf, textOf } from '../portal/json'
import { hasStages, withoutPipeline, type Directory } from './directory'
import { pipelinePlacement } from './pipelinePlacement'
import { LINK_PLACEMENT, recordPlacement } from './recordPlacement'

/**
 * How a placement shows the app: next to a record; from a button above a list of records, in the window where pipelines are set
 * up, or in the automation designer; as a page of its own; or behind a link to a stage.
 */
export type PlacementKind =
  | 'list-menu'
  | 'tab'
  | 'toolbar'
  | 'list-toolbar'
  | 'pipelines'
  | 'automation'
  | 'page'
  | 'link'

/** A placement of the portal that the app can be bound to. */
export interface Placement {
  /** The portal's code, such as `CRM_DEAL_LIST_MENU`. */
  code: string
  kind: PlacementKind
  /** The record type that it belongs to; null for pages and links. */
  entityTypeId: number | null
  /** A smart process's own name. */
  typeName: string | null
  /** Whether the installer suggests it. */
  suggested: boolean
}

/** A placement that an app is bound to. `handler` is the address of the page that opens there. */
export interface Binding {
  code: string
  handler: string
}

const PAGES = ['LEFT_MENU', 'CRM_ANALYTICS_MENU']
const KINDS: Record<string, PlacementKind> = {
  LIST_MENU: 'list-menu',
  DETAIL_TAB: 'tab',
  DETAIL_TOOLBAR: 'toolbar',
  LIST_TOOLBAR: 'list-toolbar',
  FUNNELS_TOOLBAR: 'pipelines',
  ROBOT_DESIGNER_TOOLBAR: 'automation',
}
const SUGGESTED: readonly PlacementKind[] = ['list-menu', 'tab', 'link']
const OF_PIPELINES: readonly PlacementKind[] = ['list-toolbar', 'pipelines', 'automation']

/** Whether a placement belongs to a record type's pipelines, and not to a record. */
export function isOfPipelines({ kind }: Placement): boolean {
  return OF_PIPELINES.includes(kind)
}

/**
 * The placements that make sense for this app: those of record types with stages and of their records, pages, and the link to
 * a stage.
 * @param value `result` of `placement.list`, unchecked: a list of codes
 * @param directories all of the portal, for the names of smart processes
 * @throws PortalError `bad-answer` if it is not a list
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placement-list.html
 */
export function parsePlacements(value: unknown, directories: readonly Directory[]): Placement[] {
  const codes = listOf(value)
  if (!codes) throw new PortalError('bad-answer', { method: 'placement.list' })
  return codes.flatMap((code) => {
    const placement = typeof code === 'string' ? placementOf(code, directories) : null
    return placement ? [placement] : []
  })
}

function placementOf(code: string, directories: readonly Directory[]): Placement | null {
  if (code === LINK_PLACEMENT) return { code, kind: 'link', entityTypeId: null, typeName: null, suggested: true }
  if (PAGES.includes(code)) return { code, kind: 'page', entityTypeId: null, typeName: null, suggested: false }
  const { type, suffix = '' } = recordPlacement(code) ?? pipelinePlacement(code) ?? {}
  const kind = KINDS[suffix]
  if (!type || !kind || !hasStages(type.entityTypeId)) return null
  const named = type.name === 'smart' && directories.find(({ id }) => id.startsWith(`${type.directory?.stem}_`))
  const typeName = named ? withoutPipeline(named) : null
  return { code, kind, entityTypeId: type.entityTypeId, typeName, suggested: SUGGESTED.includes(kind) }
}

/**
 * Parses the answer of `placement.get`.
 * @param value `result`, unchecked
 * @throws PortalError `bad-answer` if it is not a list
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placement-get.html
 */
export function parseBindings(value: unknown): Binding[] {
  const rows = listOf(value)
  if (!rows) throw new PortalError('bad-answer', { method: 'placement.get' })
  return rows.flatMap((row) => {
    const { placement: code, handler } = isRow(row) ? row : {}
    return typeof code === 'string' && typeof handler === 'string' ? [{ code, handler }] : []
  })
}

/** One change of the bindings; `handler` and `from` are addresses that the app is bound with. */
export type BindingChange =
  | { act: 'bind'; code: string }
  | { act: 'unbind'; code: string; handler: string }
  /** From another address to the page's present one, where the portal allows one address only. */
  | { act: 'move'; code: string; from: string }

/**
 * Placements that take one handler: binding a second one is refused with `ERROR_PLACEMENT_MAX_COUNT`.
 * @see https://apidocs.bitrix24.com/api-reference/widgets/universal/app-url.html
 */
const ONE_HANDLER = new Set([LINK_PLACEMENT])

/**
 * The changes that bind the app to the chosen placements and to no other, each with the page's present address. Binds before
 * it unbinds, so that a refusal takes nothing away; where that is impossible, it moves.
 * @param bindings as they are now
 * @param chosen codes of placements
 * @param handler the page's present address
 * @param offered the placements that a person could choose from; bindings elsewhere are left alone
 */
export function bindingChanges(
  bindings: readonly Binding[],
  chosen: ReadonlySet<string>,
  handler: string,
  offered: readonly Placement[],
): BindingChange[] {
  const codes = new Set(offered.map(({ code }) => code))
  const bound = new Set(bindings.filter((binding) => binding.handler === handler).map(({ code }) => code))
  const missing = [...chosen].filter((code) => !bound.has(code))
  /** What has to go, or to move. */
  const others = bindings.filter(
    (binding) => codes.has(binding.code) && !(chosen.has(binding.code) && binding.handler === handler),
  )
  const moved = others.filter(({ code }) => ONE_HANDLER.has(code) && missing.includes(code))
  const isMoved = (code: string): boolean => moved.some((binding) => binding.code === code)
  return [
    ...missing.filter((code) => !isMoved(code)).map((code): BindingChange => ({ act: 'bind', code })),
    ...moved.map(({ code, handler: from }): BindingChange => ({ act: 'move', code, from })),
    ...others
      .filter(({ code }) => !isMoved(code))
      .map(({ code, handler: old }): BindingChange => ({ act: 'unbind', code, handler: old })),
  ]
}

/**
 * Checks the answer of `placement.bind` or `placement.unbind`. Some refusals come as a result, with HTTP 200.
 * @param value `result`, unchecked: `true`, or `{ count }`, which may be 0, because what is not bound need not be unbound
 * @throws PortalError for a refusal; `bad-answer` for anything else
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placement-bind.html
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placement-unbind.html
 */
export function checkBindingResult(method: 'placement.bind' | 'placement.unbind', value: unknown): void {
  const { error, error_description: text, count } = isRow(value) ? value : {}
  if (typeof error === 'string' && error !== '') {
    throw PortalError.of({ method, code: error, text: typeof text === 'string' ? text : '' })
  }
  const accepted = method === 'placement.bind' ? value === true : Number.isInteger(Number(textOf(count) ?? Number.NaN))
  if (!accepted) throw new PortalError('bad-answer', { method, text: excerpt(value) })
}
