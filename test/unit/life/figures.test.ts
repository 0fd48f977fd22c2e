import { describe, expect, it } from 'vitest'
import { durations, transitions } from '../../../src/crm/life/figures'
import { staysOf, type Stay } from '../../../src/crm/life/stays'
import { curveOf, longerThanOfTen, quantileOf } from '../../../src/crm/life/survival'
import { fc, property } from '../fastCheck'
import { arrivals, at, DAY } from './arrivals'

/** Stays of these lengths; `+` marks those that are still open. */
function staysFrom(texts: string): { seconds: number; end: Stay['end'] }[] {
  return texts
    .split(' ')
    .map((text) => ({ seconds: Number.parseInt(text), end: text.endsWith('+') ? 'open' : 'moved' }))
}

const stay = (stage: string, seconds: number, next: string | null, more: Partial<Stay> = {}): Stay => ({
  recordId: 7,
  stage,
  pipelineId: 0,
  outcome: stage === 'WON' ? 'success' : 'process',
  from: at(0),
  seconds,
  end: next === null ? 'open' : 'moved',
  next,
  ...more,
})

describe('the Kaplan–Meier estimate', () => {
  it('falls by the share of those who leave, of all who might have left', () => {
    // Ten stays. At 4, of ten one leaves; at 6, of eight two; at 9, of five one; at 12, of three one.
    const { steps, longest } = curveOf(staysFrom('4 5+ 6 6 7+ 9 10+ 12 15+ 20+'))
    expect(steps.map(({ seconds }) => seconds)).toEqual([4, 6, 9, 12])
    const expected = [9 / 10, (9 / 10) * (6 / 8), (9 / 10) * (6 / 8) * (4 / 5), (9 / 10) * (6 / 8) * (4 / 5) * (2 / 3)]
    for (const [index, { left }] of steps.entries()) expect(left).toBeCloseTo(expected[index] ?? 0, 12)
    expect(longest).toBe(20)
  })

  it('counts who is last seen at a time among those who might have left then', () => {
    expect(curveOf(staysFrom('5+ 5')).steps).toEqual([{ seconds: 5, left: 0.5 }])
  })

  it.each<[string, number, number, boolean]>([
    ['1 2 3 4 5 6 7 8 9 10', 0.5, 5, false],
    ['1 2 3 4 5 6 7 8 9 10', 0.9, 9, false],
    ['10 3 1 2', 0.5, 2, false],
    ['7', 0.5, 7, false],
    ['7', 0.9, 7, false],
    ['7+', 0.5, 7, true],
    ['1 2 3+ 9+', 0.5, 2, false],
    ['1 2 3+ 9+', 0.9, 9, true],
    ['4 5+ 6 6 7+ 9 10+ 12 15+ 20+', 0.5, 12, false],
    ['0 0 0', 0.5, 0, false],
  ])('of %s has the quantile %d at %d (at least: %s)', (texts, share, seconds, atLeast) => {
    expect(quantileOf(curveOf(staysFrom(texts)), share)).toEqual({ seconds, atLeast })
  })

  it('does not make a stage look faster than it is, as leaving open stays out would', () => {
    const texts = '1 1 1 30+ 30+ 30+ 30+'
    expect(quantileOf(curveOf(staysFrom(texts)), 0.5)).toEqual({ seconds: 30, atLeast: true })
  })

  it.each([
    ['1 2 3 4 5 6 7 8 9 10', 10, 9],
    ['1 2 3 4 5 6 7 8 9 10', 11, 10],
    ['1 2 3 4 5 6 7 8 9 10', 9, 8],
    ['1 2 3 4 5 6 7 8 9 10', 1, 0],
    ['5+ 6+', 100, 0],
    ['5 5 5 9+', 6, 7],
  ])('of %s: a time of %d is longer than %d of ten', (texts, seconds, expected) => {
    expect(longerThanOfTen(curveOf(staysFrom(texts)), seconds)).toBe(expected)
  })

  const stays = fc.array(
    fc.record({ seconds: fc.nat(50), end: fc.constantFrom<Stay['end']>('moved', 'moved', 'open', 'unknown') }),
    { minLength: 1, maxLength: 30 },
  )
  property([stays, fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.nat(60)])(
    'the curve falls from 1 to 0 or more, quantiles are times of stays, and a greater share takes longer',
    (own, share, seconds) => {
      const curve = curveOf(own)
      const shares = curve.steps.map(({ left }) => left)
      expect(shares.every((left, index) => left >= 0 && left < (shares[index - 1] ?? 1))).toBe(true)
      const quantile = quantileOf(curve, share)
      expect(own.map((one) => one.seconds)).toContain(quantile.seconds)
      expect(quantileOf(curve, share / 2).seconds).toBeLessThanOrEqual(quantile.seconds)
      const tenths = longerThanOfTen(curve, seconds)
      expect(tenths).toBeGreaterThanOrEqual(0)
      expect(tenths).toBeLessThanOrEqual(longerThanOfTen(curve, seconds + 1))
    },
  )

  property([fc.array(fc.nat(50), { minLength: 1, maxLength: 30 })])('without open stays, it counts', (lengths) => {
    const curve = curveOf(lengths.map((seconds) => ({ seconds, end: 'moved' as const })))
    const sorted = lengths.toSorted((a, b) => a - b)
    expect(quantileOf(curve, 0.5).seconds).toBe(sorted[Math.ceil(lengths.length / 2) - 1])
    const shorter = lengths.filter((length) => length < 25).length
    expect(longerThanOfTen(curve, 25)).toBe(Math.floor((shorter / lengths.length) * 10 + 1e-9))
  })
})

