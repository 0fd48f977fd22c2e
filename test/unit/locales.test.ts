import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, languageFor, languageOfTag, loadMessages, tagOf } from '../../src/locales'

/** Words that some languages share. */
const SAME_WORDS = ['Stage Card', 'Name', 'Position', 'Pipeline', 'Code', 'Host', 'Lead', 'Leads', 'CSV', 'JSON', 'Markdown', 'JS SDK: callMethod', 'JS SDK: actions.v2', 'BX24.js', 'PHP SDK', 'PHP CRest', 'cURL (OAuth)', 'Python (b24pysdk)']
const SRC = join(import.meta.dirname, '../../src')

function flatten(messages: object, path = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flatten(value as object, `${path}${key}.`),
  )
}

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()

describe('languageFor', () => {
  it.each([
    ['en', 'en'], ['de', 'de'], ['ru', 'ru'], ['RU', 'ru'], ['xx', 'en'], ['', 'en'], ['toString', 'en'], ['__proto__', 'en'],
  ])('%j is %s', (code, language) => {
    expect(languageFor(code)).toBe(language)
  })
})

describe('languageOfTag', () => {
  it.each([['de-AT', 'de'], ['en-GB', 'en'], ['ru', 'ru'], ['xx', 'en'], ['no tag', 'en'], ['', 'en']])('%j is %s', (tag, language) => {
    expect(languageOfTag(tag)).toBe(language)
  })
})

describe.each(LANGUAGES)('the texts in %s', async (language) => {
  const texts = new Map(flatten(await loadMessages(language)))
  const english = new Map(flatten(await loadMessages('en')))

  it('are the same ones as in English, with the same placeholders', () => {
    expect([...texts.keys()]).toEqual([...english.keys()])
    for (const [key, text] of texts) expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')])
  })

  it('are a language that Intl knows', () => {
    expect(Intl.NumberFormat.supportedLocalesOf(tagOf(language))).toHaveLength(1)
  })
})

it.each(LANGUAGES.filter((language) => language !== 'en'))('no text in %s is still English', async (language) => {
  const english = new Map(flatten(await loadMessages('en')))
  const same = flatten(await loadMessages(language)).filter(([key, text]) => {
    const words = text.replaceAll(/\{\w+\}/g, '')
    return text === english.get(key) && /\p{L}{3}/u.test(words) && !SAME_WORDS.includes(words)
  })
  expect(same).toEqual([])
})

describe('templates', () => {
  const files = ['App.vue', ...['components', 'views'].flatMap((room) => readdirSync(join(SRC, room)).filter((file) => file.endsWith('.vue')).map((file) => `${room}/${file}`))]

  it.each(files)('%s holds no text of its own', (file) => {
    const template = /<template>([\s\S]*)<\/template>/.exec(readFileSync(join(SRC, file), 'utf8'))?.[1] ?? ''
    expect(template).not.toBe('')
    const text = template
      .replaceAll(/<!--[\s\S]*?-->/g, '')
      .replaceAll(/\{\{[\s\S]*?\}\}/g, '')
      .replaceAll(/<\/?[a-zA-Z](?:"[^"]*"|[^">])*>/g, '')
    expect(text.trim()).toBe('')
  })
})
