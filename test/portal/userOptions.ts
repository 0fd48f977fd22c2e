import type { Portal } from './portal.ts'

/** Bytes that a browser keeps of a cookie, with its name and attributes. */
const COOKIE = 4_096

/** Milliseconds after the last change. */
const LATE = 5_000

/** Takes an option of the app's user from the page, which saves it next to the other options: at once, or after a while. */
export function keepUserOption(portal: Portal, name: string, value: unknown): void {
  const changed = { ...portal.changedOptions, [name]: value }
  portal.changedOptions = changed
  if (portal.settings.options === 'at-once') return saveUserOptions(portal, { [name]: value })
  setTimeout(() => portal.changedOptions === changed && saveUserOptions(portal), LATE)
}

/**
 * Saves what a page has changed. Some portals send it by a cookie, in which each text is encoded twice; a page that is left
 * before it has saved always does. Browsers drop a cookie that is too long, without a word, and then nothing is saved.
 * @param options those that are not saved yet
 */
export function saveUserOptions(portal: Portal, options = portal.changedOptions): void {
  if (cookieOf(portal.changedOptions).length <= COOKIE) portal.userOptions = { ...portal.userOptions, ...options }
}

function cookieOf(options: Record<string, unknown>): string {
  const fields = Object.entries(options).map(
    ([name, value], index) =>
      `p[${index}][c]=app_options&p[${index}][n]=options_5&p[${index}][v][${name}]=${encodeURIComponent(textOf(value))}`,
  )
  return `BITRIX_SM_LAST_SETTINGS=${encodeURIComponent(fields.join('&'))}; path=/; samesite=none; secure`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The settings that the app has saved, by name, each from an option of its own. */
export function savedSettings({ userOptions }: Portal): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(userOptions).flatMap(([name, value]) => {
      const setting = /^stageCard_(.+)$/.exec(name)?.[1]
      return setting ? [[setting, JSON.parse(String(value)) as unknown]] : []
    }),
  )
}
