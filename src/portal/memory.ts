import { connect } from './connect'

/** The name of the user option that holds all that the app remembers. */
const OPTION = 'stageCard'

/**
 * What the portal remembers of this user for the app.
 * @returns what was given to {@link remember}, or null; never trust its shape
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-user-option-get.html
 */
export async function remembered(): Promise<unknown> {
  try {
    const { $b24 } = await connect()
    const text: unknown = $b24.options.userGet(OPTION) // throws where there is none
    return typeof text === 'string' ? JSON.parse(text) : null
  } catch {
    return null
  }
}

/**
 * Has the portal remember something for this user; nothing breaks where it does not.
 * @param value what JSON can hold
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-user-option-set.html
 */
export async function remember(value: Record<string, unknown>): Promise<void> {
  try {
    const { $b24 } = await connect()
    await $b24.options.userSet(OPTION, JSON.stringify(value))
  } catch {
    // It is a convenience: the app works without.
  }
}
