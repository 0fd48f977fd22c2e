import { isRow } from '../portal/json'

/** What a company says of a stage, in the order in which it is shown. */
export const WORD_FIELDS = ['meaning', 'enter', 'leave', 'ask', 'link'] as const

export type WordField = (typeof WORD_FIELDS)[number]

/** The company's own words about a stage: plain texts, and an address of the web as `link`. What is not written is absent. */
export type StageWords = Partial<Record<WordField, string>>

/** In UTF-16 code units, as a text field counts. */
export const MAX_LENGTHS: Record<WordField, number> = { meaning: 600, enter: 300, leave: 300, ask: 120, link: 500 }

/** In characters. A longer option was not written by this app. */
const MAX_OPTION = 20_000

/**
 * Parses the words about the stages of a directory. Nothing of it is trusted: another app's administrator may have written
 * it, or an older version.
 * @param value of the option, unchecked
 * @returns the words by STATUS_ID; only stages about which something is written
 */
export function parseWords(value: unknown): Map<string, StageWords> {
  const words = new Map<string, StageWords>()
  if (typeof value !== 'string' || value.length > MAX_OPTION) return words
  try {
    const stages: unknown = JSON.parse(value)
    for (const [statusId, row] of isRow(stages) ? Object.entries(stages) : []) {
      const own = cleanWords(row)
      if (own) words.set(statusId, own)
    }
  } catch {
    // Not JSON: nothing that this app has written.
  }
  return words
}

/**
 * Keeps of words what may be shown and stored.
 * @param row unchecked
 * @returns null if nothing is written
 */
export function cleanWords(row: unknown): StageWords | null {
  if (!isRow(row)) return null
  const words: StageWords = {}
  for (const field of WORD_FIELDS) {
    const text = plainText(row[field], MAX_LENGTHS[field])
    const shown = field === 'link' ? webAddress(text) : text
    // An address can become longer than it was typed.
    if (shown && shown.length <= MAX_LENGTHS[field]) words[field] = shown
  }
  return Object.keys(words).length > 0 ? words : null
}

/** Text without control characters, halves of characters, and marks that turn the direction of what stands behind it. */
function plainText(value: unknown, max: number): string {
  if (typeof value !== 'string') return ''
  return value
    .slice(0, max)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim()
}

/**
 * An address that may be opened: of the web, and without a name before the host, which could pretend to be another host.
 * @returns null for anything else
 */
export function webAddress(text: string): string | null {
  try {
    const { href, protocol, username, password } = new URL(text)
    return /^https?:$/.test(protocol) && !username && !password ? href : null
  } catch {
    return null
  }
}
