import { isRightToLeft } from '.'

/** The blocks that Unicode keeps for scripts from right to left, and the marks that turn a direction. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}\u200F\u202B\u202E\u2067]/u
/** Within the text they would end the isolation, or go on beyond it. */
const ISOLATION = /[\u2066-\u2069]/gu
const [ISOLATE, END] = ['\u2068', '\u2069']

/**
 * Keeps what someone else wrote from turning the sentence around that it stands in; for places where no `bdi` can be.
 * @param text such as a name that came from the portal
 * @param tag the language of the sentence
 * @returns the text between marks that are not seen, where its direction is not surely that of the sentence
 * @see https://www.w3.org/International/questions/qa-bidi-unicode-controls
 */
export function isolated(text: string, tag: string): string {
  const words = text.replaceAll(ISOLATION, '')
  return isRightToLeft(tag) || RIGHT_TO_LEFT.test(text) ? ISOLATE + words + END : words
}
