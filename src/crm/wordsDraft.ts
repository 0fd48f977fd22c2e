import { isRow } from '../portal/json'
import { cleanWords, parseWords, WORD_FIELDS, type StageWords, type WordField } from './words'

/** What is being written: a text for each field, as typed. */
export type WordsDraft = Record<WordField, string>

/**
 * A draft to go on with.
 * @param words those that are there, or a draft that was kept, unchecked
 */
export function draftOf(words: unknown): WordsDraft {
  const row = isRow(words) ? words : {}
  const texts = WORD_FIELDS.map((field) => [field, typeof row[field] === 'string' ? row[field] : ''])
  return Object.fromEntries(texts) as WordsDraft
}

/** Whether what was typed as a link cannot be kept as one. */
export function hasBadLink({ link }: WordsDraft): boolean {
  return link.trim() !== '' && cleanWords({ link }) === null
}

/** Whether two say the same. */
export function sameWords(a: StageWords | null, b: StageWords | null): boolean {
  return WORD_FIELDS.every((field) => (a?.[field] ?? '') === (b?.[field] ?? ''))
}

/**
 * The value of the option with one stage's words changed, and nothing else.
 * @param value of the option as it is, unchecked
 * @param words null to remove them
 * @param existing codes of the directory's stages, to forget what was said of stages that are gone; null to keep it
 */
export function withWords(
  value: unknown,
  statusId: string,
  words: StageWords | null,
  existing: ReadonlySet<string> | null = null,
): string {
  const stages = [...parseWords(value)].filter(([code]) => code !== statusId && existing?.has(code) !== false)
  return JSON.stringify(Object.fromEntries(words ? [...stages, [statusId, words]] : stages))
}
