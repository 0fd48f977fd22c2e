import { asciiDigits } from './id'

/** Makes texts comparable: case, full-width letters, the script of digits, and extra spaces do not matter. */
export function comparable(text: string): string {
  return asciiDigits(text.normalize('NFKC')).toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}

/**
 * Marks that people leave out when they type: accents and the dots of other Latin, Cyrillic and Greek letters, the vowel
 * points of Hebrew and Arabic, the stroke that stretches an Arabic word, and the tones of Thai. Elsewhere, as in
 * Devanagari, a mark is a vowel, and a word without it is another word.
 */
const LEFT_OUT = /[\u0300-\u036F\u0591-\u05C7\u0640\u064B-\u065F\u0670\u0E47-\u0E4C\u0E4E]/gu

/** Letters that people type as others, and that are no compositions of a letter and a mark. */
const TYPED_AS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ى: 'ي',
  ة: 'ه',
}
const TYPED_AS_OTHERS = new RegExp(`[${Object.keys(TYPED_AS).join('')}]`, 'gu')

/**
 * Makes texts comparable for a search: besides what {@link comparable} ignores, accents and marks that people leave out
 * do not matter. `iptal` is in `İptal`, `счет` is `Счёт`, `strasse` is `Straße`.
 */
export function searchable(text: string): string {
  const letters = comparable(text).normalize('NFD').replaceAll(LEFT_OUT, '').normalize('NFC')
  return letters.replaceAll(TYPED_AS_OTHERS, (letter) => TYPED_AS[letter] ?? letter)
}
