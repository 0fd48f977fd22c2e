import { excerpt, isRow, listOf, type Row } from '../portal/json'
import { PortalError } from '../portal/errors'

/** How many bytes an option may have. The portal sends all options with each opening of the app. */
const MAX_OPTION_BYTES = 8_192
/**
 * How many bytes all options together may have. Portals keep them in one text of a database, which may end at 64 kB; and if
 * its end is lost, so is all of it.
 */
const MAX_BYTES = 40_960

/**
 * Parses all options of the app, as `app.option.get` sends them.
 * @param value `result`, unchecked; PHP sends an empty list where there are none
 * @throws PortalError `bad-answer`
 * @see https://apidocs.bitrix24.com/api-reference/common/settings/app-option-get.html
 */
export function parseAppOptions(value: unknown): Row {
  if (isRow(value)) return value
  if (value === null || listOf(value)?.length === 0) return {}
  throw new PortalError('bad-answer', { method: 'app.option.get', text: excerpt(value) })
}

/**
 * Whether there is room for an option's new value.
 * @param options all options as they are
 */
export function hasRoom(options: Row, name: string, value: string): boolean {
  const others = Object.entries(options).filter(([other]) => other !== name)
  const bytes = others.reduce((sum, [other, text]) => sum + bytesOf(other) + bytesOf(JSON.stringify(text)), 0)
  const own = bytesOf(value)
  return own <= MAX_OPTION_BYTES && bytes + bytesOf(name) + own <= MAX_BYTES
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
