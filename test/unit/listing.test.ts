import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  blanksIn,
  escapeHtml,
  fillBlanks,
  filesOf,
  legalPage,
  LEGAL_LANGUAGES,
  LEGAL_PAGES,
  LISTING_LANGUAGES,
  MAX_LENGTH,
  type Listing,
  type ListingFile,
  type ListingLanguage,
  type Publisher,
} from '../../.package/listing/form'

const FOLDER = join(import.meta.dirname, '../../.package/listing')
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8')
const listingIn = (language: ListingLanguage): Listing => JSON.parse(read(`texts/${language}.json`)) as Listing
const publisher = JSON.parse(read('publisher.json')) as Publisher
const english = listingIn('en')

/** Texts by their paths; items of lists together, because languages may have more or fewer of them. */
function textsOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (Array.isArray(value)) return value.flatMap((inner) => textsOf(inner, `${path}[]`))
  return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, path ? `${path}.${key}` : key))
}

/** The paths of a listing's texts. */
const fields = (listing: Listing): string[] => [...new Set(textsOf(listing).map(([path]) => path))].toSorted()

/** How many items each of a listing's lists has, except the keywords. */
const lengths = ({ description, tasks, needs, limits, installation, support, whatsNew }: Listing): number[] =>
  [
    description,
    tasks.items,
    needs.items,
    limits.items,
    installation.steps,
    installation.places.items,
    support,
    whatsNew,
  ].map(({ length }) => length)

/** Keywords that are the same in several languages. */
const TERM = /^[A-Z_]+$|^pipeline$/i

const tagsIn = (html: string): string[] => html.match(/<\/?\w+/g) ?? []

const wordsIn = (text: string): string[] =>
  text
    .replaceAll(/\{\{.*?\}\}/g, ' ')
    .toLowerCase()
    .match(/\p{L}+/gu) ?? []

/** Frequent words that only one of the languages has. */
const OWN_WORDS: Record<ListingLanguage, string[]> = {
  en: ['the', 'and', 'of', 'with', 'which', 'their', 'is', 'are'],
  de: ['und', 'der', 'die', 'eine', 'mit', 'sie', 'ist', 'nicht'],
  ru: ['и', 'в', 'на', 'что', 'не'],
  la: ['y', 'los', 'las', 'con', 'del', 'qué', 'una', 'aplicación'],
  br: ['uma', 'com', 'não', 'você', 'são', 'quais', 'aplicativo'],
}

/** Names that are written with Latin letters in every language. */
const NAMES =
  /Stage Card|Details|TypeScript|JavaScript|JSON|CSV|Markdown|PHP|Python|Mermaid|REST|Chrome|Edge|Firefox|Safari|CRM|crm|placement|E-mail|IDs?|[A-Z]+_[A-Z]+/g

it('there is one file for each language', () => {
  expect(readdirSync(join(FOLDER, 'texts')).toSorted()).toEqual(
    LISTING_LANGUAGES.map((code) => `${code}.json`).toSorted(),
  )
})

