import type { Connection } from './connect'

/** The name of the app's option that says whether links to a stage work: `Y` or `N`. */
const LINKS = 'stageLinks'

/**
 * Reads whether links to a stage work in this portal, as an administrator's app has last found out. The portal sends the app's
 * options to everybody, and who is no administrator has no other way to know.
 * @returns null if nobody has found out
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-app-option-get.html
 */
export function readLinksOption({ $b24 }: Connection): boolean | null {
  try {
    const value: unknown = $b24.options.appGet(LINKS) // throws if there is none
    return value === 'Y' ? true : value === 'N' ? false : null
  } catch {
    return null
  }
}

/**
 * Keeps for everybody whether links to a stage work. Portals take it from administrators only. Failures are ignored.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-app-option-set.html
 */
export async function writeLinksOption({ $b24 }: Connection, work: boolean): Promise<void> {
  await $b24.options.appSet(LINKS, work ? 'Y' : 'N').catch(() => undefined)
}
