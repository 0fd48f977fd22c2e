import type en from './en.json'

export type Messages = typeof en

/** The portal's language codes that the app speaks, and the language tag each stands for. */
const TAGS = { en: 'en', de: 'de', ru: 'ru' } as const

export type Language = keyof typeof TAGS

/** All languages that the app speaks. */
export const LANGUAGES = Object.keys(TAGS) as Language[]

const load: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import('./en.json'),
  de: () => import('./de.json'),
  ru: () => import('./ru.json'),
}

/**
 * The app's language for a portal's.
 * @param code the portal's code, such as `ru` or `br`; or a language tag of the browser, such as `de-AT`
 * @returns English for what the app does not speak
 */
export function languageFor(code: string): Language {
  const language = code.toLowerCase().split(/[-_]/, 1)[0] ?? ''
  return Object.hasOwn(TAGS, language) ? (language as Language) : 'en'
}

/** The BCP 47 tag of a language, for `lang`, `Intl` and hyphenation. */
export function tagOf(language: Language): string {
  return TAGS[language]
}

/** Loads the texts of one language; rejects when they cannot be had. */
export async function loadMessages(language: Language): Promise<Messages> {
  return (await load[language]()).default
}

/** A guess until the portal tells: portals put LANG into the address of the page. */
export function likelyLanguage(): Language {
  return languageFor(new URLSearchParams(window.location.search).get('LANG') ?? navigator.language)
}
