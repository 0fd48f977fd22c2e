import type { Hex } from '../../../src/crm/color'
import { isPipeline } from '../../../src/crm/directory'
import type { Outcome } from '../../../src/crm/semantics'
import type { Stage } from '../../../src/crm/stage'
import { fullCode } from '../../../src/crm/change/codes'
import type { Step, WantedItem } from '../../../src/crm/change/types'
import { afterStep } from '../../../src/crm/change/steps'
import { fc } from '../fastCheck'
import { stage } from '../stageFixture'

export const PIPELINE = 'DEAL_STAGE_5'
export const LIST = 'SOURCE'

/** An item of a directory, without prefix; what is not given is as in most directories. */
export interface Given {
  code: string
  name?: string
  sort?: number | null
  outcome?: Outcome
  color?: Hex | null
  system?: boolean
}

const LETTERS = { process: null, success: 'S', failure: 'F' }

/** Makes a directory; IDs count from 1, SORTs from 10 in tens. */
export function directory(entityId: string, given: readonly Given[]): Stage[] {
  return given.map(({ code, name = code, sort, outcome = 'process', color = null, system = false }, index) => ({
    ...stage(index + 1, {
      ENTITY_ID: entityId,
      STATUS_ID: fullCode(entityId, code),
      NAME: name,
      SORT: sort === null ? null : String(sort ?? (index + 1) * 10),
      COLOR: color,
      SEMANTICS: LETTERS[outcome],
      SYSTEM: system ? 'Y' : 'N',
    }),
  }))
}

/** Items as they should be: `NEW:process` or, for plain lists, `NEW`. */
export function wantedItems(...texts: string[]): WantedItem[] {
  return texts.map((text) => {
    const [code = '', outcome = null] = text.split(':')
    return { code, name: code, color: null, outcome: outcome as Outcome | null }
  })
}

/** A directory after all steps. */
export function afterSteps(entityId: string, stages: readonly Stage[], steps: readonly Step[]): Stage[] {
  return steps.reduce<Stage[]>((now, step) => afterStep(entityId, now, step), [...stages])
}

/** Steps in short: `move NEW 15`. */
export function short(steps: readonly Step[]): string[] {
  return steps.map((step) => {
    const value = step.act === 'add' ? step.sort : step.act === 'delete' ? '' : step.after
    return `${step.act} ${step.code} ${value}`.trim()
  })
}

const NAMES = ['New', 'Offer', 'Lost', '😀', '__proto__', 'a'.repeat(100)]
const COLORS: (Hex | null)[] = [null, '#39a8ef', '#ff5752']
/** Stages of different meanings rarely have one code. */
const CODES: Record<Outcome, string[]> = {
  process: ['NEW', 'OFFER', 'CALL', '__proto__', '-', 'UC_8P2X1A'],
  success: ['WON', 'SUCCESS', 'valueOf'],
  failure: ['LOSE', 'SPAM', 'constructor', '1', 'UC_8P2X1A'],
}
const LIST_CODES = [
  ...new Set(Object.values(CODES).flat()),
  'a b',
  ' x',
  '😀',
  'C5:NEW',
  'a'.repeat(50),
  'toString',
  '<b>',
  '٣',
]

/** SORTs in order: narrow and wide gaps, ties, and none at all first. */
function sorts(count: number): fc.Arbitrary<(number | null)[]> {
  const gap = fc.oneof(fc.nat(2), fc.constantFrom(10, 500))
  const numbers = fc.array(gap, { minLength: count, maxLength: count }).map((gaps) => {
    let sum = 0
    return gaps.map((width) => (sum += width))
  })
  const nulls = fc.oneof({ arbitrary: fc.constant(0), weight: 4 }, { arbitrary: fc.nat(count), weight: 1 })
  return fc.tuple(numbers, nulls).map(([all, none]) => all.map((sort, index) => (index < none ? null : sort)))
}

function placed(given: readonly Omit<Given, 'sort'>[]): fc.Arbitrary<Given[]> {
  return sorts(given.length).map((all) => given.map((item, index) => ({ ...item, sort: all[index] ?? null })))
}

function items(codes: readonly string[], outcome: Outcome, minLength: number): fc.Arbitrary<Omit<Given, 'sort'>[]> {
  const item = fc.record({
    code: fc.constantFrom(...codes),
    name: fc.constantFrom(...NAMES),
    color: fc.constantFrom(...COLORS),
    system: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
    outcome: fc.constant(outcome),
  })
  return fc.uniqueArray(item, { minLength, maxLength: codes.length, selector: ({ code }) => code })
}

/** Pipelines that keep all rules. */
export const pipelines: fc.Arbitrary<Stage[]> = fc
  .tuple(items(CODES.process, 'process', 1), items(CODES.success, 'success', 1), items(CODES.failure, 'failure', 2))
  .chain(([process, [success], failure]) => {
    const taken = new Set(process.map(({ code }) => code))
    return placed([...process, ...(success ? [success] : []), ...failure.filter(({ code }) => !taken.has(code))])
  })
  .map((given) => directory(PIPELINE, given))

/** Plain lists, also empty ones. */
export const lists: fc.Arbitrary<Stage[]> = items(LIST_CODES, 'process', 0)
  .chain(placed)
  .map((given) => directory(LIST, given))

/** Two or more directories of one kind. */
export function several(count: number): fc.Arbitrary<Stage[][]> {
  const many = (one: fc.Arbitrary<Stage[]>) => fc.array(one, { minLength: count, maxLength: count })
  return fc.oneof(many(pipelines), many(lists))
}

/** The kind of directory; an empty one is a list. */
export function kindOf(stages: readonly Stage[]): string {
  return stages.some(({ entityId }) => isPipeline(entityId)) ? PIPELINE : LIST
}

/** Items as somebody might want them: any outcome, any order, also repeated, empty and too long. */
export const anyWanted: fc.Arbitrary<WantedItem[]> = fc.array(
  fc.record({
    code: fc.constantFrom(...LIST_CODES, '', 'a'.repeat(51)),
    name: fc.constantFrom(...NAMES, '', ' ', 'a'.repeat(101)),
    color: fc.constantFrom(...COLORS),
    outcome: fc.constantFrom<(Outcome | null)[]>('process', 'success', 'failure', null),
  }),
  { maxLength: 8 },
)
