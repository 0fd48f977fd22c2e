import { createI18n } from 'petite-vue-i18n'
import { LANGUAGES, loadMessages, tagOf, type Language, type Messages } from '.'
import { pluralRules } from './plural'

/** Makes vue-i18n with one language; others can be added. */
export function createMessages(language: Language, messages: Messages) {
  const tag = tagOf(language)
  return createI18n({ legacy: false, locale: tag, messages: { [tag]: messages }, pluralRules })
}

/**
 * One text in every language of the app, by the portal's language codes. Loads all languages.
 * @param key such as `place.title`
 */
export async function textInEveryLanguage(key: 'place.title'): Promise<Record<string, string>> {
  const texts = LANGUAGES.map(async (language) => {
    const { t } = createMessages(language, await loadMessages(language)).global
    return [language, t(key)] as const
  })
  return Object.fromEntries(await Promise.all(texts))
}
