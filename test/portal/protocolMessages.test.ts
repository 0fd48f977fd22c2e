import { expect, it } from 'vitest'
import { fakeHostPage } from './fakeHostPage'
import { replyTo } from './protocol'

const OTHER_SID = '0'.repeat(32)

it.each([[''], [null], [{}]])('a message can be an object, with %j as parameters', async (params) => {
  const page = fakeHostPage()
  const reply = await replyTo({ method: 'getInitData', params, callback: 'key2', appSid: page.opening.appSid }, page)
  expect(reply).toMatch(/^key2:\{.*"PLACEMENT":"DEFAULT"/)
})

it('a message can be an object with parameters', async () => {
  const page = fakeHostPage()
  const { appSid } = page.opening
  const message = { method: 'setScroll', params: { scroll: 5 }, callback: 'key2', appSid }
  expect(await replyTo(message, page)).toBe('key2:{"scroll":5}')
})

it.each<[string, (sid: string) => unknown]>([
  ['with the SID of another frame', () => `setScroll:{"scroll":0}:key1:${OTHER_SID}`],
  [
    'with the SID of another frame, as an object',
    () => ({ method: 'setScroll', params: {}, callback: 'key1', appSid: OTHER_SID }),
  ],
  ['without a SID', () => 'setScroll:{"scroll":0}:key1'],
  ['without a SID, as an object', () => ({ method: 'setScroll', params: {}, callback: 'key1' })],
  ['with an unknown command', (sid) => `noSuchCommand:key1:${sid}`],
  ['with an unknown command, as an object', (appSid) => ({ method: 'noSuchCommand', callback: 'key1', appSid })],
  ['with toString as the command', (sid) => `toString:key1:${sid}`],
  ['with __proto__ as the command', (sid) => `__proto__:key1:${sid}`],
  ['with invalid JSON', (sid) => `setScroll:{"scroll":key1:${sid}`],
  ['without a callback key', (sid) => `setScroll:${sid}`],
  ['with only a command', () => 'setScroll'],
  ['that is empty', () => ''],
  ['that is a number', () => 5],
  ['that is null', () => null],
  ['that is undefined', () => undefined],
  ['that is an array', (sid) => ['setScroll', 'key1', sid]],
])('a message %s is ignored', async (_, message) => {
  const page = fakeHostPage()
  expect(await replyTo(message(page.opening.appSid), page)).toBeNull()
  expect(page.scroll).not.toHaveBeenCalled()
})
