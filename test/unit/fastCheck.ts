import * as fc from 'fast-check'
import { it } from 'vitest'

export { fc }

/** The number of generated inputs for each property; `npm run soak` sets more. */
export const RUNS = Number(process.env.RUNS ?? 1_000)

/** Defines a test of a property: fast-check runs it with generated inputs, and shrinks an input that fails. */
export function property<Inputs extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof Inputs]: fc.Arbitrary<Inputs[Index]> },
  runs = RUNS,
) {
  return (name: string, check: (...inputs: Inputs) => void): void => {
    // On a busy machine, this many inputs can exceed the default timeout.
    it(name, () => fc.assert(fc.property<Inputs>(...arbitraries, check), { numRuns: runs }), 120_000)
  }
}

/** Any text, with other scripts, direction marks, control characters and lone surrogates. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 16 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 10 }).map((units) => String.fromCharCode(...units)),
  fc.string({ maxLength: 16 }),
)

const FRAGMENTS = [
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

/** Valid texts with a fragment inserted, or in place of up to two characters; some texts may stay unchanged. */
export function mutationsOf(...valid: string[]): fc.Arbitrary<string> {
  const fragment = fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 2 }))
  return fc
    .tuple(fc.constantFrom(...valid), fc.nat(60), fc.nat(2), fragment)
    .map(([original, seed, removed, inserted]) => {
      const index = seed % (original.length + 1)
      return original.slice(0, index) + inserted + original.slice(index + removed)
    })
}

/** JSON values that often break code: other types, numbers that are no ID, and objects that shadow built-in properties. */
const edgeCase: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
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

/** Any JSON value; small, to be fast. */
export const json: fc.Arbitrary<unknown> = fc.oneof(edgeCase, text, fc.jsonValue({ maxDepth: 2 }))

/** An object with valid, invalid and missing fields. */
export function looseRecord<T extends Record<string, fc.Arbitrary<unknown>>>(
  fields: T,
): fc.Arbitrary<Record<string, unknown>> {
  const arbitraries = Object.fromEntries(
    Object.entries(fields).map(([name, valid]) => [
      name,
      fc.oneof({ arbitrary: valid, weight: 6 }, { arbitrary: edgeCase, weight: 1 }),
    ]),
  )
  return fc.record(arbitraries, { requiredKeys: [] })
}

/** An array of valid and invalid rows, or another JSON value. */
export function looseList(row: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    {
      arbitrary: fc.array(fc.oneof({ arbitrary: row, weight: 6 }, { arbitrary: edgeCase, weight: 1 }), {
        maxLength: 4,
      }),
      weight: 4,
    },
    { arbitrary: json, weight: 1 },
  )
}
