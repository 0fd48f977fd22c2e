import { searchable } from '../comparable'

/** Chromium knows no Kazakh. */
const KAZAKH_MONTHS = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'

/** How the names of months are written: alone and in dates, some languages decline them. */
const STYLES: Intl.DateTimeFormatOptions[] = [
  { month: 'long' },
  { month: 'short' },
  { month: 'long', day: 'numeric' },
  { month: 'short', day: 'numeric' },
  { dateStyle: 'long' },
]

/** From here on, the beginning of a month's name is enough. */
const LEAST_LETTERS = 3

/** @param text made by `searchable` */
export function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{M}]+/gu) ?? []
}

type MonthTest = (words: readonly string[]) => boolean

/** By language tag: naming all months takes milliseconds. */
const made = new Map<string, MonthTest>()

/**
 * Which words spreadsheets read as those of a date, together with digits: `mar` and `de mayo`.
 * @param locale a language tag. Spreadsheets know English months besides
 * @returns whether words, made by `searchable`, are a month's name and what else dates have
 */
export function monthTest(locale: string): MonthTest {
  const known = made.get(locale) ?? makeTest(locale)
  made.set(locale, known)
  return known
}

function makeTest(locale: string): MonthTest {
  const months = new Set<string>()
  const others = new Set<string>()
  const isKazakh = /^kk\b/.test(locale)
  if (isKazakh) for (const month of wordsIn(searchable(KAZAKH_MONTHS))) months.add(month)
  // Spreadsheets of people who speak Kazakh are mostly Russian.
  for (const language of new Set([isKazakh ? 'ru' : locale, 'en'])) {
    for (const style of STYLES) {
      const isMonthOnly = style.month && !style.day
      const format = new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' })
      for (let month = 0; month < 12; month += 1) {
        for (const { type, value } of format.formatToParts(Date.UTC(2026, month, 9)))
          for (const word of wordsIn(searchable(value))) (type === 'month' || isMonthOnly ? months : others).add(word)
      }
    }
  }
  const names = [...months]
  const isMonth = (word: string): boolean =>
    months.has(word) || (word.length >= LEAST_LETTERS && names.some((name) => name.startsWith(word)))
  return (words) => words.some(isMonth) && words.every((word) => isMonth(word) || others.has(word))
}
