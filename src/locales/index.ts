import type en from './en.json'

export type Messages = typeof en

/**
 * The portal's language codes and their language tags. Several codes are the tag of another language.
 * Arabic uses the same digits as IDs and codes.
 */
const TAGS = {
  en: 'en',
  de: 'de',
  ru: 'ru',
  ua: 'uk',
  pl: 'pl',
  fr: 'fr',
  it: 'it',
  la: 'es',
  br: 'pt-BR',
  tr: 'tr',
  ar: 'ar-u-nu-latn',
  hi: 'hi',
  th: 'th',
  vn: 'vi',
  id: 'id',
  ms: 'ms',
  ja: 'ja',
  sc: 'zh-CN',
  tc: 'zh-TW',
  kz: 'kk',
} as const

export type Language = keyof typeof TAGS

const files = import.meta.glob<Messages>('./*.json', { import: 'default' })

/** All languages of the app: those that have a file. */
export const LANGUAGES = (Object.keys(TAGS) as Language[]).filter((language) =>
  Object.hasOwn(files, `./${language}.json`),
)

/** Other codes that portals use: `in` for Hindi. */
const ALIASES: Record<string, Language> = { in: 'hi' }

/**
 * The app's language for a portal's code.
 * @param code such as `ru` or `br`
 * @returns English for unknown codes
 */
export function languageFor(code: string): Language {
  const lower = code.toLowerCase()
  const canonical = Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : lower
  return LANGUAGES.find((language) => language === canonical) ?? 'en'
}

/**
 * The app's language for a browser's.
 * @param tag BCP 47, such as `de-AT` or `zh-TW`
 * @returns English for unknown languages and invalid tags
 */
export function languageOfTag(tag: string): Language {
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    if (language === 'zh') return languageFor(script === 'Hant' ? 'tc' : 'sc')
    return LANGUAGES.find((code) => TAGS[code].split('-', 1)[0] === language) ?? 'en'
  } catch {
    return 'en'
  }
}

/** The BCP 47 tag of a language, for `Intl` and for vue-i18n's locales. */
export function tagOf(language: Language): string {
  return TAGS[language]
}

/** Whether a language is written from right to left. */
export function isRightToLeft(tag: string): boolean {
  return tag.startsWith('ar')
}

/** Sets the page's language and direction, which speech, hyphenation and layout depend on. */
export function setPageLanguage(language: Language): void {
  document.documentElement.lang = tagOf(language).replace(/-u-.*$/, '')
  document.documentElement.dir = isRightToLeft(tagOf(language)) ? 'rtl' : 'ltr'
}

/** Loads the texts of a language, for `createMessages` only: in a build they are compiled. Rejects if that fails. */
export async function loadMessages(language: Language): Promise<Messages> {
  const load = files[`./${language}.json`]
  if (!load) throw new Error(`No texts for ${language}`)
  return load()
}

/** The language to start with: portals put LANG into the page's address. */
export function guessLanguage(): Language {
  const code = new URLSearchParams(window.location.search).get('LANG')
  return code ? languageFor(code) : languageOfTag(navigator.language)
}
