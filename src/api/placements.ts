import { missingScopes } from '../crm/permissions'
import {
  checkBindingResult,
  parseBindings,
  parsePlacements,
  type Binding,
  type BindingChange,
  type Placement,
} from '../crm/placement'
import { LINK_PLACEMENT } from '../crm/recordPlacement'
import type { Call } from '../portal/call'
import { PortalError } from '../portal/errors'
import { fetchDirectories } from './directories'

/** What must be known before the app is bound to placements. */
export interface Setup {
  missingScopes: string[]
  placements: Placement[]
  bindings: Binding[]
}

/**
 * Asks for permissions, placements, and bindings. If permissions are missing, the rest is not asked for.
 * @throws PortalError
 */
export async function fetchSetup(call: Call): Promise<Setup> {
  const missing = missingScopes((await call('scope')).value)
  if (missing.length > 0) return { missingScopes: missing, placements: [], bindings: [] }
  const [placements, directories, bindings] = await Promise.all([
    call('placement.list'),
    fetchDirectories(call),
    call('placement.get'),
  ])
  return {
    missingScopes: missing,
    placements: parsePlacements(placements.value, directories),
    bindings: parseBindings(bindings.value),
  }
}

/**
 * Asks whether the app is bound to the placement of links to a stage. For administrators.
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placement-get.html
 */
export async function fetchLinksBound(call: Call): Promise<boolean> {
  return parseBindings((await call('placement.get')).value).some(({ code }) => code === LINK_PLACEMENT)
}

/**
 * Makes one change of the bindings. A placement that is already bound, or no longer, counts as success. If a move fails, the
 * old address is bound again.
 * @param handler the page's present address, without query and hash
 * @param titles the placement's title, by the portal's language codes
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placement-bind.html
 */
export async function applyBindingChange(
  call: Call,
  change: BindingChange,
  handler: string,
  titles: Record<string, string>,
): Promise<void> {
  const { code } = change
  if (change.act === 'bind') return bind(call, code, handler, titles)
  if (change.act === 'unbind') return unbind(call, code, change.handler)
  try {
    await unbind(call, code, change.from)
    await bind(call, code, handler, titles)
  } catch (error) {
    // Why the move has failed says more than why it could not be undone.
    await bind(call, code, change.from, titles).catch(() => undefined)
    throw error
  }
}

async function bind(call: Call, code: string, handler: string, titles: Record<string, string>): Promise<void> {
  const langAll = Object.fromEntries(Object.entries(titles).map(([language, TITLE]) => [language, { TITLE }]))
  const params = { PLACEMENT: code, HANDLER: handler, TITLE: titles.en ?? '', LANG_ALL: langAll }
  try {
    checkBindingResult('placement.bind', (await call('placement.bind', params)).value)
  } catch (error) {
    if (!(error instanceof PortalError && /already binded/i.test(error.details.text ?? ''))) throw error
  }
}

async function unbind(call: Call, code: string, handler: string): Promise<void> {
  const { value } = await call('placement.unbind', { PLACEMENT: code, HANDLER: handler })
  checkBindingResult('placement.unbind', value)
}
