import type { Connection } from './connect'

/** The name of the user option that holds everything the app keeps. */
const OPTION = 'stageCard'

/** In characters. Longer values were not written by this app and are ignored. */
const MAX_LENGTH = 20_000

/**
 * Reads what the portal keeps for this user and app.
 * @returns the value given to {@link writeUserOptions}, unchecked; null if there is none or it is not valid
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-user-option-get.html
 */
export function readUserOptions({ $b24 }: Connection): unknown {
  try {
    const text: unknown = $b24.options.userGet(OPTION) // throws if there is none
    return typeof text === 'string' && text.length <= MAX_LENGTH ? JSON.parse(text) : null
  } catch {
    return null
  }
}

/**
 * Asks the portal to keep a value for this user. Failures are ignored: the app works without.
 * @param value JSON; ignored if its text is longer than {@link MAX_LENGTH}
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-user-option-set.html
 */
export async function writeUserOptions({ $b24 }: Connection, value: Record<string, unknown>): Promise<void> {
  try {
    const text = JSON.stringify(value)
    if (text.length <= MAX_LENGTH) await $b24.options.userSet(OPTION, text)
  } catch {
    // A convenience only.
  }
}
