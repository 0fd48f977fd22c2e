/** How the app was opened. `id` is as the opener wrote it: it may be anything, and is checked like typed text. */
export type Launch = { kind: 'stage'; id: string } | { kind: 'page' }

/**
 * Reads the way in from what the portal told about the placement.
 * @param options PLACEMENT_OPTIONS: an object, or the JSON of one, or `[]` or `''` where there are none. A stage's ID
 *   stands in `id`; records' IDs stand in `ID` or `ENTITY_ID` and are none of a stage
 * @see https://apidocs.bitrix24.com/api-reference/widgets/index.html
 */
export function launchOf(options: unknown): Launch {
  const id = asRecord(options).id
  if (typeof id === 'string' && id.trim() !== '') return { kind: 'stage', id }
  if (typeof id === 'number') return { kind: 'stage', id: String(id) }
  return { kind: 'page' }
}

function asRecord(options: unknown): Record<string, unknown> {
  if (typeof options === 'string') {
    try {
      return asRecord(JSON.parse(options))
    } catch {
      return {}
    }
  }
  return typeof options === 'object' && options !== null ? (options as Record<string, unknown>) : {}
}
