import { isRightToLeft } from '.'

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u202B\u202E\u2067]/u
const [ISOLATE, END] = ['\u2068', '\u2069']

/**
 * Keeps what someone else wrote from turning the sentence around that it stands in; for places where no `bdi` can be.
 * @param text such as a name that came from the portal
 * @param tag the language of the sentence
 * @returns the text between marks that are not seen, where its direction is not surely that of the sentence
 * @see https://www.w3.org/International/questions/qa-bidi-unicode-controls
 */
export function isolated(text: string, tag: string): string {
  return isRightToLeft(tag) || RIGHT_TO_LEFT.test(text) ? ISOLATE + text + END : text
}
