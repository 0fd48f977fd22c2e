import type { Arrival } from '../../../src/crm/life/history'
import { fc } from '../fastCheck'

export const DAY = 86_400
/** Where time begins in these tests, in milliseconds since 1970. */
export const START = Date.parse('2026-09-01T00:00:00Z')

/** The moment some seconds after the start. */
export const at = (seconds: number): number => START + seconds * 1000

/** An arrival of record 7 in a deal's stage, unless the last argument says otherwise. */
export function arrival(id: number, stage: string, seconds: number, more: Partial<Arrival> = {}): Arrival {
  const outcome = stage === 'WON' ? 'success' : stage === 'LOSE' ? 'failure' : 'process'
  return { id, recordId: 7, stage, pipelineId: 0, at: at(seconds), kind: 'moved', outcome, ...more }
}

/** Any arrivals: of few records and stages, with repeated IDs and times, in any order. */
export const arrivals: fc.Arbitrary<Arrival[]> = fc.array(
  fc
    .record({
      id: fc.integer({ min: 1, max: 40 }),
      recordId: fc.integer({ min: 1, max: 4 }),
      stage: fc.constantFrom('NEW', 'OFFER', 'GONE', 'WON', 'LOSE', '1'),
      pipelineId: fc.constantFrom(0, 0, 0, 1, null),
      at: fc.oneof(fc.constantFrom(at(0), at(DAY)), fc.integer({ min: at(-DAY), max: at(90 * DAY) })),
      kind: fc.constantFrom(
        'created' as const,
        'moved' as const,
        'moved' as const,
        'finished' as const,
        'pipeline' as const,
      ),
    })
    .map(({ id, stage, at: time, ...more }) => ({ ...arrival(id, stage, 0, more), at: time })),
  { maxLength: 40 },
)
