import { FIELDS, type Stage } from '../stage'

/**
 * CSV for spreadsheets, with every documented field: UTF-8 with a byte order mark, commas, formulas disarmed.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function csv(items: readonly Stage[]): string {
  return `\uFEFF${[FIELDS, ...items.map(cells)].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** A JSON array of objects with every documented field. It keeps null and empty apart. */
export function json(items: readonly Stage[]): string {
  return JSON.stringify(
    items.map((item) => Object.fromEntries(documented(item))),
    null,
    2,
  )
}

/** A Markdown table with every documented field. */
export function markdown(items: readonly Stage[]): string {
  return [FIELDS, FIELDS.map(() => '---'), ...items.map((item) => cells(item).map(markdownCell))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}

function documented(item: Stage): [string, string | null][] {
  const sent = new Map(item.fields.map(({ name, value }) => [name, value]))
  return FIELDS.map((name) => [name, sent.get(name) ?? null])
}

function cells(item: Stage): string[] {
  return documented(item).map(([, value]) => value ?? '')
}

/**
 * Where a spreadsheet would start a formula, also behind quotes; an apostrophe turns it into text. Some programs split
 * lines at semicolons, and all split pasted text at tabs and line ends: then a formula can start in the middle of a cell.
 */
const FORMULA =
  /^(?=[\s\p{Cc}"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r])|(?<=[;\t\r\n][\s\p{Cc}"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu
const NUMBER = /^-?\d+$/

function csvCell(text: string): string {
  const safe = NUMBER.test(text) ? text : text.replaceAll(FORMULA, "'")
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function markdownCell(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#~]/g, '\\$&').replaceAll(/\r\n?|\n/g, '<br>')
}
