import { describe, expect, it, vi } from 'vitest'
import HistoryControls from '../../src/components/life/HistoryControls.vue'
import HistoryNotes from '../../src/components/life/HistoryNotes.vue'
import OldestList from '../../src/components/life/OldestList.vue'
import StageCount from '../../src/components/life/StageCount.vue'
import StageTimes from '../../src/components/life/StageTimes.vue'
import WayLine from '../../src/components/life/WayLine.vue'
import type { StageBar } from '../../src/crm/life/bars'
import type { StageDuration, Transition } from '../../src/crm/life/figures'
import type { Stay } from '../../src/crm/life/stays'
import { PortalError } from '../../src/portal/errors'
import { byTestId, render } from './mount'

const DAY = 86_400

/** The stages that a component knows. */
const stageOf = (code: string) =>
  ['NEW', 'NEXT', 'WON'].includes(code) ? { id: 5, name: `Stage ${code}`, color: '#336699' as const } : null

const renderTimes = (given: StageDuration | null, transitions: Transition[] = [], final = false) =>
  render(StageTimes, { duration: given, final, transitions, stageOf })

const stay = (change: Partial<Stay>): Stay => ({
  recordId: 1,
  stage: 'NEW',
  pipelineId: 0,
  outcome: 'process',
  from: Date.parse('2026-11-01T12:00:00'),
  seconds: DAY,
  end: 'moved',
  next: 'SENT',
  ...change,
})

describe('StageCount', () => {
  const bar: StageBar = { color: '#336699', count: 1234, error: null, share: 0.5, most: 2468 }

  it('has a figure, words and a bar', async () => {
    const wrapper = await render(StageCount, { id: 7, bar })
    const root = wrapper.get(byTestId('stage-count'))
    expect(root.attributes()).toMatchObject({ 'data-stage-id': '7', 'data-count': '1234', title: '1,234 items' })
    expect(wrapper.get<HTMLElement>('.own-color').element.style.width).toBe('50%')
  })

  it('has the digits of Kazakh, which Chromium itself does not know', async () => {
    const wrapper = await render(StageCount, { id: 7, bar }, 'kz')
    expect(wrapper.attributes('title')).toContain('1\u00A0234')
  })

  it('says why there is no count', async () => {
    const error = new PortalError('access-denied', {})
    const wrapper = await render(StageCount, { id: 7, bar: { ...bar, count: null, error, share: 0 } })
    expect(wrapper.attributes('data-count')).toBeUndefined()
    expect(wrapper.text()).toBe('–Not counted: You don’t have access')
  })

  it('is nothing for a stage that was not asked for', async () => {
    expect((await render(StageCount, { id: 7, bar: null })).text()).toBe('')
  })
})

describe('OldestList', () => {
  it('says how long items have been here, and opens them', async () => {
    vi.setSystemTime(Date.parse('2026-11-27T12:00:00Z'))
    const records = [
      { id: 21, title: '<b>Chairs</b>', since: '2026-11-15T12:00:00Z' },
      { id: 22, title: '', since: null },
    ]
    const wrapper = await render(OldestList, { records, label: 'Here longest first' })
    const rows = wrapper.findAll('[data-record-id]')
    expect(rows.map((row) => [row.attributes('data-record-id'), row.text()])).toEqual([
      ['21', '<b>Chairs</b>12 days'],
      ['22', 'Item 22'],
    ])
    await rows[1]?.get('button').trigger('click')
    expect(wrapper.emitted('open')).toEqual([[22]])
  })
})

describe('StageTimes', () => {
  const curve = { steps: [], longest: 0 }
  const duration = (median: number, p90: number, atLeast: [boolean, boolean] = [false, false]): StageDuration => ({
    count: 10,
    open: 3,
    median: { seconds: median, atLeast: atLeast[0] },
    p90: { seconds: p90, atLeast: atLeast[1] },
    curve,
  })
  it.each([
    [duration(3 * DAY, 12 * DAY), 'Half leave within 3 days, 9 of 10 within 12 days.'],
    [duration(16_200, 10.75 * DAY), 'Half leave within 4.5 hours, 9 of 10 within 11 days.'],
    [duration(90, 1.5 * DAY), 'Half leave within 1 minute, 9 of 10 within 1.5 days.'],
    [duration(DAY, 9 * DAY, [false, true]), 'Half leave within 1 day. For 9 of 10 it takes at least 9 days'],
    [duration(9 * DAY, 9 * DAY, [true, true]), 'Half need at least 9 days to leave'],
    [null, 'No items came to this stage in this period.'],
  ])('says it in words: %#', async (given, text) => {
    const wrapper = await renderTimes(given)
    expect(wrapper.get(byTestId('stage-duration')).text()).toContain(text)
    expect(wrapper.get(byTestId('stage-duration')).attributes('data-median')).toBe(given?.median.seconds.toString())
    expect(wrapper.get(byTestId('stage-duration')).attributes('data-p90')).toBe(given?.p90.seconds.toString())
  })

  it('says where items went, with won and unknown stages marked', async () => {
    const wrapper = await renderTimes(duration(1, 2), [
      { to: 'NEXT', outcome: 'process', count: 5, share: 0.5 },
      { to: 'WON', outcome: 'success', count: 2, share: 0.2 },
      { to: 'UC_GONE', outcome: 'process', count: 2, share: 0.2 },
      { to: null, outcome: null, count: 1, share: 0.1 },
    ])
    expect(wrapper.findAll(`${byTestId('stage-next')} li`).map((row) => row.text())).toEqual([
      'Stage NEXT50% (5)',
      'Stage WONWon20% (2)',
      'UC_GONEdeleted or in another pipeline20% (2)',
      'Another pipeline10% (1)',
    ])
  })

  it('says of a final stage only what it is', async () => {
    const wrapper = await renderTimes(duration(1, 2), [], true)
    expect(wrapper.text()).toContain('This is a final stage')
    expect(wrapper.text()).not.toContain('Where items went next')
  })
})

