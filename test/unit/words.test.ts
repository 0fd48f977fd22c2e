import { describe, expect, it } from 'vitest'
import { cleanWords, MAX_LENGTHS, parseWords, WORD_FIELDS, webAddress } from '../../src/crm/words'
import { wordsOption } from '../../src/crm/wordsOption'
import { draftOf, hasBadLink, sameWords, withWords } from '../../src/crm/wordsDraft'
import { fc, mutationsOf, property, text } from './fastCheck'

const WORDS = {
  meaning: 'The client has seen the offer.\nWe wait.',
  enter: 'The offer was sent.',
  leave: 'The client has signed.',
  ask: 'Sales office',
  link: 'https://wiki.acme.example/offers?id=5#top',
}
const parseOne = (row: unknown) => parseWords(JSON.stringify({ NEW: row })).get('NEW') ?? null

describe('parseWords', () => {
  it('reads what withWords has written', () => {
    const option = withWords(withWords(null, 'NEW', WORDS), 'C5:1', { ask: 'Ada' })
    expect(Object.fromEntries(parseWords(option))).toEqual({ NEW: WORDS, 'C5:1': { ask: 'Ada' } })
  })

  it.each([
    undefined,
    null,
    7,
    true,
    {},
    { NEW: WORDS },
    [],
    '',
    'no JSON',
    '7',
    'null',
    '[]',
    '{"NEW":"text"}',
    '{"NEW":[]}',
    '{"NEW":{"meaning":7,"enter":null,"leave":{},"ask":[],"link":true,"other":"x"}}',
    '{"NEW":{"meaning":"  \\n "}}',
    JSON.stringify({ NEW: { meaning: 'x'.repeat(20_000) } }),
  ])('finds nothing in %j', (value) => {
    expect([...parseWords(value)]).toEqual([])
  })

  it('bounds every text', () => {
    const long = Object.fromEntries(WORD_FIELDS.map((field) => [field, 'https://a.example/'.padEnd(2_000, 'x')]))
    const words = parseOne(long)
    for (const field of WORD_FIELDS) expect(words?.[field]).toHaveLength(MAX_LENGTHS[field])
  })

  it('keeps line ends, and no control characters, halves of characters or turns of direction', () => {
    expect(parseOne({ meaning: 'a\r\nb\rc\td\u0000\u0007\u202Ee\u2066f\uD83D' })).toEqual({ meaning: 'a\nb\nc\tdef' })
    expect(parseOne({ ask: `${'x'.repeat(119)}😀` })).toEqual({ ask: 'x'.repeat(119) })
  })

  it('keeps markup as text', () => {
    expect(parseOne({ meaning: '<img src=x onerror=alert(1)>' })).toEqual({ meaning: '<img src=x onerror=alert(1)>' })
  })

  it('keeps stages apart whose codes are names of the language', () => {
    const value = '{"__proto__":{"ask":"a"},"constructor":{"ask":"b"},"1":{"ask":"c"}}'
    expect(new Map(parseWords(value))).toEqual(
      new Map([
        ['1', { ask: 'c' }],
        ['__proto__', { ask: 'a' }],
        ['constructor', { ask: 'b' }],
      ]),
    )
    expect(parseWords(withWords(value, 'X', { ask: 'd' })).get('__proto__')).toEqual({ ask: 'a' })
  })

  property([fc.oneof(text, mutationsOf(JSON.stringify({ NEW: WORDS })))])('never throws, for any text', (value) => {
    for (const words of parseWords(value).values()) {
      expect(cleanWords(words)).toEqual(words)
      if (words.link) expect(new URL(words.link).protocol).toMatch(/^https?:$/)
    }
  })
})

describe('webAddress', () => {
  it.each([
    ['https://acme.example/a', 'https://acme.example/a'],
    ['HTTP://ACME.example', 'http://acme.example/'],
    ['https://пример.example/й', 'https://xn--e1afmkfd.example/%D0%B9'],
  ])('%s is %s', (typed, address) => {
    expect(webAddress(typed)).toBe(address)
  })

  it.each([
    '',
    'acme.example',
    '/crm/deal/',
    '//acme.example',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://acme.example',
    'blob:https://acme.example/1',
    'https://',
    'https://acme.example@evil.example/',
    'https://user:secret@acme.example/',
  ])('refuses %j', (typed) => {
    expect(webAddress(typed)).toBeNull()
  })
})

describe('a draft', () => {
  it('begins with the words that are there', () => {
    expect(draftOf(WORDS)).toEqual(WORDS)
    expect(draftOf({ ask: 'Ada', enter: 7 })).toEqual({ meaning: '', enter: '', leave: '', ask: 'Ada', link: '' })
    expect(draftOf(null)).toEqual(draftOf('text'))
  })

  it('says what is no link', () => {
    expect(hasBadLink(draftOf({ link: ' ' }))).toBe(false)
    expect(hasBadLink(draftOf({ link: ' https://acme.example ' }))).toBe(false)
    expect(hasBadLink(draftOf({ link: 'acme.example' }))).toBe(true)
    expect(hasBadLink(draftOf({ link: `https://acme.example/${'й'.repeat(200)}` }))).toBe(true)
  })

  it('is the same as words that say the same', () => {
    expect(sameWords(draftOf(WORDS), WORDS)).toBe(true)
    expect(sameWords(draftOf(null), null)).toBe(true)
    expect(sameWords(draftOf(null), { ask: 'Ada' })).toBe(false)
  })

  it('changes nothing but its own stage, and removes what is empty', () => {
    const value = JSON.stringify({ NEW: WORDS, WON: { ask: 'Ada' } })
    expect(withWords(value, 'WON', { ask: 'Bob' })).toBe(JSON.stringify({ NEW: WORDS, WON: { ask: 'Bob' } }))
    expect(withWords(value, 'WON', null)).toBe(JSON.stringify({ NEW: WORDS }))
    expect(withWords('no JSON', 'WON', null)).toBe('{}')
  })

  it('forgets stages that are gone, on request', () => {
    const value = JSON.stringify({ NEW: WORDS, GONE: WORDS })
    expect(withWords(value, 'WON', { ask: 'Bob' }, new Set(['NEW', 'WON']))).toBe(
      JSON.stringify({ NEW: WORDS, WON: { ask: 'Bob' } }),
    )
  })
})

it('each directory has an option of its own', () => {
  expect(wordsOption('DEAL_STAGE_1')).toBe('stageWords_DEAL_STAGE_1')
})
