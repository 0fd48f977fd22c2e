import { isRightToLeft } from '.'

/** The Unicode blocks of right-to-left scripts, and the marks that change the direction. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}\u200F\u202B\u202E\u2067]/u
/** Inside the text, these would end the isolation or reach beyond it. */
const ISOLATION = /[\u2066-\u2069]/gu
const [ISOLATE, END] = ['\u2068', '\u2069']

/**
 * Isolates bidirectional text in a sentence, where a `bdi` element is not possible.
 * @param text such as a name from the portal
 * @param tag BCP 47, the language of the sentence
 * @returns the text between invisible marks, unless its direction is certainly that of the sentence
 * @see https://www.w3.org/International/questions/qa-bidi-unicode-controls
 */
export function isolate(text: string, tag: string): string {
  const words = text.replaceAll(ISOLATION, '')
  return isRightToLeft(tag) || RIGHT_TO_LEFT.test(text) ? ISOLATE + words + END : words
}
