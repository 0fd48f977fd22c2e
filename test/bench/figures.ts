import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const RESULTS = join(import.meta.dirname, '../.results')

/** How often each thing is measured; an odd number has a middle. */
export const ROUNDS = Number(process.env.ROUNDS ?? 9)

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const ordered = numbers.toSorted((one, other) => one - other)
  const middle = ordered.length / 2
  const [low = Number.NaN, high = low] = ordered.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1)
  return (low + high) / 2
}

/** Rows as a Markdown table, as the README shows them. */
function table(rows: readonly Record<string, string | number>[]): string {
  const names = Object.keys(rows[0] ?? {})
  const lines = rows.map((row) => names.map((name) => String(row[name] ?? '')))
  return [names, names.map((_, at) => (at === 0 ? '---' : '---:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

/** Prints rows as a table and as JSON, and leaves them in a file, with whatever else is worth keeping. */
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
