import { beforeEach, describe, expect, it } from 'vitest'
import { fetchAppOptions, saveAppOption } from '../../src/api/appOptions'
import { failureOf } from './failure'
import { WEBHOOK_SECRET } from './portal'
import { call, signIn } from './sdk'
import { startPortal } from './server'

const { portal, origin } = await startPortal()
beforeEach(() => signIn(portal, origin))

const WORDS = JSON.stringify({ 'C1:NEW': { meaning: 'Запрос & “offer”=1\n+2', link: 'https://acme.example/?a=1&b=2' } })

describe('the app’s options', () => {
  it('are empty at first', async () => {
    expect(await fetchAppOptions(call)).toEqual({})
    expect((await call('app.option.get', { option: 'words' })).value).toBeNull()
  })

  it('are kept for everybody, with any text', async () => {
    await saveAppOption(call, 'words', WORDS)
    await saveAppOption(call, 'other', '[]')
    portal.settings.user = 'employee'
    expect(await fetchAppOptions(call)).toEqual({ words: WORDS, other: '[]' })
    expect((await call('app.option.get', { option: 'words' })).value).toBe(WORDS)
  })

  it.each(['employee', 'installer'] as const)('are not taken from an %s', async (user) => {
    portal.settings.user = user
    const error = await failureOf(portal, saveAppOption(call, 'words', WORDS))
    expect([error.kind, error.about, error.details.status]).toEqual(['access-denied', 'administrators', 403])
    expect(portal.appOptions).toEqual({})
  })

  it('are only for apps, and never nothing', async () => {
    const answer = await fetch(`${origin}/rest/1/${WEBHOOK_SECRET}/app.option.get`)
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'AccessException' }])
    const error = await failureOf(portal, call('app.option.set', { options: {} }))
    expect(error.details).toMatchObject({ code: 'ArgumentNullException', text: 'options is empty' })
  })
})
