import type { FlowRow } from '../life/flow'
import type { Quantile } from '../life/survival'
import type { Cell } from './csvCell'
import { csvTable, markdownTable, type CsvOptions } from './tables'

/** Formats that figures are exported in. */
export const FIGURE_FORMATS = ['csv', 'json', 'markdown'] as const

export type FigureFormat = (typeof FIGURE_FORMATS)[number]

/** A stage's figures, with how many records are in it now; null where the portal did not count. */
export type FigureRow = FlowRow & { count: number | null }

/**
 * The columns, whose names are for programs and the same in every language. Times are in seconds. All numbers are whole,
 * since spreadsheets read fractions differently.
 */
const COLUMNS = [
  'ID',
  'STATUS_ID',
  'NAME',
  'RECORDS_NOW',
  'ARRIVALS',
  'STILL_THERE',
  'MEDIAN_SECONDS',
  'MEDIAN_AT_LEAST',
  'P90_SECONDS',
  'P90_AT_LEAST',
  'LEFT',
  'WENT_ON',
  'WENT_BACK',
  'WENT_LOST',
  'WENT_ELSEWHERE',
] as const

/**
 * Exports the figures of a pipeline. What is not known is empty, or null in JSON: never a 0.
 * @param options of CSV
 */
export function exportFigures(format: FigureFormat, rows: readonly FigureRow[], options?: CsvOptions): string {
  const values = rows.map(cellsOf)
  if (format === 'json') {
    const objects = values.map((row) => Object.fromEntries(COLUMNS.map((name, index) => [name, row[index] ?? null])))
    return JSON.stringify(objects, null, 2)
  }
  if (format === 'csv') return csvTable([COLUMNS, ...values], options)
  const texts = values.map((row) => row.map((value) => (value === null ? '' : String(value))))
  return markdownTable(COLUMNS, texts)
}

/** Exports the figures of a pipeline as a file. */
export function figuresFile(
  format: FigureFormat,
  rows: readonly FigureRow[],
  options: CsvOptions,
  name: string,
): { name: string; type: string; text: string } {
  const [extension, type] = {
    csv: ['csv', 'text/csv'],
    json: ['json', 'application/json'],
    markdown: ['md', 'text/markdown'],
  }[format]
  return { name: `${name}.${extension}`, type: `${type};charset=utf-8`, text: exportFigures(format, rows, options) }
}

function timeCells(value: Quantile | undefined): Cell[] {
  return [value?.seconds ?? null, value?.atLeast ?? null]
}

function cellsOf({ stage, count, duration, flow }: FigureRow): Cell[] {
  const shares = [flow?.on, flow?.back, flow?.lost, flow?.elsewhere]
  return [
    stage.id,
    stage.statusId,
    stage.name,
    count,
    duration?.count ?? null,
    duration?.open ?? null,
    ...timeCells(duration?.median),
    ...timeCells(duration?.p90),
    flow?.left ?? null,
    ...shares.map((share) => (flow && share !== undefined ? Math.round(share * flow.left) : null)),
  ]
}
