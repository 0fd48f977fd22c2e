import { isId } from '../crm/id'
import { openedPipeline } from '../crm/pipelinePlacement'
import { isRow, type Row } from '../portal/json'
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
  /** Whether the directories were opened, in place of a record or of a link's card. */
  browsing: boolean
}

/** After so long nobody expects to go on. */
const MAX_AGE_MS = 600_000
/** Browsers keep so many pages of a tab at most: from then on, the number no longer tells one page from another. */
const MAX_HISTORY = 50
/** A page that was left, and not by the app's own button, is back after so long if it is being reloaded. */
const MAX_LEFT_MS = 30_000

/**
 * Where and for what the app was opened, as a short text, because options are small; null as long as the portal has not
 * said. Of `URI` only the pipeline counts: after a change of the language the portal comes from another page.
 */
function launchKey(): string | null {
  const { connection, launch } = useSessionStore()
  if (!connection) return null
  let hash = 0
  const { origin, placement } = connection
  for (const letter of JSON.stringify([origin, placement.code ?? null, launch, openedPipeline(placement)])) {
    hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0
  }
  return hash.toString(36)
}

/** Keeps what is going on before the app's own reload: in the browser's tab, or in the portal if the browser refuses. */
export async function keepUnfinished(now: Unfinished): Promise<void> {
  const kept = { ...now, launch: launchKey(), at: Date.now() }
  if (!keepInTab(kept)) await useUserOptionsStore().keep({ unfinished: kept })
}

/** Keeps what is going on in the browser's tab while the portal's page is left: for a reload, or for good. */
export function keepWhenLeft(now: Unfinished): void {
  const left = { language: useSessionStore().connection?.language ?? null, history: window.history.length }
  keepInTab({ ...now, launch: launchKey(), at: Date.now(), left })
}

/**
 * Whether the page that was left is the one that is back. No browser tells a frame that the page around it was reloaded,
 * but only a reload leaves the tab's history as long as it was, up to the browser's limit. Portals change the language on
 * another page, which leads back.
 */
function isBack({ language, history }: Row): boolean {
  if (history === window.history.length && window.history.length < MAX_HISTORY) return true
  return typeof language === 'string' && language !== useSessionStore().connection?.language
}

/**
 * Takes out what was going on before a reload. It is there once, and only for whoever opened the app in the same way.
 * If the portal had not said yet how the app was opened, any way is the same.
 */
export function takeUnfinished(): Unfinished | null {
  const options = useUserOptionsStore()
  const kept = takeFromTab() ?? options.unfinished
  if (options.unfinished) void options.keep({ unfinished: undefined })
  if (!isRow(kept) || typeof kept.at !== 'number') return null
  const left = isRow(kept.left) ? kept.left : null
  if (Date.now() - kept.at > (left ? MAX_LEFT_MS : MAX_AGE_MS) || (left && !isBack(left))) return null
  if (kept.launch !== null && kept.launch !== launchKey()) return null
  const { text, search, stageId, entityId, browsing } = kept
  return {
    text: typeof text === 'string' ? text : '',
    search: search === 'asked' || search === 'answered' ? search : 'none',
    stageId: isId(stageId) ? stageId : null,
    entityId: typeof entityId === 'string' ? entityId : null,
    browsing: browsing === true,
  }
}
