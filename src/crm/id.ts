/** The greatest ID that the portal's database can hold. */
export const GREATEST_ID = 2_147_483_647

/** Whether it is a number that an ID can be. */
export function isId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= GREATEST_ID
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

export type ReadId = { ok: true; id: number; pickedOut: boolean } | { ok: false; reason: IdRefusal }

/**
 * Reads the ID of a directory item from what a person typed or pasted, before anything is sent.
 * @param text digits, spaces around them forgiven; or text with one ID marked as such, as in `ID: 733`, `#733`,
 *   `"ID":"733"` or a link with `params[id]=733`
 * @returns the ID, 1 to 2147483647, and whether it had to be picked out of other text; or why there is none
 */
export function readId(text: string): ReadId {
  const typed = text.trim()
  if (typed === '') return { ok: false, reason: 'empty' }
  if (/^\d+$/.test(typed)) return inRange(typed, false)
  const marked = /^(?:.*(?<![\p{L}\p{N}_])id[\s"'\]:=#№]{1,6}|[#№]\s*)(\d+)["'\s,;.})]*$/isu.exec(typed)
  if (marked?.[1]) return inRange(marked[1], true)
  return { ok: false, reason: refusal(typed) }
}

function inRange(digits: string, pickedOut: boolean): ReadId {
  const id = Number(digits)
  if (id === 0) return { ok: false, reason: 'zero' }
  return id > GREATEST_ID ? { ok: false, reason: 'too-big' } : { ok: true, id, pickedOut }
}

function refusal(typed: string): IdRefusal {
  if (/^[-−–]\s*\d+$/.test(typed)) return 'negative'
  if (/^\d+[.,]\d+$/.test(typed)) return 'fraction'
  // A STATUS_ID is what people have at hand, and it is no ID.
  if (!/\p{Nd}/u.test(typed) || /^(C\d+|DT\d+_\d+):\w*$/i.test(typed)) return 'no-number'
  return /^\p{Nd}+$/u.test(typed) ? 'other-digits' : 'not-digits'
}
