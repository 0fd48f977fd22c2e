import { describe, expect, it } from 'vitest'
import { loadMessages, type Language } from '../../src/locales'
import { dateFormat, digitsTag, formatList, unitFormat } from '../../src/locales/format'
import { isolate } from '../../src/locales/isolate'
import { createMessages } from '../../src/locales/i18n'
import { LANGUAGES, tagOf } from '../../src/locales'
import { fc, mutationsOf, property, text } from './fastCheck'

describe('plural forms', () => {
  const CASES: [Language, Record<number, string>][] = [
    ['en', { 1: '1 entry', 2: '2 entries', 1000: '1,000 entries' }],
    ['de', { 1: '1 Eintrag', 2: '2 Einträge', 1000: '1.000 Einträge' }],
    ['ru', { 1: '1 запись', 2: '2 записи', 5: '5 записей', 21: '21 запись', 112: '112 записей' }],
    ['ja', { 1: '1件', 2: '2件' }],
  ]
  it.each(CASES)('in %s', async (language, counts) => {
    const { t } = createMessages(language, await loadMessages(language)).global
    for (const [count, expected] of Object.entries(counts))
      expect(
        t('catalog.count', { count: new Intl.NumberFormat(tagOf(language)).format(Number(count)) }, Number(count)),
      ).toBe(expected)
  })

  it('in Arabic are at least five for six counts, with Latin digits', async () => {
    const { t } = createMessages('ar', await loadMessages('ar')).global
    const texts = [0, 1, 2, 3, 11, 100].map((count) =>
      t('catalog.count', { count: new Intl.NumberFormat(tagOf('ar')).format(count) }, count).replace(
        String(count),
        '#',
      ),
    )
    expect(new Set(texts).size).toBeGreaterThanOrEqual(5)
    for (const text of texts) expect(text).toContain('#')
  })

  it('fall back to the last form if a text has too few', async () => {
    const { t } = createMessages('fr', await loadMessages('fr')).global
    expect(t('catalog.count', { count: new Intl.NumberFormat(tagOf('fr')).format(1_000_000) }, 1_000_000)).toMatch(
      /entrées$/,
    )
  })
})

describe('digits', () => {
  it('of Kazakh are those that all data of Unicode have for it', () => {
    expect(digitsTag(tagOf('kz'))).not.toBe('kk')
    const numbers = [0.5, -1, 1234.5, 10_000, 1_234_567.891]
    const written = (tag: string) => numbers.map((number) => new Intl.NumberFormat(tag).format(number))
    expect(written(digitsTag('kk'))).toEqual(written('kk'))
  })

  it.each(LANGUAGES.filter((language) => language !== 'kz'))('of %s are its own', (language) => {
    expect(digitsTag(tagOf(language))).toBe(tagOf(language))
  })
})

describe('times', () => {
  it.each([
    ['en', 'day', '12.5 days'],
    ['de', 'hour', '12,5 Stunden'],
    ['ru', 'minute', '12,5 минуты'],
    ['kz', 'day', '12,5 күн'],
    ['kz', 'millisecond', '12,5 мс'],
  ] as const)('in %s with the unit %s are %j', (language, unit, expected) => {
    const format = unitFormat(tagOf(language), unit, { unitDisplay: 'long', maximumFractionDigits: 1 })
    expect(format(12.5).replaceAll(/\s/g, ' ')).toBe(expected)
  })

  it('in Kazakh are dates without the name of a month', () => {
    expect(dateFormat(tagOf('kz'), 'long').format(0)).toMatch(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d$/)
    expect(dateFormat(tagOf('de'), 'long').format(0)).toContain('Januar')
  })
})

describe('enumerations', () => {
  it.each([
    ['en', 'A, B, and C'],
    ['de', 'A, B und C'],
    ['kz', 'A, B, C'],
  ] as const)('in %s are %j', (language, expected) => {
    expect(formatList(tagOf(language), ['A', 'B', 'C'])).toBe(expected)
  })
})

describe('isolate', () => {
  it.each([
    ['Rent', 'en', 'Rent'],
    ['עסקה (1)', 'en', '\u2068עסקה (1)\u2069'],
    ['\u202Eabc', 'de', '\u2068\u202Eabc\u2069'],
    ['Rent (1)', 'ar-u-nu-latn', '\u2068Rent (1)\u2069'],
    ['', 'ru', ''],
  ])('%j in %s is %j', (text, tag, isolated) => {
    expect(isolate(text, tag)).toBe(isolated)
  })

  const name = fc.oneof(
    text,
    mutationsOf('Rent', 'עסקה', 'صفقة', '\u2067a\u2069', '\u2069\u202Eb', '\u{1E900}', '\u200f(1)'),
  )
  const MARKS = /[\u2066-\u2069]/gu
  property([name, fc.constantFrom(...LANGUAGES.map(tagOf))])('only adds marks, and closes every mark', (value, tag) => {
    const isolated = isolate(value, tag)
    expect(isolated.replaceAll(MARKS, '')).toBe(value.replaceAll(MARKS, ''))
    let open = 0
    for (const mark of isolated.match(MARKS) ?? []) {
      open += mark === '\u2069' ? -1 : 1
      expect(open).toBeGreaterThanOrEqual(0)
    }
    expect(open).toBe(0)
  })

  // Unicode's blocks for right-to-left scripts, and the right-to-left marks.
  const rightToLeft = fc.oneof(
    fc.integer({ min: 0x590, max: 0x8ff }),
    fc.integer({ min: 0xfb1d, max: 0xfdff }),
    fc.integer({ min: 0xfe70, max: 0xfefc }),
    fc.integer({ min: 0x10800, max: 0x10fff }),
    fc.integer({ min: 0x1e800, max: 0x1efff }),
    fc.constantFrom(0x200f, 0x202b, 0x202e),
  )
  property([text, rightToLeft, text, fc.constantFrom('en', 'de', 'zh-CN')])(
    'isolates any right-to-left text',
    (before, point, after, tag) => {
      expect(isolate(before + String.fromCodePoint(point) + after, tag)).toMatch(/^\u2068[^\u2066-\u2069]*\u2069$/u)
    },
  )
})
