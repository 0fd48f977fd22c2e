import type en from './en.json'

export type Messages = typeof en

/**
 * The portal's language codes, and the language tag each stands for: several codes are the tag of another language.
 * Numbers are written with the digits of IDs and codes, in Arabic too.
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

/** All languages that the app speaks: those that have a file. */
export const LANGUAGES = (Object.keys(TAGS) as Language[]).filter((language) =>
  Object.hasOwn(files, `./${language}.json`),
)

/** The portal calls Hindi `in`, too. */
const ALSO: Record<string, Language> = { in: 'hi' }

/**
 * The app's language for a portal's.
 * @param code the portal's code, such as `ru` or `br`
 * @returns English for what the app does not speak
 */
export function languageFor(code: string): Language {
  const known = code.toLowerCase()
  const wanted = Object.hasOwn(ALSO, known) ? ALSO[known] : known
  return LANGUAGES.find((language) => language === wanted) ?? 'en'
}

/**
 * The app's language for a browser's.
 * @param tag a BCP 47 tag, such as `de-AT` or `zh-TW`
 * @returns English for what the app does not speak, and for what is no tag
 */
export function languageOfTag(tag: string): Language {
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    if (language === 'zh') return languageFor(script === 'Hant' ? 'tc' : 'sc')
    return LANGUAGES.find((one) => TAGS[one].split('-', 1)[0] === language) ?? 'en'
  } catch {
    return 'en'
  }
}

/** The BCP 47 tag of a language, for `Intl`; also its name among the loaded texts. */
export function tagOf(language: Language): string {
  return TAGS[language]
}

/** Whether a language is written from right to left. */
export function isRightToLeft(tag: string): boolean {
  return tag.startsWith('ar')
}

/** Puts the language on the page: what is read aloud, hyphenated and laid out depends on it. */
export function announceLanguage(language: Language): void {
  document.documentElement.lang = tagOf(language).replace(/-u-.*$/, '')
  document.documentElement.dir = isRightToLeft(tagOf(language)) ? 'rtl' : 'ltr'
}

/** Loads the texts of one language, for `createTexts` alone: in a build they are compiled. Rejects when they cannot be had. */
export async function loadMessages(language: Language): Promise<Messages> {
  const load = files[`./${language}.json`]
  if (!load) throw new Error(`No texts for ${language}`)
  return load()
}

/** A guess until the portal tells: portals put LANG into the address of the page. */
export function likelyLanguage(): Language {
  const told = new URLSearchParams(window.location.search).get('LANG')
  return told ? languageFor(told) : languageOfTag(navigator.language)
}
