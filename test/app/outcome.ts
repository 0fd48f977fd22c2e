import { afterEach, expect } from 'vitest'
import { enter, find, marked } from './hands'
import type { App } from './open'
import { expectKind, notice } from './ways'

/** Markup and code that must stay text. */
export const MARKUP = [
  '<b data-foe>"\'&amp;</b>',
  '<img data-foe src=x onerror="window.hacked=1">',
  '<script data-foe>window.hacked=1</script>',
  '{{ window.hacked=1 }}',
].join('')
/** What cannot even be made a string. */
export const UNSPEAKABLE = { toString: 1, valueOf: 1 }

/** What the app shows: itself, its installer, or an error of this kind. */
export type Outcome = 'works' | 'installer' | 'bad-answer' | 'auth'

export async function expectOutcome(app: App, outcome: Outcome): Promise<void> {
  if (outcome === 'installer') {
    await find(marked('placement-toggle'))
  } else {
    if (outcome !== 'bad-answer') {
      await find(marked('theme-toggle'))
      await enter(marked('stage-id-input'), '733')
    }
    if (outcome === 'works') {
      await app.expectStage('733')
    } else {
      await expectKind(outcome)
      expect(notice()?.querySelector('h2')?.textContent).toBeTruthy()
    }
  }
  expect(app.all('[data-foe]')).toEqual([])
}

/** What a foe has left on every object, every list, or the page. */
function harms(): [object, string][] {
  const onPrototypes = [Object.prototype, Array.prototype].flatMap((target) =>
    Object.keys(target).map((name): [object, string] => [target, name]),
  )
  return Object.hasOwn(window, 'hacked') ? [...onPrototypes, [window, 'hacked']] : onPrototypes
}

/** Has every test of a file fail that leaves harm behind. All files share one page: the harm is undone. */
export function expectNoHarm(): void {
  afterEach(() => {
    const done = harms()
    for (const [target, name] of done) Reflect.deleteProperty(target, name)
    expect(done.map(([, name]) => name)).toEqual([])
  })
}
