import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { waitForFrames, PHONE_FRAME } from './inspect'
import { tooLarge } from '../tooLarge'
import { LANGUAGES } from '../../src/locales'
import { openStage, portal } from './open'
import { ALL_STATES } from './states'
import { rootAttributes } from './text'

const HEIGHT = 900
const DESKTOP = 1280

/** A check of the rendered page, which returns its findings. */
type Check = [name: string, run: () => Promise<string[]>]

/** The violations that axe finds in the page. */
async function runAxe(): Promise<string[]> {
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } },
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
  )
}

/** Waits for the running animations and transitions, except endless ones. */
async function animationsFinished(): Promise<void> {
  await waitForFrames(1)
  const finite = document
    .getAnimations()
    .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
  await Promise.allSettled(finite.map((animation) => animation.finished))
}

/** Runs axe in a theme. Sets the theme's class as the app's theme store does. */
function axeIn(theme: 'light' | 'dark'): Check {
  return [
    `axe, ${theme}`,
    async () => {
      document.documentElement.classList.toggle('dark', theme === 'dark')
      document.documentElement.classList.toggle('light', theme === 'light')
      await animationsFinished()
      return runAxe()
    },
  ]
}

/** Checks the layout at a width. */
function layoutAt(width: number): Check {
  return [
    `${width} px`,
    async () => {
      await page.viewport(width, HEIGHT)
      await animationsFinished()
      return tooLarge(document.documentElement)
    },
  ]
}

/**
 * The widths of common screens, and of the frame that a portal shows on them: 296 px on 320 px, 528 px on 768 px. 640 px is
 * also the width of 1280 px at a zoom of 200 %.
 */
const WIDTHS = [296, 320, 528, 640, 768, 1024, 1280, 2560]

const OUTSIDE = 'outside a portal'

afterEach(() => page.viewport(DESKTOP, HEIGHT))

/** Each state is opened once: in English and dark, at 1280 px. All else is switched in the open page. */
describe('is accessible and fits the page', () => {
  it.each(ALL_STATES)('%s', async (state, open) => {
    const results: [where: string, findings: string[]][] = []
    async function run(language: string, checks: Check[]): Promise<void> {
      for (const [check, find] of checks) results.push([`${language}, ${check}`, await find()])
    }
    portal.userOptions = { stageCard: JSON.stringify({ theme: 'dark' }) }
    const app = await open()
    // Outside a portal, the user options are not available.
    await expect.poll(rootAttributes).toEqual({ lang: 'en', dir: 'ltr', theme: state === OUTSIDE ? 'light' : 'dark' })
    await expect
      .poll(() => getComputedStyle(document.getElementById('app') ?? document.body).visibility)
      .toBe('visible')
    await run('en', [axeIn('dark'), axeIn('light'), ...WIDTHS.map(layoutAt)])
    const onPhone = layoutAt(PHONE_FRAME)
    for (const language of LANGUAGES) {
      await app.switchLanguage(language)
      await run(language, language === 'ar' ? [axeIn('light'), onPhone] : [onPhone])
    }
    expect(results.filter(([, findings]) => findings.length > 0)).toEqual([])
  })
})

describe('the checks find', () => {
  it('a button without a name', async () => {
    const app = await openStage('733')
    await app.expectStage('733')
    await expect.element(app.get('stage-refresh')).toBeVisible()
    app.get('stage-refresh').element().textContent = ''
    expect(await runAxe()).toEqual([expect.stringContaining('button-name')])
  })

  it.each<[string, string, (element: HTMLElement) => void]>([
    [
      'a page that is too wide',
      'stage-card',
      (card) => {
        card.style.width = '3000px'
      },
    ],
    [
      'a button whose text is cut off',
      'stage-refresh',
      (button) => {
        button.style.width = '3rem'
      },
    ],
    [
      'a heading that is too wide',
      'stage-card',
      (card) => {
        card.insertAdjacentHTML('beforeend', '<h2 style="width: 2rem">Head</h2>')
      },
    ],
    [
      'a placeholder that is cut off',
      'stage-id-input',
      (input) => {
        ;(input as HTMLInputElement).placeholder = 'A placeholder that is much too long for its place. '.repeat(9)
      },
    ],
    [
      'a choice that is cut off',
      'stage-card',
      (card) => {
        card.insertAdjacentHTML('beforeend', '<select style="width: 3rem"><option>Much too long</option></select>')
      },
    ],
    [
      'a text that is squeezed',
      'stage-card',
      (card) => {
        card.insertAdjacentHTML('beforeend', '<p style="width: 2rem; overflow-wrap: anywhere">Equipment stages</p>')
      },
    ],
    [
      'letters that are too tall for their line',
      'stage-refresh',
      (button) => {
        button.style.lineHeight = '0.5'
      },
    ],
  ])('%s', async (_, testId, damage) => {
    const app = await openStage('733')
    await app.expectStage('733')
    await expect.element(app.get('stage-refresh')).toBeVisible()
    expect(tooLarge(document.documentElement)).toEqual([])
    damage(app.get(testId).element() as HTMLElement)
    expect(tooLarge(document.documentElement)).toHaveLength(1)
  })
})
