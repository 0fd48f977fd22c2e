/** An object with fields, unchecked. */
export type Row = Record<string, unknown>

/** Whether a value is a {@link Row}, and not a list. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * A field's text: portals send the same number as a number or as text. JSON also holds objects that cannot be made a
 * text at all, such as `{"toString":null}`.
 * @returns undefined for anything but text and numbers
 */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** The beginning of an answer that makes no sense, for the details of an error. */
export function excerpt(value: unknown): string | undefined {
  return JSON.stringify(value)?.slice(0, 200)
}
