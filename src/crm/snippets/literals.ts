import type { Value } from './request'

/** How a programming language writes values. */
interface Syntax {
  text: (value: string) => string
  list: [open: string, close: string]
  record: [open: string, close: string]
  key: (name: string) => string
}

/** JSON text is also a literal of JavaScript and Python. `<` is escaped because `</script>` would end a page's script. */
const jsonText = (text: string): string => JSON.stringify(text).replaceAll('<', String.raw`\u003c`)

export const JAVASCRIPT: Syntax = {
  text: jsonText,
  list: ['[', ']'],
  record: ['{', '}'],
  key: (name) => `${name}: `,
}

export const PYTHON: Syntax = {
  text: jsonText,
  list: ['[', ']'],
  record: ['{', '}'],
  key: (name) => `${jsonText(name)}: `,
}

export const PHP: Syntax = {
  text: (value) => `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`,
  list: ['[', ']'],
  record: ['[', ']'],
  key: (name) => `'${name}' => `,
}

/**
 * Writes a value as a literal, with one line for each entry of a record.
 * @param indent spaces before the line that the literal starts on
 */
export function literal(value: Value, syntax: Syntax, indent = 0): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return syntax.text(value)
  if (Array.isArray(value)) return syntax.list[0] + value.map((one) => literal(one, syntax)).join(', ') + syntax.list[1]
  const inside = ' '.repeat(indent + 2)
  const entries = Object.entries(value).map(
    ([name, one]) => `${inside}${syntax.key(name)}${literal(one, syntax, indent + 2)},\n`,
  )
  return `${syntax.record[0]}\n${entries.join('')}${' '.repeat(indent)}${syntax.record[1]}`
}

/** Notes as comments, one line each. */
export function commentLines(notes: readonly string[], mark: '#' | '//'): string[] {
  return notes.map((note) => `${mark} ${note}`)
}
