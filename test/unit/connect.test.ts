// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'

const sdk = vi.hoisted(() => ({ initializeB24Frame: vi.fn<() => Promise<unknown>>() }))
vi.mock('@bitrix24/b24jssdk', () => ({ ...sdk, Logger: vi.fn<() => void>() }))

const ORIGIN = 'https://acme.bitrix24.com'

function frame(overrides: object = {}) {
  return {
    getTargetOrigin: () => ORIGIN,
    getLang: () => 'de',
    isInstallMode: false,
    auth: { isAdmin: true },
    setLogger: vi.fn<(logger: unknown) => void>(),
    getHttpClient: () => ({ ajaxClient: { defaults: { headers: { post: {} } } } }),
    placement: { placement: 'REST_APP_URI', options: { id: '733' } },
    ...overrides,
  }
}

/** Imports the module again, since it keeps the connection. */
async function importConnect() {
  vi.resetModules()
  return import('../../src/portal/connect')
}

beforeEach(() => {
  sdk.initializeB24Frame.mockReset()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.stubGlobal('name', 'acme.bitrix24.com|1|abc')
  vi.stubGlobal('parent', {})
  vi.useRealTimers()
})

describe('connect', () => {
  it('returns the connection with the placement, the user’s rights and language', async () => {
    const $b24 = frame()
    sdk.initializeB24Frame.mockResolvedValue($b24)
    const { connect } = await importConnect()
    expect(await connect()).toEqual({
      $b24,
      call: expect.any(Function),
      origin: ORIGIN,
      isInstallMode: false,
      placement: { code: 'REST_APP_URI', options: { id: '733' } },
      isAdmin: true,
      language: 'de',
    })
    expect(sdk.initializeB24Frame).toHaveBeenCalledExactlyOnceWith({ restrictionParams: { maxRetries: 1 } })
    expect($b24.setLogger).toHaveBeenCalledOnce()
  })

  it.each([
    ['an untrusted portal', 'evil.example|1|abc', 'untrusted-portal'],
    ['no portal', '', 'outside'],
  ])('does not initialize the SDK for %s', async (_, name, kind) => {
    vi.stubGlobal('name', name)
    const { connect } = await importConnect()
    await expect(connect()).rejects.toMatchObject({ kind })
    expect(sdk.initializeB24Frame).not.toHaveBeenCalled()
  })

  it('fails as outside if the window has no parent, even with a valid name', async () => {
    vi.stubGlobal('parent', window)
    const { connect } = await importConnect()
    await expect(connect()).rejects.toMatchObject({ kind: 'outside' })
  })

  it('rejects a page whose origin differs from the frame’s name', async () => {
    vi.stubGlobal('location', { ancestorOrigins: ['https://evil.example'] })
    const { connect } = await importConnect()
    await expect(connect()).rejects.toMatchObject({ kind: 'untrusted-portal', details: { host: 'evil.example' } })
  })

  describe('in a build for any portal', () => {
    beforeEach(() => {
      vi.stubEnv('VITE_PORTAL_HOSTS', '*')
      vi.stubGlobal('name', 'crm.example.com|1|abc')
    })

    it('connects to the host that the browser names', async () => {
      vi.stubGlobal('location', { ancestorOrigins: ['https://crm.example.com'] })
      sdk.initializeB24Frame.mockResolvedValue(frame({ getTargetOrigin: () => 'https://crm.example.com' }))
      const { connect } = await importConnect()
      expect((await connect()).origin).toBe('https://crm.example.com')
    })

    it.each([
      ['another page is around', ['https://evil.example'], 'evil.example'],
      ['the browser names none', undefined, 'crm.example.com'],
    ])('refuses if %s', async (_, ancestorOrigins, host) => {
      vi.stubGlobal('location', { ancestorOrigins })
      const { connect } = await importConnect()
      await expect(connect()).rejects.toMatchObject({ kind: 'untrusted-portal', details: { host } })
      expect(sdk.initializeB24Frame).not.toHaveBeenCalled()
    })
  })

  it('times out after ten seconds', async () => {
    vi.useFakeTimers()
    sdk.initializeB24Frame.mockReturnValue(new Promise(() => undefined))
    const { connect } = await importConnect()
    const error = connect().catch((caught: unknown) => caught)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await error).toMatchObject({
      kind: 'silent-portal',
      retry: 'reload',
      details: { host: 'acme.bitrix24.com' },
    })
  })

  it('rejects init data with another protocol', async () => {
    sdk.initializeB24Frame.mockResolvedValue(frame({ getTargetOrigin: () => 'http://acme.bitrix24.com' }))
    const { connect } = await importConnect()
    await expect(connect()).rejects.toMatchObject({ kind: 'bad-answer' })
  })

  it('reports any failure of the handshake as bad-answer', async () => {
    sdk.initializeB24Frame.mockRejectedValue(new TypeError('data is undefined'))
    const { connect } = await importConnect()
    await expect(connect()).rejects.toMatchObject({ kind: 'bad-answer' })
  })

  it('falls back to English if the portal sends no language', async () => {
    sdk.initializeB24Frame.mockResolvedValue(frame({ getLang: () => 7 }))
    const { connect } = await importConnect()
    expect((await connect()).language).toBe('en')
  })

  it('recognizes install mode', async () => {
    sdk.initializeB24Frame.mockResolvedValue(frame({ isInstallMode: true }))
    const { connect } = await importConnect()
    expect((await connect()).isInstallMode).toBe(true)
  })
})
