/** The largest ID that the portal's database can hold. */
export const MAX_ID = 2_147_483_647

/** Whether a value is a possible ID. */
export function isId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_ID
}

/** Digits of other scripts, and full-width ones, as 0 to 9. */
export function asciiDigits(text: string): string {
  return text.replaceAll(/[^\P{Nd}0-9]/gu, (digit) => {
    // Each script's ten digits follow each other. Some scripts follow each other too.
    const code = digit.codePointAt(0) ?? 0
    let before = 0
    while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1
    return String(before % 10)
  })
}

export type IdRefusal = 'zero' | 'negative' | 'fraction' | 'too-big' | 'not-digits'

/** `pickedOut`: the ID was part of other text. */
export type ParsedId = { ok: true; id: number; pickedOut: boolean } | { ok: false; reason: IdRefusal }

/** A number with what it was copied with, as in `"733"`, `733,` or `#733`. But names can begin like `1.` */
const ALONE = /(?<=(?!\d+[.)])^["'#№]?\s?)\d+(?=["'\s,;.})]*$)/u

/**
 * A whole number that is marked as an ID anywhere: in a sentence, in code, in JSON or in an address, encoded or not. It is
 * none if another number is behind it, as in `ID: 1.5` or `ID: 733, 734`.
 */
const MARKED = /(?<=(?:%5B|(?<![\p{L}\p{N}_]))id(?:%5D|[\s"'\\\]:=>#№]){1,6})\d+(?!-?[\p{L}\p{N}_]|[\s.,;/–]+\d)/giu

/**
 * Parses the ID of a directory item from typed or pasted text, before anything is sent.
 * @param text digits, with or without spaces around them; or text with one ID that is marked as one: `ID: 733`, `#733`,
 *   the JSON of an item, or a link with `params[id]=733`. Several IDs must be the same
 * @returns the ID, 1 to 2147483647, or why there is none
 */
export function parseId(text: string): ParsedId {
  const typed = text.trim()
  if (/^\d+$/.test(typed)) return inRange(typed, false)
  const [digits, ...others] = new Set(typed.match(ALONE) ?? typed.match(MARKED))
  if (digits && others.length === 0) return inRange(digits, true)
  return { ok: false, reason: refusal(typed) }
}

/** Whether a typed text is or holds a number as {@link parseId} takes it, possible or not: then it is a whole code or none. */
export function isNumeric(text: string): boolean {
  const parsed = parseId(asciiDigits(text))
  return parsed.ok || parsed.reason !== 'not-digits'
}

function inRange(digits: string, pickedOut: boolean): ParsedId {
  const id = Number(digits)
  if (id === 0) return { ok: false, reason: 'zero' }
  return id > MAX_ID ? { ok: false, reason: 'too-big' } : { ok: true, id, pickedOut }
}

function refusal(typed: string): IdRefusal {
  if (/^[-−–]\s*\d+$/.test(typed)) return 'negative'
  return /^\d+[.,]\d+$/.test(typed) ? 'fraction' : 'not-digits'
}
