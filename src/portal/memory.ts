import { connect } from './connect'

/** The name of the user option that holds all that the app remembers. */
const OPTION = 'stageCard'

/** Characters: more than all that the app keeps. What is longer, something else has put there. */
const LONGEST = 20_000

/**
 * What the portal remembers of this user for the app.
 * @returns what was given to {@link remember}, or null, as for text that no {@link remember} would have written; never trust its shape
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-user-option-get.html
 */
export async function remembered(): Promise<unknown> {
  try {
    const { $b24 } = await connect()
    const text: unknown = $b24.options.userGet(OPTION) // throws where there is none
    return typeof text === 'string' && text.length <= LONGEST ? JSON.parse(text) : null
  } catch {
    return null
  }
}

/**
 * Has the portal remember something for this user; nothing breaks where it does not.
 * @param value what JSON can hold; is not kept where its text would be longer than {@link LONGEST}
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-user-option-set.html
 */
export async function remember(value: Record<string, unknown>): Promise<void> {
  try {
    const text = JSON.stringify(value)
    if (text.length > LONGEST) return
    const { $b24 } = await connect()
    await $b24.options.userSet(OPTION, text)
  } catch {
    // It is a convenience: the app works without.
  }
}
