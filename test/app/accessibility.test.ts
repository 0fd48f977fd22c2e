import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { waitForFrames, PHONE_FRAME } from './inspect'
import { tooLarge } from '../tooLarge'
import { LANGUAGES as ALL_LANGUAGES } from '../../src/locales'
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
 * The theme in which each language opens, and its checks. Languages with long words, without spaces or with
 * right-to-left text are checked on a phone. The widths are those of common screens and of the frame that a portal shows
 * on them: 296 px on 320 px, 528 px on 768 px. 640 px is also the width of 1280 px at a zoom of 200 %.
 */
const LANGUAGES: [language: string, theme: 'light' | 'dark', checks: Check[]][] = [
  ['en', 'dark', [axeIn('dark'), axeIn('light'), ...[296, 320, 528, 640, 768, 1024, 1280, 2560].map(layoutAt)]],
  ['ar', 'light', [axeIn('light'), layoutAt(PHONE_FRAME)]],
  ['de', 'light', [layoutAt(PHONE_FRAME)]],
  ['ru', 'light', [layoutAt(PHONE_FRAME)]],
  ['th', 'light', [layoutAt(PHONE_FRAME)]],
]

afterEach(() => page.viewport(DESKTOP, HEIGHT))

describe.each(LANGUAGES)('is accessible and fits the page in %s', (language, theme, checks) => {
  it.each(ALL_STATES)('%s', async (state, open) => {
    portal.settings.language = language
    portal.userOptions = { stageCard: JSON.stringify({ theme }) }
    await open()
    // Outside a portal, neither its language nor its user options are available.
    const outside = state === 'outside a portal'
    const expectedLanguage = outside ? 'en' : language
    await expect.poll(rootAttributes).toEqual({
      lang: expectedLanguage,
      dir: expectedLanguage === 'ar' ? 'rtl' : 'ltr',
      theme: outside ? 'light' : theme,
    })
    await expect
      .poll(() => getComputedStyle(document.getElementById('app') ?? document.body).visibility)
      .toBe('visible')
    const results: [check: string, findings: string[]][] = []
    for (const [check, run] of checks) results.push([check, await run()])
    expect(results.filter(([, findings]) => findings.length > 0)).toEqual([])
  })
})

/** The screens with most words, in the languages that are left: no text is longer than its place on a phone. */
const WORDY = [
  'a record',
  'findings that were put to rest',
  'the company’s words, being written',
  'the figures of a pipeline',
  'a pipeline, being edited',
  'settings',
]

describe.each(ALL_LANGUAGES.filter((language) => !LANGUAGES.some(([known]) => known === language)))(
  'fits a phone in %s',
  (language) => {
    it.each(ALL_STATES.filter(([state]) => WORDY.includes(state)))('%s', async (_, open) => {
      portal.settings.language = language
      await page.viewport(PHONE_FRAME, HEIGHT)
      await open()
      await animationsFinished()
      expect(tooLarge(document.documentElement)).toEqual([])
    })
  },
)

it('checks the screens with most words', () => {
  expect(ALL_STATES.filter(([state]) => WORDY.includes(state))).toHaveLength(WORDY.length)
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
