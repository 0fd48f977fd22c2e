import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import FailureNotice from '../../src/components/ui/FailureNotice.vue'
import { KINDS, PortalError } from '../../src/portal/errors'
import { mark, render } from './mount'

const notice = (failure: PortalError, props: object = {}) => render(FailureNotice, { failure, busy: false, ...props })

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('FailureNotice', () => {
  it.each(KINDS)('%s: says what happened and what to do, without a code', async (kind) => {
    const wrapper = await notice(new PortalError(kind, { code: 'THE_CODE' }))
    expect(wrapper.get(mark('stage-error')).attributes()).toMatchObject({ role: 'alert', 'data-kind': kind })
    expect(wrapper.get('h2').text()).not.toBe('')
    expect(wrapper.get('p').text().length).toBeGreaterThan(20)
    expect(wrapper.get('h2').text() + wrapper.get('p').text()).not.toContain('THE_CODE')
  })

  it('keeps what the portal said to be unfolded', async () => {
    const wrapper = await notice(
      new PortalError('request', {
        method: 'crm.status.get',
        code: 'NEW',
        text: 'Odd <b>',
        status: 400,
        requestId: 'r-1',
      }),
    )
    expect(wrapper.findAll('dd').map((detail) => detail.text())).toEqual([
      'crm.status.get',
      'NEW',
      'Odd <b>',
      '400',
      'r-1',
    ])
  })

  it('asks again on demand, and not while it is asking', async () => {
    const wrapper = await notice(new PortalError('server'))
    await wrapper.get(mark('stage-retry')).trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
    await wrapper.setProps({ busy: true })
    // It stays where it is in the order of the Tab key, so that nobody loses their place.
    expect(wrapper.get(mark('stage-retry')).attributes('aria-disabled')).toBe('true')
    await wrapper.get(mark('stage-retry')).trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })

  it('offers nothing where nothing helps, and a reload where that does', async () => {
    expect((await notice(new PortalError('plan'))).find(mark('stage-retry')).exists()).toBe(false)
    const reload = await notice(new PortalError('auth'))
    await reload.get(mark('stage-retry')).trigger('click')
    expect(reload.emitted('reload')).toHaveLength(1)
  })

  it('counts down, then asks again by itself, once', async () => {
    const wrapper = await notice(new PortalError('limit', {}, { retryAt: 3_000 }))
    expect(wrapper.get(mark('stage-countdown')).text()).toBe('Trying again in 3 seconds')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(wrapper.get(mark('stage-countdown')).text()).toBe('Trying again in 1 second')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(wrapper.emitted('retry')).toHaveLength(1)
    expect(wrapper.find(mark('stage-countdown')).exists()).toBe(false)
  })

  it('counts long waits in minutes', async () => {
    expect((await notice(new PortalError('limit', {}, { retryAt: 600_000 }))).get(mark('stage-countdown')).text()).toBe(
      'Trying again in 10 minutes',
    )
  })

  it('stops counting when told to, and then asks on demand alone', async () => {
    const wrapper = await notice(new PortalError('limit', {}, { retryAt: 3_000 }))
    await wrapper.get(mark('stage-stop')).trigger('click')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(wrapper.emitted('retry')).toBeUndefined()
    await wrapper.get(mark('stage-retry')).trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })

  it('asks again when the connection is back, if that was it', async () => {
    const [network, server] = [vi.fn<() => void>(), vi.fn<() => void>()]
    const wrapper = await notice(new PortalError('network'), { onRetry: network })
    await notice(new PortalError('server'), { onRetry: server })
    window.dispatchEvent(new Event('online'))
    wrapper.unmount()
    window.dispatchEvent(new Event('online'))
    expect([network.mock.calls.length, server.mock.calls.length]).toEqual([1, 0])
  })
})
