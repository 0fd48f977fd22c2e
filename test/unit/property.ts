import * as fc from 'fast-check'
import { it } from 'vitest'

export { fc }

/** How many inputs are made up for each property; `npm run soak` wants more. */
export const RUNS = Number(process.env.RUNS ?? 1_000)

/** Properties as tests, under one name: each is checked against many made-up inputs, and a failing one is shrunk. */
export const test = {
  prop:
    <Inputs extends [unknown, ...unknown[]]>(
      arbitraries: { [at in keyof Inputs]: fc.Arbitrary<Inputs[at]> },
      runs = RUNS,
    ) =>
    (name: string, check: (...inputs: Inputs) => void) =>
      // So many inputs may take a busy machine longer than a test usually may.
      it(name, () => fc.assert(fc.property<Inputs>(...arbitraries, check), { numRuns: runs }), 120_000),
}

/** Any text: other scripts, marks of direction, control characters, halves of surrogate pairs. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 16 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 10 }).map((units) => String.fromCharCode(...units)),
  fc.string({ maxLength: 16 }),
)

const PIECES = [
  '',
  ' ',
  '0',
  '1',
  '-',
  '.',
  ',',
  ';',
  ':',
  '#',
  '_',
  '|',
  '/',
  '@',
  '%2e',
  '\\',
  '"',
  "'",
  '=',
  '(',
  ')',
  '\n',
  '\t',
  '\u0000',
  '\u00a0',
  '\u200f',
  '\u2028',
  '\ud800',
  '７',
  '٣',
  'ID',
  'x',
  'é',
  '😀',
  '99999999999999999999999',
  '9'.repeat(400),
]

/** Texts that are right but for a piece that was put in, or put in the place of some letters; in places not even that. */
export function nearly(...right: string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 2 }))
  return fc.tuple(fc.constantFrom(...right), fc.nat(60), fc.nat(2), piece).map(([whole, at, left, put]) => {
    const place = at % (whole.length + 1)
    return whole.slice(0, place) + put + whole.slice(place + left)
  })
}

/** What JSON can hold and code may trip over: objects that are neither text nor number, and numbers that are no ID. */
const odd: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  true,
  false,
  '',
  '0',
  '-1',
  '1e3',
  '0x10',
  ' 7 ',
  [],
  [7],
  ['7'],
  {},
  0,
  -0,
  -1,
  1.5,
  1e21,
  2 ** 31,
  2 ** 53,
  { toString: null, valueOf: null },
  JSON.parse('{"__proto__":{"ID":"7"},"constructor":null,"hasOwnProperty":1}'),
)

/** Any JSON; small, so that it is quickly made. */
export const json: fc.Arbitrary<unknown> = fc.oneof(odd, text, fc.jsonValue({ maxDepth: 2 }))

/** An object whose fields are each either well or anything; fields may be missing. */
export function sloppy<T extends Record<string, fc.Arbitrary<unknown>>>(
  fields: T,
): fc.Arbitrary<Record<string, unknown>> {
  const any = Object.fromEntries(
    Object.entries(fields).map(([name, well]) => [
      name,
      fc.oneof({ arbitrary: well, weight: 6 }, { arbitrary: odd, weight: 1 }),
    ]),
  )
  return fc.record(any, { requiredKeys: [] })
}

/** A list of such objects, or no list. */
export function listOf(row: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    {
      arbitrary: fc.array(fc.oneof({ arbitrary: row, weight: 6 }, { arbitrary: odd, weight: 1 }), { maxLength: 4 }),
      weight: 4,
    },
    { arbitrary: json, weight: 1 },
  )
}
