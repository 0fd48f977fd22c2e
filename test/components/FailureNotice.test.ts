import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import FailureNotice from '../../src/components/ui/FailureNotice.vue'
import { FAILURE_KINDS, PortalError } from '../../src/portal/errors'
import { byTestId, render } from './mount'

const renderNotice = (failure: PortalError, props: object = {}) =>
  render(FailureNotice, { failure, busy: false, ...props })

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('FailureNotice', () => {
  it.each(FAILURE_KINDS)('%s: says what happened and what to do, without a code', async (kind) => {
    const wrapper = await renderNotice(new PortalError(kind, { code: 'THE_CODE' }))
    expect(wrapper.get(byTestId('stage-error')).attributes()).toMatchObject({ role: 'alert', 'data-kind': kind })
    expect(wrapper.get('h2').text()).not.toBe('')
    expect(wrapper.get('p').text().length).toBeGreaterThan(20)
    expect(wrapper.get('h2').text() + wrapper.get('p').text()).not.toContain('THE_CODE')
  })

  it('shows in the details what the portal sent', async () => {
    const wrapper = await renderNotice(
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

  it('asks again on click, but not while it is busy', async () => {
    const wrapper = await renderNotice(new PortalError('server'))
    await wrapper.get(byTestId('stage-retry')).trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
    await wrapper.setProps({ busy: true })
    // `disabled` would take the focused button out of the tab order.
    expect(wrapper.get(byTestId('stage-retry')).attributes('aria-disabled')).toBe('true')
    await wrapper.get(byTestId('stage-retry')).trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })

  it('offers no retry if none can succeed, and a reload if one is needed', async () => {
    expect((await renderNotice(new PortalError('plan'))).find(byTestId('stage-retry')).exists()).toBe(false)
    const reload = await renderNotice(new PortalError('auth'))
    await reload.get(byTestId('stage-retry')).trigger('click')
    expect(reload.emitted('reload')).toHaveLength(1)
  })

  it('counts down, and then asks again by itself once', async () => {
    const wrapper = await renderNotice(new PortalError('limit', {}, { retryAt: 3_000 }))
    expect(wrapper.get(byTestId('stage-countdown')).text()).toBe('Trying again in 3 seconds')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(wrapper.get(byTestId('stage-countdown')).text()).toBe('Trying again in 1 second')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(wrapper.emitted('retry')).toHaveLength(1)
    expect(wrapper.find(byTestId('stage-countdown')).exists()).toBe(false)
  })

  it('counts long waits in minutes', async () => {
    expect(
      (await renderNotice(new PortalError('limit', {}, { retryAt: 600_000 }))).get(byTestId('stage-countdown')).text(),
    ).toBe('Trying again in 10 minutes')
  })

  it('stops the countdown on click, and then asks again only on click', async () => {
    const wrapper = await renderNotice(new PortalError('limit', {}, { retryAt: 3_000 }))
    await wrapper.get(byTestId('stage-stop')).trigger('click')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(wrapper.emitted('retry')).toBeUndefined()
    await wrapper.get(byTestId('stage-retry')).trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })

  it('asks again when the connection is back, but only after a network failure', async () => {
    const [onNetworkRetry, onServerRetry] = [vi.fn<() => void>(), vi.fn<() => void>()]
    const wrapper = await renderNotice(new PortalError('network'), { onRetry: onNetworkRetry })
    await renderNotice(new PortalError('server'), { onRetry: onServerRetry })
    window.dispatchEvent(new Event('online'))
    wrapper.unmount()
    window.dispatchEvent(new Event('online'))
    expect([onNetworkRetry.mock.calls.length, onServerRetry.mock.calls.length]).toEqual([1, 0])
  })
})
