import { afterEach, expect } from 'vitest'
import { fillAndSubmit, waitForVisible, byTestId } from './dom'
import type { App } from './open'
import { expectErrorKind, failureNotice } from './entryPoints'

/** Markup and code that the app must show as text. */
export const MARKUP = [
  '<b data-injected>"\'&amp;</b>',
  '<img data-injected src=x onerror="window.hacked=1">',
  '<script data-injected>window.hacked=1</script>',
  '{{ window.hacked=1 }}',
].join('')
/** A value that throws when it is converted to a string or a number. */
export const NOT_CONVERTIBLE = { toString: 1, valueOf: 1 }

/** `works` and `installer`: the app or its installer starts. The others are kinds of errors. */
export type Outcome = 'works' | 'installer' | 'bad-answer' | 'auth'

export async function expectOutcome(app: App, outcome: Outcome): Promise<void> {
  if (outcome === 'installer') {
    await waitForVisible(byTestId('placement-toggle'))
  } else {
    if (outcome !== 'bad-answer') {
      await waitForVisible(byTestId('theme-toggle'))
      await fillAndSubmit(byTestId('stage-id-input'), '733')
    }
    if (outcome === 'works') {
      await app.expectStage('733')
    } else {
      await expectErrorKind(outcome)
      expect(failureNotice()?.querySelector('h2')?.textContent).toBeTruthy()
    }
  }
  expect(app.all('[data-injected]')).toEqual([])
}

/** What injected code or keys left on `Object.prototype`, `Array.prototype` or `window`. */
function findPollution(): [object, string][] {
  const onPrototypes = [Object.prototype, Array.prototype].flatMap((target) =>
    Object.keys(target).map((name): [object, string] => [target, name]),
  )
  return Object.hasOwn(window, 'hacked') ? [...onPrototypes, [window, 'hacked']] : onPrototypes
}

/** Fails every test of a file that pollutes a prototype or the page, and cleans up, because all files share one page. */
export function expectNoPollution(): void {
  afterEach(() => {
    const pollution = findPollution()
    for (const [target, name] of pollution) Reflect.deleteProperty(target, name)
    expect(pollution.map(([, name]) => name)).toEqual([])
  })
}
