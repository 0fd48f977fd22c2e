import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FirstCard } from '../../src/boot/firstCard'
import { onceProven } from '../../src/boot/onceProven'
import type { Answer, Call } from '../../src/portal/call'
import type { Connection } from '../../src/portal/connect'
import { PortalError } from '../../src/portal/errors'
import { proven } from '../../src/portal/proven'

const INFO = {
  ID: 5,
  CODE: 'acme.stage_card',
  VERSION: 4,
  STATUS: 'L',
  INSTALLED: true,
  PAYMENT_EXPIRED: 'N',
  DAYS: null,
  LANGUAGE_ID: 'de',
  LICENSE: 'de_ent10000',
}

function connectionTo(answer: () => Promise<unknown>) {
  const call = vi.fn<Call>(async () => ({ value: await answer() }) as Answer)
  return { connection: { origin: 'https://crm.example.com:8443', call: call as Call } as Connection, call }
}

const outcome = (connection: Connection) => proven(connection).catch((error: unknown) => error)

beforeEach(() => {
  vi.unstubAllEnvs()
})

describe('a host', () => {
  it.each([
    ['the answer of the documentation', INFO],
    ['an ID that is text', { ...INFO, ID: '5' }],
    ['an app that is not installed yet', { ...INFO, INSTALLED: false }],
    ['an app of the Market', { ...INFO, STATUS: 'P' }],
  ])('is proven by %s', async (_, info) => {
    const { connection, call } = connectionTo(() => Promise.resolve(info))
    expect(await proven(connection)).toBe(connection)
    expect(call.mock.calls).toEqual([['app.info']])
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['true', true],
    ['an empty list', []],
    ['an empty object', {}],
    ['a text', 'stage-card'],
    ['no code', { ...INFO, CODE: undefined }],
    ['an empty code', { ...INFO, CODE: '' }],
    ['a code that is a number', { ...INFO, CODE: 7 }],
    ['no ID', { ...INFO, ID: undefined }],
    ['an ID of zero', { ...INFO, ID: 0 }],
    ['an ID that is no number', { ...INFO, ID: 'abc' }],
    ['an ID that is an object', { ...INFO, ID: { toString: null } }],
    ['no status', { ...INFO, STATUS: undefined }],
    ['a status of another kind', { ...INFO, STATUS: 'ok' }],
    ['what is in another list', [INFO]],
  ])('that answers %s is refused', async (_, info) => {
    const { connection } = connectionTo(() => Promise.resolve(info))
    expect(await outcome(connection)).toMatchObject({
      kind: 'untrusted-portal',
      retry: 'never',
      details: { host: 'crm.example.com:8443', method: 'app.info' },
    })
  })

  it.each([
    ['ACCESS_DENIED', 400, 'Access denied! Application context required'],
    ['ERROR_METHOD_NOT_FOUND', 404, 'Method not found!'],
    ['insufficient_scope', 403, ''],
    ['INVALID_REQUEST', 400, 'Https required.'],
    ['NOT_JSON', 404, ''],
    ['NOT_JSON', 405, ''],
    ['', 400, ''],
  ])(
    'that answers with the error %s (%i) is refused, and its answer is kept for the details',
    async (code, status, text) => {
      const details = { method: 'app.info', code, status, text }
      const { connection } = connectionTo(() => Promise.reject(PortalError.of(details)))
      expect(await outcome(connection)).toMatchObject({
        kind: 'untrusted-portal',
        details: { ...details, host: 'crm.example.com:8443' },
      })
    },
  )

  it('that answers with another page is refused', async () => {
    const { connection } = connectionTo(() => Promise.reject(new PortalError('bad-answer', { method: 'app.info' })))
    expect(await outcome(connection)).toMatchObject({ kind: 'untrusted-portal' })
  })

  it.each([
    ['NETWORK_ERROR', 0, 'network'],
    ['REQUEST_TIMEOUT', 0, 'network'],
    ['QUERY_LIMIT_EXCEEDED', 503, 'limit'],
    ['OVERLOAD_LIMIT', 403, 'blocked'],
    ['expired_token', 401, 'auth'],
    ['PORTAL_DELETED', 403, 'portal-closed'],
    ['INTERNAL_SERVER_ERROR', 500, 'server'],
    ['NOT_JSON', 502, 'server'],
    ['ERROR_UNEXPECTED_ANSWER', 0, 'server'],
  ])('that fails with %s (%i) is neither proven nor refused', async (code, status, kind) => {
    const failure = PortalError.of({ code, status })
    const { connection } = connectionTo(() => Promise.reject(failure))
    expect(await outcome(connection)).toBe(failure)
    expect(failure.kind).toBe(kind)
  })
})

describe('a build that names its app', () => {
  beforeEach(() => {
    vi.stubEnv('VITE_APP_CODE', 'acme.stage_card')
  })

  it('serves this app', async () => {
    const { connection } = connectionTo(() => Promise.resolve(INFO))
    expect(await proven(connection)).toBe(connection)
  })

  it.each(['acme.other', 'acme.stage_card2', 'ACME.stage_card', ''])('refuses the app “%s”', async (CODE) => {
    const { connection } = connectionTo(() => Promise.resolve({ ...INFO, CODE }))
    expect(await outcome(connection)).toMatchObject({ kind: 'untrusted-portal' })
  })
})

describe('the first card', () => {
  it('is held back until the host is proven', async () => {
    let prove: ((info: unknown) => void) | undefined
    const { connection } = connectionTo(() => new Promise((resolve) => (prove = resolve)))
    const card: FirstCard = { connection }
    let shown: FirstCard | null = null
    const done = onceProven(Promise.resolve(card)).then((proved) => (shown = proved))
    await vi.waitFor(() => expect(connection.call).toHaveBeenCalledOnce())
    expect(shown).toBeNull()
    prove?.(INFO)
    await done
    expect(shown).toBe(card)
  })

  it('fails with its host, without an unhandled rejection', async () => {
    const { connection } = connectionTo(() => Promise.resolve(null))
    const card = onceProven(Promise.resolve({ connection }))
    await new Promise((resolve) => setTimeout(resolve))
    await expect(card).rejects.toMatchObject({ kind: 'untrusted-portal' })
  })

  it('of no portal asks nothing', async () => {
    const failure = new PortalError('outside')
    await expect(onceProven(Promise.reject(failure))).rejects.toBe(failure)
  })
})
