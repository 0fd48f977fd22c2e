import type { Portal } from './portal.ts'

/** Bytes that a browser keeps of a cookie, with its name and attributes. */
const COOKIE = 4_096

/**
 * Saves an option of the app's user, next to the other options. Some portals send what a page has changed by a cookie, in
 * which each text is encoded twice. Browsers drop a cookie that is too long, without a word, and then nothing is saved.
 */
export function keepUserOption(portal: Portal, name: string, value: unknown): void {
  portal.changedOptions = { ...portal.changedOptions, [name]: value }
  if (cookieOf(portal.changedOptions).length <= COOKIE) portal.userOptions = { ...portal.userOptions, [name]: value }
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
