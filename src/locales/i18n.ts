import { createI18n, type MessageResolver } from 'petite-vue-i18n'
import { tagOf, type Language, type Messages } from '.'
import { isRow } from '../portal/json'
import { pluralRules } from './plural'

/** Makes the texts with one language; others can be added. */
export function createMessages(language: Language, messages: Messages) {
  const tag = tagOf(language)
  return createI18n({
    legacy: false,
    locale: tag,
    messages: { [tag]: messages },
    pluralRules,
    // petite-vue-i18n itself knows flat keys only.
    messageResolver: (all, key) => textAt(all, key) as ReturnType<MessageResolver>,
  })
}

/**
 * The text of a key, compiled or not.
 * @param messages of one language
 * @param key such as `place.title`
 * @returns null if there is none
 */
export function textAt(messages: unknown, key: string): unknown {
  let at = messages
  for (const part of key.split('.')) at = isRow(at) && Object.hasOwn(at, part) ? at[part] : null
  return at
}
