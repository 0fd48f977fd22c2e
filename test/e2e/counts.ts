import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter'

/** Closes a run with the line that closes `npm test`, too. */
export default class Counts implements Reporter {
  private root: Suite | undefined

  onBegin(_config: FullConfig, root: Suite): void {
    this.root = root
  }

  onEnd(): void {
    const outcomes = this.root?.allTests().map((test) => test.outcome()) ?? []
    const count = (...wanted: string[]) => outcomes.filter((outcome) => wanted.includes(outcome)).length
    const skipped = count('skipped')
    console.log(
      `\n${count('expected', 'flaky')} passed, ${count('unexpected')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    )
  }
}
