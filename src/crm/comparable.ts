import { asciiDigits } from './id'

/** Makes texts comparable: case, full-width letters, the script of digits, and extra spaces do not matter. */
export function comparable(text: string): string {
  return asciiDigits(text.normalize('NFKC')).toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}

/** Signs of which keyboards have one: apostrophes, quotes and dashes. Texts often have the printed ones. */
const TYPED_SIGNS: [RegExp, string][] = [
  [/[\u2018-\u201B\u2039\u203A\u02B9\u02BB-\u02BD\u2032`´]/gu, "'"],
  [/[«»\u201C-\u201F\u2033]/gu, '"'],
  [/[\p{Pd}\u2212]/gu, '-'],
  // Nobody sees these: they break or join words and give them a direction.
  [/\p{Cf}/gu, ''],
]

/**
 * Marks that people leave out when they type: accents and the dots of other Latin, Cyrillic and Greek letters, the vowel
 * points of Hebrew and Arabic, the stroke that stretches an Arabic word, the dot of Hindi's borrowed letters, and the
 * tones of Thai. Elsewhere, as with the vowels of Devanagari, a word without a mark is another word.
 */
const LEFT_OUT = /[\u0300-\u036F\u0591-\u05C7\u0640\u064B-\u065F\u0670\u093C\u0E47-\u0E4C\u0E4E]/gu

/**
 * Letters that people type as others, and that are no compositions of a letter and a mark: also those of Ukrainian and
 * Kazakh on a Russian keyboard, and of Persian on an Arabic one.
 */
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
  ґ: 'г',
  є: 'е',
  қ: 'к',
  ғ: 'г',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  ә: 'а',
  і: 'и',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
}

/** Letters that people either type without their mark, or spell out. */
const SPELLED_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' }

/** Writes letters as a table has them: none of them is a plain Latin one. */
function respelled(text: string, table: Record<string, string>): string {
  return text.replaceAll(/[\u0080-\uFFFF]/gu, (letter) => table[letter] ?? letter)
}

function withTypedSigns(text: string): string {
  // Before the normal form, which takes some of them apart.
  return comparable(TYPED_SIGNS.reduce((typed, [signs, sign]) => typed.replaceAll(signs, sign), text))
}

function withTypedLetters(text: string): string {
  return respelled(text.normalize('NFD').replaceAll(LEFT_OUT, '').normalize('NFC'), TYPED_AS)
}

/**
 * Makes texts comparable for a search: besides what {@link comparable} ignores, it does not matter which apostrophes,
 * quotes and dashes a keyboard has, nor which accents, marks and letters people do without. `iptal` is in `İptal`,
 * `счет` is `Счёт`, `strasse` is `Straße`, `зв'язок` is `Зв’язок`.
 */
export function searchable(text: string): string {
  return withTypedLetters(withTypedSigns(text))
}

/**
 * The ways in which people type a name: as {@link searchable} has it and, if there are umlauts in it, with these spelled
 * out, as `groesse` for `Größe`.
 */
export function searchableForms(name: string): string[] {
  const typed = withTypedSigns(name)
  const spelled = respelled(typed, SPELLED_OUT)
  return (spelled === typed ? [typed] : [typed, spelled]).map(withTypedLetters)
}
