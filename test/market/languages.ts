import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import type { Language } from '../../src/locales'
import type { CrmData } from '../portal/data'

/** All languages of the app, which has a file for each. */
export const LANGUAGES = readdirSync(join(import.meta.dirname, '../../src/locales'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length) as Language)

/** The scripts of languages that are not written in Latin letters. */
const SCRIPTS: Partial<Record<Language, string>> = {
  ru: 'Cyrillic',
  ua: 'Cyrillic',
  kz: 'Cyrillic',
  ar: 'Arabic',
  hi: 'Devanagari',
  th: 'Thai',
  ja: 'Hiragana}\\p{Script=Katakana}\\p{Script=Han',
  sc: 'Han',
  tc: 'Han',
}

/** Letters that only a neighbor of the language has. */
const NEIGHBORS: Partial<Record<Language, RegExp>> = {
  ru: /[іїєґәғқңөұүһ]/i,
  ua: /[ыэёъ]/i,
  sc: /[這個們來時會對開關應選項單標題]/,
  tc: /[这个们来时会对开关应选项单标题]/,
}

/** Frequent English words that no other language of the app has in its Latin letters. */
const ENGLISH =
  /(?<!\p{L})(?:the|and|with|which|this|is|are|has|have|not|you|your|of|for|from|stages?|lists?|items?|open|close|save|settings|copy|show|search|what|where|loading|export|edit|changes?|days?|hours?|minutes?)(?!\p{L})/iu

/** Words that are the same in English, or that browsers write so in dates. */
const SHARED: Partial<Record<Language, RegExp>> = {
  de: /\bExport\b/g,
  pl: /\blist\b/g,
  id: /\b(?:item|edit)\b/gi,
  ms: /\b(?:item|edit)\b/gi,
  hi: /\b[ap]m\b/g,
}

/** What is written with Latin letters in every language: products, formats, codes, fields, methods, values and units. */
const NAMES =
  /Stage Card|Bitrix24|JavaScript|TypeScript|PHP (?:SDK|CRest)|JS SDK|Python|Markdown|Mermaid|BX24\.js|cURL|OAuth|Webhook|b24pysdk|[a-z]+(?:\.[a-z]+)+|\b[a-z]+(?:[A-Z][a-z]*)+|\((?:crm|placement)\)|（(?:crm|placement)）|\bIDs?\b|\b[A-Z][A-Z\d_:]*\b|#[\dA-Fa-f]+|\bnull\b|\bms\b/g

/**
 * Takes the letters out of all names in the CRM. All words that are left on the page are the app's own.
 * @param data is changed
 */
export function withoutWords(data: CrmData): void {
  for (const row of data.statuses)
    Object.assign(row, { NAME: `${row.ID}-0`, NAME_INIT: row.NAME_INIT && `${row.ID}-0` })
  for (const [index, row] of data.directories.entries()) {
    row.NAME = `${index}-1`
    if (typeof row.CATEGORY_NAME === 'string') row.CATEGORY_NAME = `${index}-2`
  }
  for (const pipeline of data.pipelines) pipeline.name = `${pipeline.id}-3`
  for (const record of data.records) record.title = `${record.id}-4`
}

/** All texts of a page that a person may read or hear, also those that are folded. */
export function textsOf(body: Locator): Promise<string[]> {
  return body.evaluate((root) => {
    const texts: (string | null)[] = []
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = nodes.nextNode(); node; node = nodes.nextNode())
      if (!node.parentElement?.closest('script, noscript, style, code, pre')) texts.push(node.textContent)
    for (const element of root.querySelectorAll('*'))
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'])
        texts.push(element.getAttribute(name))
    return [...new Set(texts.map((text) => text?.trim() ?? ''))].filter((text) => /\p{L}/u.test(text))
  })
}

/** Those of the texts in which there are words of another language, with the names taken out. */
export function foreignTexts(texts: readonly string[], language: Language): string[] {
  const script = SCRIPTS[language]
  const other = new RegExp(`(?=\\p{L})[^\\p{Script=${script ?? 'Latin'}}\\p{Script=Common}\\p{Script=Inherited}]`, 'u')
  return texts.filter((text) => {
    const own = text.replaceAll(NAMES, '').replaceAll(SHARED[language] ?? /$^/g, '')
    return other.test(own) || NEIGHBORS[language]?.test(own) || (!script && language !== 'en' && ENGLISH.test(own))
  })
}