describe('durations', () => {
  it('has the figures of each stage', () => {
    const stays = [
      stay('NEW', 100, 'OFFER'),
      stay('NEW', 300, 'LOSE'),
      stay('NEW', 200, null),
      stay('GONE', 0, null, { end: 'unknown' }),
    ]
    const found = durations(stays)
    expect([...found.keys()]).toEqual(['NEW', 'GONE'])
    expect(found.get('NEW')).toMatchObject({
      count: 3,
      open: 1,
      median: { seconds: 300, atLeast: false },
      p90: { seconds: 300, atLeast: false },
    })
    expect(found.get('GONE')).toMatchObject({ count: 1, open: 0, median: { seconds: 0, atLeast: true } })
  })
})

describe('transitions', () => {
  it('has the shares of where records went, most frequent first', () => {
    const stays = [
      stay('NEW', 1, 'OFFER'),
      stay('NEW', 1, 'OFFER'),
      stay('NEW', 1, 'WON'),
      stay('NEW', 0, null, { end: 'unknown' }),
      stay('NEW', 9, null),
      stay('WON', 9, null),
      stay('OFFER', 9, 'C1:NEW'),
    ]
    const found = transitions(stays)
    expect(found.get('NEW')).toEqual([
      { to: 'OFFER', outcome: 'process', count: 2, share: 0.5 },
      { to: null, outcome: null, count: 1, share: 0.25 },
      { to: 'WON', outcome: 'success', count: 1, share: 0.25 },
    ])
    expect(found.get('OFFER')).toEqual([{ to: 'C1:NEW', outcome: 'process', count: 1, share: 1 }])
    expect(found.has('WON')).toBe(false)
  })

  it('tells what the next stage meant most recently', () => {
    const lost = stay('DEAD', 1, null, { from: at(2 * DAY), outcome: 'failure' })
    const wonBefore = stay('DEAD', 1, null, { from: at(DAY), outcome: 'success' })
    for (const ends of [
      [lost, wonBefore],
      [wonBefore, lost],
    ]) {
      expect(transitions([stay('NEW', 1, 'DEAD'), ...ends]).get('NEW')?.[0]?.outcome).toBe('failure')
    }
  })

  property([arrivals])('the shares of each stage add up to 1', (rows) => {
    const stays = staysOf(rows, at(30 * DAY))
    for (const [stage, own] of transitions(stays)) {
      expect(own.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
      expect(own.every(({ share, count }) => share > 0 && share <= 1 && count > 0)).toBe(true)
      const left = stays.filter((one) => one.stage === stage && one.end !== 'open').length
      expect(own.reduce((sum, { count }) => sum + count, 0)).toBe(left)
    }
  })

  property([arrivals])('each stay is counted in one stage', (rows) => {
    const stays = staysOf(rows, at(30 * DAY))
    const counts = [...durations(stays).values()].map(({ count }) => count)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(stays.length)
  })
})
