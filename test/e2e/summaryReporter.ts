import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter'

/** Ends the output with the same summary line as `npm test`. */
export default class SummaryReporter implements Reporter {
  private root: Suite | undefined

  onBegin(_config: FullConfig, root: Suite): void {
    this.root = root
  }

  onEnd(): void {
    const outcomes = this.root?.allTests().map((test) => test.outcome()) ?? []
    const count = (...names: string[]) => outcomes.filter((outcome) => names.includes(outcome)).length
    const skipped = count('skipped')
    console.log(
      `\n${count('expected', 'flaky')} passed, ${count('unexpected')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    )
  }
}
