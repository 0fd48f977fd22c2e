import { LANGUAGES, loadMessages, tagOf } from '.'
import { createMessages, textAt } from './i18n'
import { loadLateMessages } from './late'

/**
 * Texts in every language of the app, by the portal's language codes. Loads all languages.
 * @param keys such as `place.title`
 * @returns one text of each language for each key
 */
export async function textsInEveryLanguage(...keys: string[]): Promise<Record<string, string>[]> {
  const texts = LANGUAGES.map(async (language) => {
    const messages = await loadMessages(language)
    const late = textAt(messages, 'place') === null ? await loadLateMessages(tagOf(language)) : {}
    const { t } = createMessages(language, { ...messages, ...late }).global
    return [language, t] as const
  })
  const all = await Promise.all(texts)
  return keys.map((key) => Object.fromEntries(all.map(([language, t]) => [language, t(key)])))
}
