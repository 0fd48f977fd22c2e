/** The key of everything that the app keeps for the browser's tab. */
const KEY = 'stage-card'

/**
 * Keeps a value until the tab is closed. It survives a reload.
 * @returns false if the browser refuses, as it may in a frame of another site
 */
export function keepInTab(value: object): boolean {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(value))
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
export function takeFromTab(): unknown {
  try {
    const text = sessionStorage.getItem(KEY)
    sessionStorage.removeItem(KEY)
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
