import { expect, it } from 'vitest'
import { hostPage } from './host-page'
import { replyTo } from './protocol'

const FOREIGN = '0'.repeat(32)

it.each([[''], [null], [{}]])('a message may be an object, with %j for parameters', async (params) => {
  const page = hostPage()
  const reply = await replyTo({ method: 'getInitData', params, callback: 'key2', appSid: page.opening.appSid }, page)
  expect(reply).toMatch(/^key2:\{.*"PLACEMENT":"DEFAULT"/)
})

it('a message may be an object with parameters', async () => {
  const page = hostPage()
  const { appSid } = page.opening
  const message = { method: 'setScroll', params: { scroll: 5 }, callback: 'key2', appSid }
  expect(await replyTo(message, page)).toBe('key2:{"scroll":5}')
})

it.each<[string, (sid: string) => unknown]>([
  ['of another opening', () => `setScroll:{"scroll":0}:key1:${FOREIGN}`],
  ['of another opening, as an object', () => ({ method: 'setScroll', params: {}, callback: 'key1', appSid: FOREIGN })],
  ['of no opening', () => 'setScroll:{"scroll":0}:key1'],
  ['of no opening, as an object', () => ({ method: 'setScroll', params: {}, callback: 'key1' })],
  ['with an unknown command', (sid) => `noSuchCommand:key1:${sid}`],
  ['with an unknown command, as an object', (appSid) => ({ method: 'noSuchCommand', callback: 'key1', appSid })],
  ['with a word that every object knows', (sid) => `toString:key1:${sid}`],
  ['with the word of a prototype', (sid) => `__proto__:key1:${sid}`],
  ['with JSON that is none', (sid) => `setScroll:{"scroll":key1:${sid}`],
  ['without a key', (sid) => `setScroll:${sid}`],
  ['that is a command alone', () => 'setScroll'],
  ['that is empty', () => ''],
  ['that is a number', () => 5],
  ['that is null', () => null],
  ['that is undefined', () => undefined],
  ['that is a list', (sid) => ['setScroll', 'key1', sid]],
])('a message %s is ignored', async (_, message) => {
  const page = hostPage()
  expect(await replyTo(message(page.opening.appSid), page)).toBeNull()
  expect(page.scroll).not.toHaveBeenCalled()
})
