import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, languageFor, languageOfTag, loadMessages, tagOf, type Language } from '../../src/locales'
import { pluralForms } from '../../src/locales/plural'
import { fc, mutationsOf, property, text } from './fastCheck'

/** Product names and terms that are the same in every language. */
const NAMES =
  /^(Stage Card|CSV|JSON|Markdown|JS SDK: .*|BX24\.js|PHP SDK|PHP CRest|cURL \(.*\)|Python \(b24pysdk\)|Host)$/
/** Words that are the same in a language and in English. */
const SHARED: Partial<Record<Language, string[]>> = {
  de: ['Link', 'Name', 'Pipeline', 'Code', 'Lead', 'Leads', 'Export', 'Format', 'orange'],
  pl: ['Link', 'Lead', 'Deal', 'Format', 'Separator'],
  fr: ['Pipeline', 'Code', 'Document', 'Documents', 'Format', 'Position', 'orange', 'turquoise', 'violet'],
  it: ['Link', 'Pipeline', 'Lead'],
  la: ['Pipeline', 'Color', 'CRM Analytics'],
  br: ['Link', 'Pipeline', 'Lead', 'Leads'],
  id: ['Edit', 'Pipeline', 'Item', 'Format', 'Tab'],
  ms: ['Edit', 'Pipeline', 'Item', 'Format', 'Tab'],
}
const SRC = join(import.meta.dirname, '../../src')

function flatten(messages: object, path = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flatten(value as object, `${path}${key}.`),
  )
}

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()
const formsOf = (text: string) => text.split(' | ')

describe('languageFor', () => {
  it.each([
    ['en', 'en'],
    ['de', 'de'],
    ['ru', 'ru'],
    ['RU', 'ru'],
    ['xx', 'en'],
    ['', 'en'],
    ['toString', 'en'],
    ['__proto__', 'en'],
  ])('%j is %s', (code, language) => {
    expect(languageFor(code)).toBe(language)
  })

  property([fc.oneof(mutationsOf(...LANGUAGES, 'in', '__proto__'), text)])(
    'is a supported language for any code',
    (code) => {
      const language = languageFor(code)
      expect(LANGUAGES).toContain(language)
      if (language !== 'en') expect([language, language === 'hi' ? 'in' : language]).toContain(code.toLowerCase())
    },
  )

  it.each(LANGUAGES)('maps %s to itself', (language) => {
    expect([languageFor(language), languageFor(language.toUpperCase()), languageOfTag(tagOf(language))]).toEqual([
      language,
      language,
      language,
    ])
  })
})

it('the app supports all languages of Bitrix24', () => {
  expect(LANGUAGES.toSorted()).toEqual([
    'ar',
    'br',
    'de',
    'en',
    'fr',
    'hi',
    'id',
    'it',
    'ja',
    'kz',
    'la',
    'ms',
    'pl',
    'ru',
    'sc',
    'tc',
    'th',
    'tr',
    'ua',
    'vn',
  ])
  expect(languageFor('in')).toBe('hi')
})

describe('languageOfTag', () => {
  it.each([
    ['de-AT', 'de'],
    ['en-GB', 'en'],
    ['ru', 'ru'],
    ['xx', 'en'],
    ['no tag', 'en'],
    ['', 'en'],
  ])('%j is %s', (tag, language) => {
    expect(languageOfTag(tag)).toBe(language)
  })

  const parts = fc.tuple(
    fc.constantFrom('de', 'zh', 'sr', 'pt', 'uk', 'ar', 'xx', 'nan', 'x', 'i'),
    fc.constantFrom('', '-Hant', '-Hans', '-Latn', '-x'),
    fc.constantFrom('', '-AT', '-TW', '-419', '-u-nu-arab', '-'),
  )
  property([
    fc.oneof(
      parts.map((subtags) => subtags.join('')),
      mutationsOf('zh-Hant-TW', 'pt-BR', 'de-AT-u-co-phonebk'),
      text,
    ),
  ])('is a supported language for any tag', (tag) => {
    expect(LANGUAGES).toContain(languageOfTag(tag))
  })
})

describe.each(LANGUAGES)('the messages in %s', async (language) => {
  const texts = new Map(flatten(await loadMessages(language)))
  const english = new Map(flatten(await loadMessages('en')))

  it('have the keys and placeholders of the English ones', () => {
    expect([...texts.keys()]).toEqual([...english.keys()])
    for (const [key, text] of texts) {
      const [expected = ''] = formsOf(english.get(key) ?? '')
      for (const form of formsOf(text)) expect([key, placeholders(form)]).toEqual([key, placeholders(expected)])
    }
  })

  it('have all plural forms', () => {
    for (const [key, text] of english) {
      const expected = formsOf(text).length > 1 ? pluralForms(tagOf(language)).length : 1
      expect([key, formsOf(texts.get(key) ?? '').length]).toEqual([key, expected])
    }
  })

  it('are in a language that Intl supports', () => {
    expect(Intl.NumberFormat.supportedLocalesOf(tagOf(language))).toHaveLength(1)
  })
})

