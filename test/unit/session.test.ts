import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer, Call } from '../../src/portal/call'
import { connect, type Connection } from '../../src/portal/connect'
import { PortalError } from '../../src/portal/errors'
import { useSessionStore } from '../../src/stores/session'

vi.mock('../../src/portal/connect')

const connection = { isInstallMode: false, placement: { code: 'REST_APP_URI', options: { id: '733' } } } as Connection
const failed = () => Promise.reject(new PortalError('bad-answer'))

beforeEach(() => {
  setActivePinia(createPinia())
  vi.mocked(connect).mockReset()
  vi.unstubAllEnvs()
})

describe('the session store', () => {
  it('waits for the handshake and returns its connection to all callers', async () => {
    const session = useSessionStore()
    expect([session.state.status, session.connection, session.launch]).toEqual(['pending', null, null])
    await session.open(Promise.resolve(connection))
    expect(await Promise.all([session.connected(), session.connected()])).toEqual([connection, connection])
    expect(session.connection).toBe(connection)
    expect(session.launch).toEqual({ kind: 'stage', id: '733' })
    expect(connect).not.toHaveBeenCalled()
  })

  it('rejects all callers with the same error until retry()', async () => {
    const session = useSessionStore()
    await session.open(failed())
    expect(session.state).toMatchObject({ status: 'error', error: { kind: 'bad-answer' }, busy: false })
    await expect(session.connected()).rejects.toMatchObject({ kind: 'bad-answer' })
    await expect(session.connected()).rejects.toMatchObject({ kind: 'bad-answer' })
    vi.mocked(connect).mockResolvedValue(connection)
    const retried = session.retry()
    expect(session.state).toMatchObject({ status: 'error', busy: true })
    await retried
    expect(connect).toHaveBeenCalledOnce()
    expect(await session.connected()).toBe(connection)
  })

  it('has a host prove itself anew when a build for any portal retries', async () => {
    vi.stubEnv('VITE_PORTAL_HOSTS', '*')
    const call = vi.fn<Call>(() => Promise.resolve({ value: [] } as unknown as Answer))
    vi.mocked(connect).mockResolvedValue({ ...connection, origin: 'https://crm.example.com', call })
    const session = useSessionStore()
    await session.open(failed())
    await session.retry()
    expect(call.mock.calls).toEqual([['app.info']])
    expect(session.state).toMatchObject({ status: 'error', error: { kind: 'untrusted-portal' } })
  })

  it('wraps other errors of the handshake in a PortalError', async () => {
    const session = useSessionStore()
    await session.open(Promise.reject(new TypeError('x')))
    expect(session.state).toMatchObject({ status: 'error', error: { name: 'PortalError', kind: 'request' } })
  })
})
