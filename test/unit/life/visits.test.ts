import { expect, it } from 'vitest'
import { barsOf } from '../../../src/crm/life/bars'
import { visitsOf } from '../../../src/crm/life/visits'
import { PortalError } from '../../../src/portal/errors'
import { stage } from '../stageFixture'

const STAGES = [stage(1), stage(2), stage(3)]

it('counts who is in a stage now, and whoever came in the period', () => {
  const bars = barsOf(STAGES, [
    { stage: 'C5:1', count: 4 },
    { stage: 'C5:2', count: 0 },
    { stage: 'C5:3', count: 0 },
  ])
  const visits = visitsOf(STAGES, bars, new Set(['C5:2', 'C5:gone']))
  expect([...(visits ?? [])]).toEqual([
    ['C5:1', 4],
    ['C5:2', 1],
    ['C5:3', 0],
  ])
})

it('is not known as long as a count is missing', () => {
  const error = new PortalError('access-denied', {})
  const refused = barsOf(STAGES, [
    { stage: 'C5:1', count: 4 },
    { stage: 'C5:2', count: null, error },
    { stage: 'C5:3', count: 0 },
  ])
  expect(visitsOf(STAGES, refused, new Set())).toBeNull()
  expect(visitsOf(STAGES, new Map(), new Set())).toBeNull()
})
