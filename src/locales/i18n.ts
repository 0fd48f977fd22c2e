import { createI18n } from 'vue-i18n'
import { tagOf, type Language, type Messages } from '.'
import { pluralRules } from './plural'

/** Speaks one language; others are added to it as they are wanted. */
export function createTexts(language: Language, messages: Messages) {
  const tag = tagOf(language)
  return createI18n({ legacy: false, locale: tag, messages: { [tag]: messages }, pluralRules })
}
