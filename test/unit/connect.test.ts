// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'

const sdk = vi.hoisted(() => ({ initializeB24Frame: vi.fn<() => Promise<unknown>>() }))
vi.mock('@bitrix24/b24jssdk', () => ({ ...sdk, Logger: vi.fn<() => void>() }))

const ORIGIN = 'https://acme.bitrix24.com'

function frame(change: object = {}) {
  return {
    getTargetOrigin: () => ORIGIN,
    getLang: () => 'de',
    isInstallMode: false,
    auth: { isAdmin: true },
    setLogger: vi.fn<(logger: unknown) => void>(),
    getHttpClient: () => ({ ajaxClient: { defaults: { headers: { post: {} } } } }),
    placement: { placement: 'REST_APP_URI', options: { id: '733' } },
    ...change,
  }
}

/** Each test connects for the first time. */
async function fresh() {
  vi.resetModules()
  return import('../../src/portal/connect')
}

beforeEach(() => {
  sdk.initializeB24Frame.mockReset()
  vi.unstubAllGlobals()
  vi.stubGlobal('name', 'acme.bitrix24.com|1|abc')
  vi.stubGlobal('parent', {})
  vi.useRealTimers()
})

describe('connect', () => {
  it('says how the portal has opened the app', async () => {
    const $b24 = frame()
    sdk.initializeB24Frame.mockResolvedValue($b24)
    const { connect } = await fresh()
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
    ['a stranger', 'evil.example|1|abc', 'untrusted-portal'],
    ['no portal', '', 'outside'],
  ])('does not even load the SDK’s frame for %s', async (_, name, kind) => {
    vi.stubGlobal('name', name)
    const { connect } = await fresh()
    await expect(connect()).rejects.toMatchObject({ kind })
    expect(sdk.initializeB24Frame).not.toHaveBeenCalled()
  })

  it('is outside where nothing embeds it, whatever its name', async () => {
    vi.stubGlobal('parent', window)
    const { connect } = await fresh()
    await expect(connect()).rejects.toMatchObject({ kind: 'outside' })
  })

  it('distrusts a page that calls itself another', async () => {
    vi.stubGlobal('location', { ancestorOrigins: ['https://evil.example'] })
    const { connect } = await fresh()
    await expect(connect()).rejects.toMatchObject({ kind: 'untrusted-portal', details: { host: 'evil.example' } })
  })

  it('gives the portal ten seconds', async () => {
    vi.useFakeTimers()
    sdk.initializeB24Frame.mockReturnValue(new Promise(() => undefined))
    const { connect } = await fresh()
    const error = connect().catch((caught: unknown) => caught)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await error).toMatchObject({
      kind: 'silent-portal',
      retry: 'reload',
      details: { host: 'acme.bitrix24.com' },
    })
  })

  it('does not follow init data to another protocol', async () => {
    sdk.initializeB24Frame.mockResolvedValue(frame({ getTargetOrigin: () => 'http://acme.bitrix24.com' }))
    const { connect } = await fresh()
    await expect(connect()).rejects.toMatchObject({ kind: 'bad-answer' })
  })

  it('takes any failure of the handshake for a bad answer', async () => {
    sdk.initializeB24Frame.mockRejectedValue(new TypeError('data is undefined'))
    const { connect } = await fresh()
    await expect(connect()).rejects.toMatchObject({ kind: 'bad-answer' })
  })

  it('speaks English with a portal that tells no language', async () => {
    sdk.initializeB24Frame.mockResolvedValue(frame({ getLang: () => 7 }))
    const { connect } = await fresh()
    expect((await connect()).language).toBe('en')
  })

  it('knows the installer', async () => {
    sdk.initializeB24Frame.mockResolvedValue(frame({ isInstallMode: true }))
    const { connect } = await fresh()
    expect((await connect()).isInstallMode).toBe(true)
  })
})
