import type { Connection } from './connect'

/** The name of the app's option that says whether links to a stage work: `Y` or `N`. */
const LINKS = 'stageLinks'

/**
 * Reads one of the app's options, which the portal has sent to everybody with the handshake.
 * @returns the value, unchecked; null if there is none
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-app-option-get.html
 */
export function readAppOption({ $b24 }: Connection, name: string): unknown {
  try {
    return $b24.options.appGet(name) // throws if there is none
  } catch {
    return null
  }
}

/**
 * Reads whether links to a stage work in this portal, as an administrator's app has last found out. Who is no administrator
 * has no other way to know.
 * @returns null if nobody has found out
 */
export function readLinksOption(connection: Connection): boolean | null {
  const value = readAppOption(connection, LINKS)
  return value === 'Y' ? true : value === 'N' ? false : null
}

/**
 * Keeps for everybody whether links to a stage work. Portals take it from administrators only.
 * @returns whether the portal has taken it
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-app-option-set.html
 */
export async function writeLinksOption({ $b24 }: Connection, work: boolean): Promise<boolean> {
  return $b24.options.appSet(LINKS, work ? 'Y' : 'N').then(
    () => true,
    () => false,
  )
}
