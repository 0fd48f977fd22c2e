import { LANGUAGES, tagOf, type Messages } from '.'

/** The texts that the first card does without. In a build, they are files of their own (`compiledMessages`). */
const files = import.meta.glob<Partial<Messages>>('./*.json', { import: 'default', query: '?late' })

/**
 * Loads the texts of a language that are shown later. Rejects if that fails.
 * @param tag BCP 47, as of vue-i18n's locale
 */
export async function loadLateMessages(tag: string): Promise<Partial<Messages>> {
  const load = files[`./${LANGUAGES.find((language) => tagOf(language) === tag) ?? 'en'}.json`]
  if (!load) throw new Error(`No texts for ${tag}`)
  return load()
}
