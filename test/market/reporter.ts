import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** The type of a test's annotation that says what it found. */
export const FOUND = 'found'

interface Point {
  passed: number
  /** What was found, why tests were skipped, and why they failed. */
  found: string[]
  skipped: string[]
  failed: string[]
}

/** How many lines of an error a row of the table has. */
const MAX_LINES = 12

/** An error in few words, without colors: its first line, and what was not expected. */
function inShort(message: string | undefined): string {
  const [first = '', ...rest] = stripVTControlCharacters(message ?? '').split('\n')
  const unexpected = rest.filter((line) => /^\+ (?!Received)/.test(line)).map((line) => line.slice(1).trim())
  return [first, ...unexpected.slice(0, MAX_LINES)].join(' ')
}

/** Prints a table with a row for each point of the checklist, which is a `test.describe` of the first level. */
export default class MarketReporter implements Reporter {
  private readonly points = new Map<string, Point>()
  private readonly errors: string[] = []

  onTestEnd(test: TestCase, result: TestResult): void {
    const [, , , name = '', ...rest] = test.titlePath()
    const point = this.points.get(name) ?? { passed: 0, found: [], skipped: [], failed: [] }
    this.points.set(name, point)
    const title = rest.join(' › ')
    const told = (type: string): string =>
      test.annotations
        .filter((annotation) => annotation.type === type)
        .map(({ description = '' }) => description)
        .join('; ')
    if (result.status === 'skipped') point.skipped.push(`${title} skipped: ${told('skip')}`)
    else if (result.status === test.expectedStatus) {
      point.passed += 1
      if (told(FOUND)) point.found.push(told(FOUND))
    } else point.failed.push(...result.errors.map(({ message }) => `${title}: ${inShort(message)}`))
    console.error(`${result.status.padEnd(8)} ${(result.duration / 1_000).toFixed(1).padStart(5)} s  ${name}: ${title}`)
  }

  onError(error: { message?: string }): void {
    this.errors.push(inShort(error.message))
  }

  onEnd(): void {
    const width = Math.max(0, ...[...this.points.keys()].map(({ length }) => length))
    console.log()
    for (const [name, { passed, found, skipped, failed }] of this.points) {
      const outcome = failed.length > 0 ? 'FAILED' : passed > 0 ? 'passed' : 'skipped'
      const count = passed + failed.length
      const lines = [`${count} ${count === 1 ? 'check' : 'checks'}`, ...found, ...skipped, ...failed]
      console.log(`${name.padEnd(width)}  ${outcome.padEnd(7)}  ${lines.join(`\n${' '.repeat(width + 11)}`)}`)
    }
    for (const error of this.errors) console.log(error)
  }

  printsToStdio(): boolean {
    return true
  }
}
