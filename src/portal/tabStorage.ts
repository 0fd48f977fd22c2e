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

/** Whether something was kept. */
export function isKeptInTab(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}

/** Takes out what was kept: it is there once. Unchecked; null if there is nothing. */
export function takeFromTab(key = KEY): unknown {
  try {
    const text = sessionStorage.getItem(key)
    sessionStorage.removeItem(key)
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
