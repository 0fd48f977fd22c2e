import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadMessages, type Language } from '../../src/locales'
import { isolated } from '../../src/locales/bidi'
import { createTexts } from '../../src/locales/i18n'

describe('counts', () => {
  const CASES: [Language, Record<number, string>][] = [
    ['en', { 1: '1 item', 2: '2 items', 1000: '1,000 items' }],
    ['de', { 1: '1 Eintrag', 2: '2 Einträge', 1000: '1.000 Einträge' }],
    ['ru', { 1: '1 элемент', 2: '2 элемента', 5: '5 элементов', 21: '21 элемент', 112: '112 элементов' }],
    ['ja', { 1: '1件', 2: '2件' }],
  ]
  it.each(CASES)('%s', async (language, counts) => {
    const { t, n } = createTexts(language, await loadMessages(language)).global
    for (const [count, words] of Object.entries(counts)) expect(t('catalogue.count', { count: n(Number(count)) }, Number(count))).toBe(words)
  })

  it('Arabic has six forms, with the digits of IDs', async () => {
    const { t, n } = createTexts('ar', await loadMessages('ar')).global
    const words = [0, 1, 2, 3, 11, 100].map((count) => t('catalogue.count', { count: n(count) }, count).replace(String(count), '#'))
    expect(new Set(words).size).toBeGreaterThanOrEqual(5)
    for (const text of words) expect(text).toContain('#')
  })

  it('a form that no text has is the last one', async () => {
    const { t, n } = createTexts('fr', await loadMessages('fr')).global
    expect(t('catalogue.count', { count: n(1_000_000) }, 1_000_000)).toMatch(/entrées$/)
  })
})

describe('isolated', () => {
  it.each([
    ['Rent', 'en', 'Rent'],
    ['עסקה (1)', 'en', '\u2068עסקה (1)\u2069'],
    ['\u202Eabc', 'de', '\u2068\u202Eabc\u2069'],
    ['Rent (1)', 'ar-u-nu-latn', '\u2068Rent (1)\u2069'],
    ['', 'ru', ''],
  ])('%j in %s', (text, tag, drawn) => {
    expect(isolated(text, tag)).toBe(drawn)
  })
})

// The kit's locales are left out of what is loaded. That is right only as long as nothing that is used has words of its own.
describe('the kit', () => {
  const kit = join(import.meta.dirname, '../../node_modules/@bitrix24/b24ui-nuxt')
  const source = join(import.meta.dirname, '../../src')
  const used = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.vue'))
    .flatMap((file) => [...readFileSync(join(source, file), 'utf8').matchAll(/b24ui-nuxt\/components\/(\w+)\.vue/g)].map(([, name]) => `${name}.vue`))
  const all = new Set(used)
  const read = (file: string): string => readFileSync(join(kit, 'dist/runtime/components', file), 'utf8')
  for (const file of all) for (const [, name] of read(file).matchAll(/from "\.\/(\w+)\.vue"/g)) all.add(`${name}.vue`)

  it('has words in some of its components', () => {
    expect(read('Alert.vue')).toContain('useLocale')
  })

  it('has none in those that are used', () => {
    expect([...all].filter((file) => read(file).includes('useLocale'))).toEqual([])
  })
})