describe('HistoryControls', () => {
  const props = { periods: [30, 90, 365], period: 90, progress: null, known: false, unfinished: false }

  it('asks, chooses and stops', async () => {
    const wrapper = await render(HistoryControls, props)
    await wrapper.get(byTestId('life-read')).trigger('click')
    await wrapper.get('select').setValue('365')
    await wrapper.setProps({ progress: { rows: 12_345, total: 20_000 } })
    const progress = wrapper.get(byTestId('life-progress'))
    expect(progress.text()).toBe('Stage changes read: 12,345 of 20,000')
    expect(progress.attributes()).toMatchObject({ 'data-rows': '12345', 'data-total': '20000' })
    await wrapper.get(byTestId('life-stop')).trigger('click')
    await wrapper.setProps({ progress: null, known: true, unfinished: true })
    await wrapper.get(byTestId('life-go-on')).trigger('click')
    expect(wrapper.emitted()).toMatchObject({ ask: [[]], choose: [[365]], stop: [[]], goOn: [[]] })
  })
})

describe('HistoryNotes', () => {
  const history = {
    since: Date.parse('2026-11-01T12:00:00'),
    rows: 20_000,
    stopped: false,
    truncated: false,
    failure: null,
  }

  it.each([
    [{}, 'Stage changes since Nov 1, 2026, 12:00 PM: 20,000'],
    [{ stopped: true }, 'Stopped after 20,000 stage changes.'],
    [{ stopped: true, rows: 0 }, 'Stopped before any stage history was read.'],
    [{ truncated: true }, 'The app reads at most 20,000 stage changes.'],
    [{ failure: new PortalError('server', {}) }, 'The stage history couldn’t be read to the end.'],
  ])('says what the figures stand on: %j', async (change, text) => {
    const wrapper = await render(HistoryNotes, { history: { ...history, ...change } })
    expect(wrapper.text().replaceAll('\u202F', ' ')).toContain(text)
    expect(wrapper.text()).toContain('Not included')
  })
})

describe('WayLine', () => {
  it('has words for each kind of end, and shows known stages only', async () => {
    const stays = [
      stay({}),
      stay({ stage: 'UC_GONE', seconds: 0, end: 'unknown', next: null }),
      stay({ end: 'open', next: null }),
    ]
    const wrapper = await render(WayLine, { stays, stageOf, summary: 'Here for 1 day' })
    const segments = wrapper.findAll('li')
    expect(segments.map((segment) => segment.attributes('data-stage-id'))).toEqual(['5', 'UC_GONE', '5'])
    const buttons = wrapper.findAll('button')
    const words = buttons.map((button) => button.attributes('aria-label')?.replaceAll('\u202F', ' '))
    expect(words).toEqual([
      'Stage NEW: 1 day, Nov 1, 2026, 12:00 PM – Nov 2, 2026, 12:00 PM',
      'UC_GONE: since Nov 1, 2026, 12:00 PM, end unknown',
      'Stage NEW: 1 day so far, since Nov 1, 2026, 12:00 PM',
    ])
    for (const button of buttons) await button.trigger('click')
    expect(wrapper.emitted('show')).toEqual([[5], [5]])
    expect(wrapper.get(byTestId('way-said')).text()).toBe('Here for 1 day')
    await buttons[1]?.trigger('focus')
    expect(wrapper.get(byTestId('way-said')).text()).toContain('UC_GONE')
  })

  it('has times and dates of Kazakh, which Chromium itself does not know', async () => {
    const wrapper = await render(WayLine, { stays: [stay({ seconds: 1.5 * DAY })], stageOf, summary: '' }, 'kz')
    const words = wrapper.get('button').attributes('aria-label')
    expect(words).toContain('1,5\u00A0күн')
    expect(words).toContain('01.11.2026, 12:00')
  })

  it('keeps a least width, however many stays there are', async () => {
    const stays = Array.from({ length: 200 }, (_, index) => stay({ seconds: index === 0 ? 1_000 * DAY : 1 }))
    const wrapper = await render(WayLine, { stays, stageOf: () => null, summary: '' })
    const widths = wrapper.findAll('li').map(({ element }) => element.getBoundingClientRect().width)
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(24)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(document.documentElement.clientWidth)
  })
})
