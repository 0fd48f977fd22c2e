import * as fc from 'fast-check'
import { it } from 'vitest'

export { fc }

/** Properties as tests, under one name: each is checked against many made-up inputs, and a failing one is shrunk. */
export const test = {
  prop: <Inputs extends [unknown, ...unknown[]]>(arbitraries: { [at in keyof Inputs]: fc.Arbitrary<Inputs[at]> }, runs = 1_000) =>
    (name: string, check: (...inputs: Inputs) => void) =>
      it(name, () => fc.assert(fc.property<Inputs>(...arbitraries, check), { numRuns: runs })),
}
