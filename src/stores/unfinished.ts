import { isId } from '../crm/id'
import { isRow } from '../portal/json'
import { keepInTab, takeFromTab } from '../portal/tabStorage'
import { useSessionStore } from './session'
import { useUserOptionsStore } from './userOptions'

/** What a person was doing. A reload must not lose it. */
export interface Unfinished {
  text: string
  /** Whether the text was submitted as a search: `answered` if its best result was opened already. */
  search: 'none' | 'asked' | 'answered'
  stageId: number | null
  entityId: string | null
}

/** After so long nobody expects to go on. */
const MAX_AGE_MS = 600_000

/** How the app was opened, as a short text, because options are small; null as long as the portal has not said. */
function launchKey(): string | null {
  const { connection } = useSessionStore()
  if (!connection) return null
  const { code, options } = connection.placement
  let hash = 0
  for (const letter of JSON.stringify([code ?? null, options ?? null])) {
    hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0
  }
  return hash.toString(36)
}

/** Keeps what is going on: in the browser's tab, or in the portal if the browser refuses. */
export async function keepUnfinished(now: Unfinished): Promise<void> {
  const kept = { ...now, launch: launchKey(), at: Date.now() }
  if (!keepInTab(kept)) await useUserOptionsStore().keep({ unfinished: kept })
}

/**
 * Takes out what was going on before a reload. It is there once, and only for whoever opened the app in the same way.
 * If the portal had not said yet how the app was opened, any way is the same.
 */
export function takeUnfinished(): Unfinished | null {
  const options = useUserOptionsStore()
  const kept = takeFromTab() ?? options.unfinished
  if (options.unfinished) void options.keep({ unfinished: undefined })
  if (!isRow(kept) || typeof kept.at !== 'number' || Date.now() - kept.at > MAX_AGE_MS) return null
  if (kept.launch !== null && kept.launch !== launchKey()) return null
  const { text, search, stageId, entityId } = kept
  return {
    text: typeof text === 'string' ? text : '',
    search: search === 'asked' || search === 'answered' ? search : 'none',
    stageId: isId(stageId) ? stageId : null,
    entityId: typeof entityId === 'string' ? entityId : null,
  }
}
