import { FIELDS, type Stage } from '../stage'
import { WORD_FIELDS, type StageWords, type WordField } from '../words'
import { cellWriter, type Cell } from './csvCell'

/** What separates the cells of a CSV file. */
export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const

export type Separator = keyof typeof SEPARATORS

/** How CSV is written. */
export interface CsvOptions {
  /** Between the cells. */
  separator?: Separator
  /** The person's language tag: the spreadsheet knows its months. */
  locale?: string
}

/** How tables of items are written. */
export interface TableOptions extends CsvOptions {
  /** The company's own words about an item. If there are any, tables have columns for them. */
  wordsOf?: (item: Stage) => StageWords | null
  /** What people call such words, for Markdown; their names in JSON otherwise. */
  labelOf?: (field: WordField) => string
}

/**
 * The separator that spreadsheets expect in a language: where the comma is the decimal sign, it cannot separate cells.
 * @param locale a language tag
 */
export function separatorFor(locale: string): Separator {
  // Chromium knows no Kazakh, whose decimal sign is the comma.
  if (/^kk\b/.test(locale)) return 'semicolon'
  const sign = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value
  return sign === ',' ? 'semicolon' : 'comma'
}

/**
 * CSV for spreadsheets, with every documented field: UTF-8 with a byte order mark, formulas disarmed. Texts that a
 * spreadsheet would read as something else, such as `007`, `10-12` and `5 May`, are written as `="007"`. Programs
 * see those characters too; JSON has all values as they are.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function csv(items: readonly Stage[], { wordsOf, ...options }: TableOptions = {}): string {
  const words = wordsAbout(items, wordsOf)
  const head = words ? [...FIELDS, ...WORD_FIELDS.map((field) => `WORDS_${field.toUpperCase()}`)] : FIELDS
  const rows = items.map((item) => [...cells(item), ...(words ? wordCells(words.get(item)) : [])])
  return csvTable([head, ...rows], options)
}

/** CSV like that of {@link csv}. */
export function csvTable(
  rows: readonly (readonly Cell[])[],
  { separator = 'comma', locale = 'en' }: CsvOptions = {},
): string {
  const write = cellWriter(locale)
  const lines = rows.map((row) => row.map(write).join(SEPARATORS[separator]))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/** A JSON array of objects with every documented field, and `WORDS`. It keeps null and empty apart. */
export function json(items: readonly Stage[], { wordsOf }: TableOptions = {}): string {
  const words = wordsAbout(items, wordsOf)
  return JSON.stringify(
    items.map((item) => ({
      ...Object.fromEntries(documented(item)),
      ...(words ? { WORDS: words.get(item) ?? null } : {}),
    })),
    null,
    2,
  )
}

/** A Markdown table with every documented field, and one column for the company's own words. */
export function markdown(items: readonly Stage[], { wordsOf, labelOf = (field) => field }: TableOptions = {}): string {
  const words = wordsAbout(items, wordsOf)
  const head = words ? [...FIELDS, 'WORDS'] : FIELDS
  const rows = items.map((item) => [...cells(item), ...(words ? [labelled(words.get(item), labelOf)] : [])])
  return markdownTable(head, rows)
}

/** @param head column names without signs that mean something in Markdown */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows.map((row) => row.map(markdownCell))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}

/** @returns null if there are no words about any item */
function wordsAbout(items: readonly Stage[], wordsOf: TableOptions['wordsOf']): ReadonlyMap<Stage, StageWords> | null {
  const words = new Map<Stage, StageWords>()
  for (const item of items) {
    const own = wordsOf?.(item)
    if (own) words.set(item, own)
  }
  return words.size > 0 ? words : null
}

function labelled(words: StageWords | undefined, labelOf: (field: WordField) => string): string {
  return WORD_FIELDS.flatMap((field) => (words?.[field] ? [`${labelOf(field)}: ${words[field]}`] : [])).join('\n')
}

function wordCells(words: StageWords | undefined): string[] {
  return WORD_FIELDS.map((field) => words?.[field] ?? '')
}

function documented(item: Stage): [string, string | null][] {
  const sent = new Map(item.fields.map(({ name, value }) => [name, value]))
  return FIELDS.map((name) => [name, sent.get(name) ?? null])
}

function cells(item: Stage): string[] {
  return documented(item).map(([, value]) => value ?? '')
}

function markdownCell(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#~]/g, '\\$&').replaceAll(/\r\n?|\n/g, '<br>')
}
