import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const RESULTS = join(import.meta.dirname, '../.results')

/** Samples per measurement; an odd number has an exact median. */
export const ROUNDS = Number(process.env.ROUNDS ?? 9)

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1)
  return (low + high) / 2
}

/** Formats rows as a Markdown table, as in the README. */
function table(rows: readonly Record<string, string | number>[]): string {
  const names = Object.keys(rows[0] ?? {})
  const lines = rows.map((row) => names.map((name) => String(row[name] ?? '')))
  return [names, names.map((_, column) => (column === 0 ? '---' : '---:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

/**
 * Prints rows as a table and as JSON, and writes them to a file.
 * @param more further data for the file
 */
export function report(
  name: string,
  title: string,
  rows: readonly Record<string, string | number>[],
  more: object = {},
): void {
  console.log(`\n${title}\n\n${table(rows)}\n`)
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(join(RESULTS, `bench-${name}.json`), JSON.stringify({ ...more, rows }, null, 2))
  console.log(JSON.stringify({ name, rows }))
}