describe.each(LISTING_LANGUAGES)('the listing in %s', (language) => {
  const listing = listingIn(language)
  const texts = textsOf(listing)
  const files = Object.entries(filesOf(listing)) as [ListingFile, string][]

  it('has the fields of the English one, and no empty text', () => {
    expect(fields(listing)).toEqual(fields(english))
    expect(texts.filter(([, text]) => text.trim() !== text || text === '')).toEqual([])
  })

  it('says as much as the English one', () => {
    expect(lengths(listing)).toEqual(lengths(english))
  })

  it.each(files)('%s is within the form’s limit', (name, text) => {
    expect(text.length).toBeLessThanOrEqual(MAX_LENGTH[name])
  })

  it('has a slogan of one or two sentences that does not repeat the title', () => {
    const sentences = [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(listing.slogan)]
    expect([1, 2]).toContain(sentences.length)
    expect(listing.slogan).not.toContain('Stage Card')
    expect(listing.title).toMatch(/^Stage Card/)
  })

  it('has keywords that differ, hold no comma, and name no product', () => {
    const lower = listing.keywords.map((keyword) => keyword.toLowerCase())
    expect(new Set(lower).size).toBe(lower.length)
    expect(lower.filter((keyword) => /,|bitrix|битрикс/.test(keyword))).toEqual([])
  })

  it('has contacts in its support text only, and only blanks that the publisher fills', () => {
    for (const [path, text] of texts) {
      expect(blanksIn(text).filter((name) => !Object.hasOwn(publisher, name))).toEqual([])
      if (!path.startsWith('support')) expect([path, text]).not.toEqual([path, expect.stringMatching(/\{\{|https?:|@/)])
    }
  })

  it('has no word of another language', () => {
    const words = new Set(texts.flatMap(([, text]) => wordsIn(text)))
    for (const other of LISTING_LANGUAGES.filter((code) => code !== language))
      expect([other, OWN_WORDS[other].filter((word) => words.has(word))]).toEqual([other, []])
    expect(OWN_WORDS[language].filter((word) => !words.has(word))).toEqual([])
  })

  it('is written in its own script', () => {
    for (const [, text] of texts) {
      const own = text.replaceAll(/\{\{.*?\}\}/g, '').replaceAll(NAMES, '')
      expect(own).not.toMatch(language === 'ru' ? /\p{Script=Latin}{2}/u : /\p{Script=Cyrillic}/u)
    }
  })
})

it.each(LISTING_LANGUAGES.filter((language) => language !== 'en'))('no text in %s is still English', (language) => {
  const same = new Set(textsOf(english).map(([, text]) => text))
  const left = textsOf(listingIn(language)).filter(
    ([path, text]) => same.has(text) && blanksIn(text).length === 0 && !(path === 'keywords[]' && TERM.test(text)),
  )
  expect(left).toEqual([])
})

describe.each(LEGAL_LANGUAGES.flatMap((language) => LEGAL_PAGES.map((page) => [page, language] as const)))(
  'the legal page %s in %s',
  (page, language) => {
    const content = read(`legal/${page}.${language}.html`)

    it('names the solution and the publisher, and only blanks that somebody fills', () => {
      expect(blanksIn(content)).toEqual(
        expect.arrayContaining(['TITLE', 'PUBLISHER', 'ADDRESS', 'SUPPORT_EMAIL', 'DATE']),
      )
      expect(blanksIn(content).filter((name) => name !== 'TITLE' && !Object.hasOwn(publisher, name))).toEqual([])
    })

    it('has the sections of the English one, and is in its own script', () => {
      expect(tagsIn(content)).toEqual(tagsIn(read(`legal/${page}.en.html`)))
      const own = content
        .replaceAll(/<[^>]*>|\{\{.*?\}\}/g, '')
        .replaceAll(/MIT|IP|cookie/g, '')
        .replaceAll(NAMES, '')
      expect(own).not.toMatch(language === 'ru' ? /\p{Script=Latin}{2}/u : /\p{Script=Cyrillic}/u)
    })

    it('is a document that loads nothing', () => {
      const html = legalPage(content, language)
      expect(html).toMatch(/^<!doctype html>/)
      expect(html).toContain(`<html lang="${language}">`)
      expect(html).toMatch(/<title>[^<]+: \{\{TITLE\}\}<\/title>/)
      expect(html).not.toMatch(/src=|href=|url\(|<script/)
    })
  },
)

it('each blank of the publisher is used', () => {
  const used = [
    ...LISTING_LANGUAGES.map((language) => read(`texts/${language}.json`)),
    ...LEGAL_LANGUAGES.flatMap((language) => LEGAL_PAGES.map((page) => read(`legal/${page}.${language}.html`))),
  ].flatMap(blanksIn)
  expect(Object.keys(publisher).filter((name) => !used.includes(name))).toEqual([])
})

describe('fillBlanks', () => {
  const values: Publisher = { A: 'one', B: { de: 'zwei' }, NONE: null, EMPTY: '' }

  it.each([
    ['{{A}} and {{A}}', 'en', 'one and one'],
    ['{{B}}', 'de', 'zwei'],
    ['{{B}}', 'en', '{{B}}'],
    ['{{EMPTY}} {{OTHER}}', 'en', '{{EMPTY}} {{OTHER}}'],
    ['first\nPhone: {{NONE}}\nlast', 'en', 'first\nlast'],
  ])('%j in %s is %j', (text, language, filled) => {
    expect(fillBlanks(text, values, language)).toBe(filled)
  })
})

it('escapeHtml keeps text from being read as tags', () => {
  expect(escapeHtml('A & B <c>')).toBe('A &amp; B &lt;c&gt;')
})
