/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const ordered = numbers.toSorted((one, other) => one - other)
  const middle = ordered.length / 2
  const [low = Number.NaN, high = low] = ordered.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1)
  return (low + high) / 2
}

/** Rows as a Markdown table, as the README shows them. */
export function table(rows: readonly Record<string, string | number>[]): string {
  const names = Object.keys(rows[0] ?? {})
  const lines = rows.map((row) => names.map((name) => String(row[name] ?? '')))
  return [names, names.map((_, at) => (at === 0 ? '---' : '---:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
