import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Texts = { [key: string]: string | Texts }

/** The app's texts in a language, by its Bitrix24 language code. */
export function loadTexts(code: string): Texts {
  return JSON.parse(readFileSync(join(import.meta.dirname, `../../src/locales/${code}.json`), 'utf8')) as Texts
}

/** The text of a key. Throws if there is none, so that no test compares with `undefined`. */
export function textOf(texts: Texts, key: string): string {
  const found = key
    .split('.')
    .reduce<string | Texts | undefined>((node, part) => (typeof node === 'object' ? node[part] : undefined), texts)
  if (typeof found !== 'string') throw new Error(`No text ${key}`)
  return found
}
