/** An object with unchecked fields. */
export type Row = Record<string, unknown>

/** Whether a value is an object and not a list. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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

/**
 * The entries of a list. PHP sends a list whose keys have gaps as an object: `{"0": {}, "2": {}}`.
 * @returns null for anything but a list
 */
export function listOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value
  return isRow(value) && Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : null
}

/** The first 200 characters of an invalid answer, for the details of an error. */
export function excerpt(value: unknown): string | undefined {
  return JSON.stringify(value)?.slice(0, 200)
}
