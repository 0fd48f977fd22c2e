import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Texts = { [key: string]: string | Texts }

/** The texts of a language, by the portal's code. */
export function loadTexts(code: string): Texts {
  return JSON.parse(readFileSync(join(import.meta.dirname, `../../src/locales/${code}.json`), 'utf8')) as Texts
}

/** One text; throws where there is none, so that no test looks for nothing. */
export function textOf(texts: Texts, key: string): string {
  const found = key
    .split('.')
    .reduce<string | Texts | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), texts)
  if (typeof found !== 'string') throw new Error(`No text ${key}`)
  return found
}
