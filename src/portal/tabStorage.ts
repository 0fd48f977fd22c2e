/** The key of what was going on before a reload. */
const KEY = 'stage-card'

/**
 * Keeps a value until the tab is closed. It survives a reload.
 * @param key of something else than what was going on
 * @returns false if the browser refuses, as it may in a frame of another site
 */
export function keepInTab(value: object, key = KEY): boolean {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** Reads what was kept, which stays. Unchecked; null if there is nothing. */
export function readFromTab(key = KEY): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** Takes out what was kept: it is there once. Unchecked; null if there is nothing. */
export function takeFromTab(key = KEY): unknown {
  const kept = readFromTab(key)
  if (kept !== null) sessionStorage.removeItem(key)
  return kept
}
