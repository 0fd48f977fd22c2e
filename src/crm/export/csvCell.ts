import { searchable } from '../comparable'
import { monthTest, wordsIn } from './monthWords'

/** What a cell holds: texts are kept as they are, the others are for the spreadsheet to read. */
export type Cell = string | number | boolean | null

/**
 * Where a spreadsheet would start a formula, also behind quotes; an apostrophe turns it into text. Some programs split
 * lines at semicolons, and all split pasted text at tabs and line ends: then a formula can start in the middle of a cell.
 */
const FORMULA =
  /^(?=[\s\p{Cc}"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r])|(?<=[;\t\r\n][\s\p{Cc}"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu

/** Where a cell can be split. */
const SPLIT = /[;\p{Cc}\p{Zl}\p{Zp}]/u

/** A number that spreadsheets show as it is. */
const NUMBER = /^(?:0|-?[1-9]\d{0,14})$/

/**
 * What spreadsheets read as another number, a date, a time or a logical value: digits with what these have between them,
 * numbers that lose zeros or digits, amounts of money, and numbers in parentheses, which are negative ones.
 */
const READ_AS_ANOTHER =
  /^(?:[-+]?\(?[.,%\p{Sc}]? ?\d+(?:(?:[-/.:,' ]+|e[-+]?)\d+)*[.,:]?(?: ?(?:%|\p{Sc}|[ap]\.?m\.?)| [ap])?\)?|true|false)$/u

/** What a date with the name of a month consists of. */
const MAY_BE_DATE = /^(?=.*\d)[\p{L}\p{M}\d][\p{L}\p{M}\d\-/.,:' ]*$/u

/**
 * Writes cells of CSV for spreadsheets.
 * @param locale a language tag, for the names of months
 * @returns a function that writes a cell. Texts that would be read as something else are written as `="007"`; what would
 *   start a formula gets an apostrophe
 */
export function cellWriter(locale: string): (cell: Cell) => string {
  const isMonth = monthTest(locale)

  function isReadAsAnother(text: string): boolean {
    if (SPLIT.test(text)) return false
    const plain = searchable(text)
    return READ_AS_ANOTHER.test(plain) || (MAY_BE_DATE.test(plain) && isMonth(wordsIn(plain)))
  }

  return (cell) => {
    if (typeof cell !== 'string') return String(cell ?? '')
    if (NUMBER.test(cell)) return cell
    const safe = isReadAsAnother(cell) ? `="${cell}"` : cell.replaceAll(FORMULA, "'")
    return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
}
