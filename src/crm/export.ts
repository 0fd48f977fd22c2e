import { FIELDS, type Stage } from './stage'

/** Forms in which a directory is copied. */
export const EXPORT_FORMS = ['csv', 'json', 'markdown'] as const

export type ExportForm = (typeof EXPORT_FORMS)[number]

/**
 * Writes items down, each with the ten documented fields as the portal sent them.
 * @returns CSV for spreadsheets (UTF-8 with its mark, commas, formulas defused), a JSON array of objects with null and
 *   empty told apart, or a Markdown table
 */
export function exported(form: ExportForm, items: readonly Stage[]): string {
  return WRITERS[form](items)
}

const WRITERS: Record<ExportForm, (items: readonly Stage[]) => string> = {
  csv: (items) => `\uFEFF${[FIELDS, ...items.map(cells)].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`,
  json: (items) =>
    JSON.stringify(
      items.map((item) => Object.fromEntries(documented(item))),
      null,
      2,
    ),
  markdown: (items) =>
    [FIELDS, FIELDS.map(() => '---'), ...items.map((item) => cells(item).map(markdownCell))]
      .map((row) => `| ${row.join(' | ')} |`)
      .join('\n'),
}

function documented(item: Stage): [string, string | null][] {
  const sent = new Map(item.fields.map(({ name, value }) => [name, value]))
  return FIELDS.map((name) => [name, sent.get(name) ?? null])
}

function cells(item: Stage): string[] {
  return documented(item).map(([, value]) => value ?? '')
}

/**
 * Where a spreadsheet would start a formula, also behind quotes; an apostrophe makes it text. Some cut lines at
 * semicolons, and all do at tabs and line ends when text is pasted: then the middle of a cell is the start of one.
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
