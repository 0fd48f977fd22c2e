/** An object with unchecked fields. */
export type Row = Record<string, unknown>

/** Whether a value is an object and not a list. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A key of a PHP list: a whole number that is not negative. */
const LIST_KEY = /^(0|[1-9]\d*)$/

/**
 * The entries of a list. PHP sends a list whose keys have gaps, such as a filtered one, as an object:
 * `{"0": …, "2": …}`. Parsing JSON sorts such keys, so the order is that of the keys.
 * @returns undefined for anything else, also for `{}`: PHP sends an empty list as `[]`, with or without gaps before, so an
 *   empty object is an answer of another shape
 * @see https://www.php.net/manual/function.json-encode.php
 */
export function listOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (!isRow(value)) return undefined
  const keys = Object.keys(value)
  if (keys.length === 0 || !keys.every((key) => LIST_KEY.test(key))) return undefined
  return keys.sort((a, b) => Number(a) - Number(b)).map((key) => value[key])
}

/**
 * The text of a field. Portals send the same number as a number or as text. JSON can also hold objects that cannot be
 * converted to text at all, such as `{"toString":null}`.
 * @returns undefined for anything but text and numbers
 */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** The value at a path of own fields, in unchecked JSON; undefined if there is none. */
export function valueAt(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((at, key) => (isRow(at) && Object.hasOwn(at, key) ? at[key] : undefined), value)
}

/** The first 200 characters of an invalid answer, for the details of an error. */
export function excerpt(value: unknown): string | undefined {
  return JSON.stringify(value)?.slice(0, 200)
}