it.each(LANGUAGES.filter((language) => language !== 'en'))('no message in %s is still English', async (language) => {
  const english = new Map(flatten(await loadMessages('en')))
  const same = flatten(await loadMessages(language)).filter(([key, text]) => {
    const words = text.replaceAll(/\{\w+\}/g, '')
    return (
      text === english.get(key) &&
      /\p{L}{3}/u.test(words) &&
      !NAMES.test(words) &&
      !SHARED[language]?.includes(words.trim())
    )
  })
  expect(same).toEqual([])
})

describe('the English texts', async () => {
  const texts = flatten(await loadMessages('en')).map(([key, text]) => [key, text.replaceAll('="007"', '')] as const)

  it.each([
    ['curly apostrophes and quotes', /['"]/],
    ['one character for three dots', /\.\.\./],
    ['US spelling', /\b(colour|grey|behaviour|analys(e|ing)|cancelled)\b/i],
    ['the words of the interface, and not those of the code', /\b(portal|record|director(y|ies)|status code)s?\b/i],
    ['contractions', /\b(do|does|did|is|are|was|were|has|have|can)( not|not)\b|\b(There|It|That) is\b/],
    ['a comma before the last of several', /, [\w’“”]+( [\w’“”]+)? (or|and) /],
  ])('have %s', (_rule, broken) => {
    expect(texts.filter(([, text]) => broken.test(text))).toEqual([])
  })
})

describe.each(LANGUAGES)('quoted words in %s are those on the screen:', async (language) => {
  const texts = new Map(flatten(await loadMessages(language)))
  const won = ['semantics.success']

  it.each([
    ['change.plan.unknown', ['change.plan.goOn']],
    ['finding.no-success', won],
    ['finding.no-failure', ['semantics.failure']],
    ['change.reason.one-success', won],
    ['change.reason.last-of-kind', ['semantics.process', 'semantics.failure']],
    ['change.reason.fixed-meaning', ['semantics.process', ...won, 'semantics.failure']],
    ['change.file.leftOut', won],
    ['change.file.problem.no-success', won],
    ['change.file.problem.two-successes', won],
  ])('%s', (key, quoted) => {
    for (const word of quoted) expect(texts.get(key)).toContain(texts.get(word))
  })
})

describe('templates', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.vue'))

  it('are all found', () => {
    expect(files).toEqual(expect.arrayContaining(['App.vue', join('components', 'stage', 'StageCard.vue')]))
  })

  it.each(files)('%s contains no hard-coded text', (file) => {
    const template = /<template>([\s\S]*)<\/template>/.exec(readFileSync(join(SRC, file), 'utf8'))?.[1] ?? ''
    expect(template).not.toBe('')
    const text = template
      .replaceAll(/<!--[\s\S]*?-->/g, '')
      .replaceAll(/\{\{[\s\S]*?\}\}/g, '')
      .replaceAll(/<\/?[a-zA-Z](?:"[^"]*"|[^">])*>/g, '')
    expect(text.trim()).toBe('')
  })
})

describe('the message keys', async () => {
  const source = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(vue|ts)$/.test(file))
    .map((file) => readFileSync(join(SRC, file), 'utf8'))
    .join('\n')
  const keys = flatten(await loadMessages('en')).map(([key]) => key)

  it('are all used', () => {
    // Keys in the code may contain template expressions.
    const patterns = [...source.matchAll(/[`'"]((?:[\w-]|\$\{[^}]*\})+(?:\.(?:[\w-]|\$\{[^}]*\})+)+)[`'"]/g)].map(
      ([, key = '']) =>
        new RegExp(`^${key.replaceAll('.', String.raw`\.`).replaceAll(/\$\{[^}]*\}/g, String.raw`[\w.-]+`)}$`),
    )
    expect(patterns.length).toBeGreaterThan(100)
    expect(keys.filter((key) => !patterns.some((pattern) => pattern.test(key)))).toEqual([])
  })

  it('exist if the code uses them', () => {
    const used = [...source.matchAll(/(?:\bt\(|keypath=)\s*["']([\w.-]+)["']/g)].map(([, key = '']) => key)
    expect(used.length).toBeGreaterThan(50)
    expect(used.filter((key) => !keys.includes(key))).toEqual([])
  })
})
