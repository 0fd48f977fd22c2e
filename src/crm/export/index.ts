import type { Stage } from '../stage'
import { php, python, typescript } from './constants'
import { mermaid } from './mermaid'
import { csv, json, markdown, type TableOptions } from './tables'

export { SEPARATORS, separatorFor, type CsvOptions, type Separator, type TableOptions } from './tables'

/** Formats that directories are exported in: tables, constants for integrators' code, and a diagram. */
export const EXPORT_FORMATS = ['csv', 'json', 'markdown', 'typescript', 'php', 'python', 'mermaid'] as const

export type ExportFormat = (typeof EXPORT_FORMATS)[number]

interface Writer {
  write: (items: readonly Stage[], options?: TableOptions) => string
  /** Of a file, without the dot. */
  extension: string
  /** The media type of a file. */
  type: string
}

const WRITERS: Record<ExportFormat, Writer> = {
  csv: { write: csv, extension: 'csv', type: 'text/csv' },
  json: { write: json, extension: 'json', type: 'application/json' },
  markdown: { write: markdown, extension: 'md', type: 'text/markdown' },
  typescript: { write: typescript, extension: 'ts', type: 'text/plain' },
  php: { write: php, extension: 'php', type: 'text/plain' },
  python: { write: python, extension: 'py', type: 'text/plain' },
  mermaid: { write: mermaid, extension: 'mmd', type: 'text/plain' },
}

/**
 * Exports items.
 * @param items of one directory or of several, in the portal's order; the items of a directory need not be neighbors
 * @param options of tables
 * @returns one table of all items, or constants and diagrams for each directory
 */
export function exportItems(format: ExportFormat, items: readonly Stage[], options?: TableOptions): string {
  return WRITERS[format].write(items, options)
}

/**
 * Exports items as a file.
 * @param name of the file, without an extension
 */
export function exportFile(
  format: ExportFormat,
  items: readonly Stage[],
  name: string,
  options?: TableOptions,
): { name: string; type: string; text: string } {
  const { extension, type } = WRITERS[format]
  return { name: `${name}.${extension}`, type: `${type};charset=utf-8`, text: exportItems(format, items, options) }
}
