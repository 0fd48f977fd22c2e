import { isRow, textOf, type Row } from '../portal/json'
import { LINK_PLACEMENT, recordPlacement } from './recordPlacement'

/** What the portal calls the app's own page. */
const OWN_PAGE = 'DEFAULT'

/** How the app was opened. IDs are unchecked text, like typed text. */
export type Launch =
  | { kind: 'install' }
  | { kind: 'stage'; id: string }
  /** `entityTypeId` is the portal's number of the record's type. */
  | { kind: 'record'; entityTypeId: number; id: string }
  /** `pipelinePlacement.ts`, which is not part of the first card, reads with which directory a page begins. */
  | { kind: 'page' }

/** What the portal says about an opening. */
export interface Opening {
  isInstallMode: boolean
  /** `code` is PLACEMENT, such as `CRM_DEAL_LIST_MENU`; `options` PLACEMENT_OPTIONS: both unchecked. */
  placement: { code: unknown; options: unknown }
}

/**
 * Reads how the app was opened. The placement's code determines the record's type; `ID`, or `ENTITY_ID` in some toolbars, is
 * the record's ID.
 *
 * Only a link of this app names a stage: `/marketplace/view/<code>/?params[id]=733`. If the app is bound to the placement of
 * links, the portal sends what is in `params`. If not, the portal opens the app's own page and sends the whole query, so the
 * `id` is still in `params`. Any other `id` is ignored, because it is another number: the mobile app opens
 * `/mobile/marketplace/?id=5`, where 5 is the app.
 * @param opening `options` is an object, the JSON of one, or `[]` or `''` for none
 * @see https://apidocs.bitrix24.com/api-reference/widgets/index.html
 * @see https://apidocs.bitrix24.com/api-reference/widgets/universal/app-url.html
 */
export function launchOf({ isInstallMode, placement: { code, options } }: Opening): Launch {
  if (isInstallMode) return { kind: 'install' }
  const row = optionsOf(options)
  const record = typeof code === 'string' ? recordPlacement(code) : null
  const recordId = idText(row.ID) ?? idText(row.ENTITY_ID)
  if (record && recordId) return { kind: 'record', entityTypeId: record.type.entityTypeId, id: recordId }
  const id = idText(linkParams(code, row).id)
  return id ? { kind: 'stage', id } : { kind: 'page' }
}

/** Whether a link has opened the app through the placement of links, which proves that such links work. */
export function isOpenedByLink({ placement }: Pick<Opening, 'placement'>): boolean {
  return placement.code === LINK_PLACEMENT
}

/** What the link that opened the app has in `params`; nothing if no link did. */
function linkParams(code: unknown, options: Row): Row {
  if (code === LINK_PLACEMENT) return options
  return code === OWN_PAGE ? optionsOf(options.params) : {}
}

function idText(value: unknown): string | undefined {
  const text = textOf(value)
  return text?.trim() ? text : undefined
}

/** PLACEMENT_OPTIONS as fields; none if they are not an object or the JSON of one. */
export function optionsOf(options: unknown): Row {
  if (typeof options === 'string') {
    try {
      return optionsOf(JSON.parse(options))
    } catch {
      return {}
    }
  }
  return isRow(options) ? options : {}
}
