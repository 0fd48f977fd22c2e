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

export type IdRefusal =
  | 'empty'
  | 'zero'
  | 'negative'
  | 'fraction'
  | 'too-big'
  | 'other-digits'
  | 'no-number'
  | 'not-digits'

/** `pickedOut`: the ID was part of other text. */
export type ParsedId = { ok: true; id: number; pickedOut: boolean } | { ok: false; reason: IdRefusal }

/**
 * Parses the ID of a directory item from typed or pasted text, before anything is sent.
 * @param text digits, with or without spaces around them; or text with one ID that is marked as one: `ID: 733`, `#733`,
 *   `"ID":"733"`, or a link with `params[id]=733`
 * @returns the ID, 1 to 2147483647, or why there is none
 */
export function parseId(text: string): ParsedId {
  const typed = text.trim()
  if (typed === '') return { ok: false, reason: 'empty' }
  if (/^\d+$/.test(typed)) return inRange(typed, false)
  const marked = /^(?:.*(?<![\p{L}\p{N}_])id[\s"'\]:=#№]{1,6}|[#№]\s*)(\d+)["'\s,;.})]*$/isu.exec(typed)
  if (marked?.[1]) return inRange(marked[1], true)
  return { ok: false, reason: refusal(typed) }
}

function inRange(digits: string, pickedOut: boolean): ParsedId {
  const id = Number(digits)
  if (id === 0) return { ok: false, reason: 'zero' }
  return id > MAX_ID ? { ok: false, reason: 'too-big' } : { ok: true, id, pickedOut }
}

function refusal(typed: string): IdRefusal {
  if (/^[-−–]\s*\d+$/.test(typed)) return 'negative'
  if (/^\d+[.,]\d+$/.test(typed)) return 'fraction'
  // People often have a STATUS_ID at hand, which is not an ID.
  if (!/\p{Nd}/u.test(typed) || /^(C\d+|DT\d+_\d+):\w*$/i.test(typed)) return 'no-number'
  return /^\p{Nd}+$/u.test(typed) ? 'other-digits' : 'not-digits'
}
