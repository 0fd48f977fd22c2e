import { describe, expect, it } from 'vitest'
import { loadMessages, type Language } from '../../src/locales'
import { isolate } from '../../src/locales/isolate'
import { createMessages } from '../../src/locales/i18n'
import { LANGUAGES, tagOf } from '../../src/locales'
import { fc, nearly, test as property, text } from './property'

describe('counts', () => {
  const CASES: [Language, Record<number, string>][] = [
    ['en', { 1: '1 item', 2: '2 items', 1000: '1,000 items' }],
    ['de', { 1: '1 Eintrag', 2: '2 Einträge', 1000: '1.000 Einträge' }],
    ['ru', { 1: '1 элемент', 2: '2 элемента', 5: '5 элементов', 21: '21 элемент', 112: '112 элементов' }],
    ['ja', { 1: '1件', 2: '2件' }],
  ]
  it.each(CASES)('%s', async (language, counts) => {
    const { t, n } = createMessages(language, await loadMessages(language)).global
    for (const [count, words] of Object.entries(counts))
      expect(t('catalog.count', { count: n(Number(count)) }, Number(count))).toBe(words)
  })

  it('Arabic has six forms, with the digits of IDs', async () => {
    const { t, n } = createMessages('ar', await loadMessages('ar')).global
    const words = [0, 1, 2, 3, 11, 100].map((count) =>
      t('catalog.count', { count: n(count) }, count).replace(String(count), '#'),
    )
    expect(new Set(words).size).toBeGreaterThanOrEqual(5)
    for (const text of words) expect(text).toContain('#')
  })

  it('a form that no text has is the last one', async () => {
    const { t, n } = createMessages('fr', await loadMessages('fr')).global
    expect(t('catalog.count', { count: n(1_000_000) }, 1_000_000)).toMatch(/entrées$/)
  })
})

describe('isolate', () => {
  it.each([
    ['Rent', 'en', 'Rent'],
    ['עסקה (1)', 'en', '\u2068עסקה (1)\u2069'],
    ['\u202Eabc', 'de', '\u2068\u202Eabc\u2069'],
    ['Rent (1)', 'ar-u-nu-latn', '\u2068Rent (1)\u2069'],
    ['', 'ru', ''],
  ])('%j in %s', (text, tag, drawn) => {
    expect(isolate(text, tag)).toBe(drawn)
  })

  const name = fc.oneof(
    text,
    nearly('Rent', 'עסקה', 'صفقة', '\u2067a\u2069', '\u2069\u202Eb', '\u{1E900}', '\u200f(1)'),
  )
  const MARKS = /[\u2066-\u2069]/gu
  property.prop([name, fc.constantFrom(...LANGUAGES.map(tagOf))])(
    'changes no letter, and leaves the sentence no mark open',
    (words, tag) => {
      const drawn = isolate(words, tag)
      expect(drawn.replaceAll(MARKS, '')).toBe(words.replaceAll(MARKS, ''))
      let open = 0
      for (const mark of drawn.match(MARKS) ?? []) {
        open += mark === '\u2069' ? -1 : 1
        expect(open).toBeGreaterThanOrEqual(0)
      }
      expect(open).toBe(0)
    },
  )

  // The blocks that Unicode keeps for scripts from right to left, and the marks that turn a direction.
  const turned = fc.oneof(
    fc.integer({ min: 0x590, max: 0x8ff }),
    fc.integer({ min: 0xfb1d, max: 0xfdff }),
    fc.integer({ min: 0xfe70, max: 0xfefc }),
    fc.integer({ min: 0x10800, max: 0x10fff }),
    fc.integer({ min: 0x1e800, max: 0x1efff }),
    fc.constantFrom(0x200f, 0x202b, 0x202e),
  )
  property.prop([text, turned, text, fc.constantFrom('en', 'de', 'zh-CN')])(
    'keeps apart whatever runs from right to left',
    (before, point, after, tag) => {
      expect(isolate(before + String.fromCodePoint(point) + after, tag)).toMatch(/^\u2068[^\u2066-\u2069]*\u2069$/u)
    },
  )
})
