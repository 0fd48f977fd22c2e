import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { frames, PHONE_FRAME } from './inspect'
import { tooLarge } from '../tooLarge'
import { openStage, portal } from './open'
import { ALL_STATES } from './states'
import { reading } from './words'

const HEIGHT = 900
const DESKTOP = 1280

/** What one may look at, once a state is there: its name, and what is wrong with it. */
type Look = [name: string, find: () => Promise<string[]>]

/** What axe finds in the page as it stands, in words. */
async function foundByAxe(): Promise<string[]> {
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } },
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
  )
}

/** Waits until what has begun to change has its new look; what goes on for ever is not waited for. */
async function settled(): Promise<void> {
  await frames(1)
  const ending = document
    .getAnimations()
    .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
  await Promise.allSettled(ending.map((animation) => animation.finished))
}

/** axe, in a theme, which is put on as the app's own store does it. */
function axeIn(theme: 'light' | 'dark'): Look {
  return [
    `axe, ${theme}`,
    async () => {
      document.documentElement.classList.toggle('dark', theme === 'dark')
      document.documentElement.classList.toggle('light', theme === 'light')
      await settled()
      return foundByAxe()
    },
  ]
}

function wide(width: number): Look {
  return [
    `${width} px`,
    async () => {
      await page.viewport(width, HEIGHT)
      await settled()
      return tooLarge(document.documentElement)
    },
  ]
}

/**
 * Each language's looks, and the theme in which it is opened. The longest words, no spaces, and from right to left are
 * looked at where it is narrow. Widths are those of common screens, and of the frame that a portal makes of them:
 * 296 px of 320 px, 528 px of 768 px. 640 px is also what is left of 1280 px at a zoom of 200 %.
 */
const LANGUAGES: [language: string, theme: 'light' | 'dark', looks: Look[]][] = [
  ['en', 'dark', [axeIn('dark'), axeIn('light'), ...[296, 320, 528, 640, 768, 1024, 1280, 2560].map(wide)]],
  ['ar', 'light', [axeIn('light'), wide(PHONE_FRAME)]],
  ['de', 'light', [wide(PHONE_FRAME)]],
  ['ru', 'light', [wide(PHONE_FRAME)]],
  ['th', 'light', [wide(PHONE_FRAME)]],
]

afterEach(() => page.viewport(DESKTOP, HEIGHT))

describe.each(LANGUAGES)('everybody can read it, in %s', (language, theme, looks) => {
  it.each(ALL_STATES)('%s', async (state, go) => {
    portal.settings.language = language
    portal.userOptions = { stageCard: JSON.stringify({ theme }) }
    await go()
    // No portal tells its language, nor what it keeps, to who is outside.
    const outside = state === 'outside a portal'
    const words = outside ? 'en' : language
    await expect
      .poll(reading)
      .toEqual({ lang: words, dir: words === 'ar' ? 'rtl' : 'ltr', theme: outside ? 'light' : theme })
    await expect
      .poll(() => getComputedStyle(document.getElementById('app') ?? document.body).visibility)
      .toBe('visible')
    const findings: [look: string, found: string[]][] = []
    for (const [look, find] of looks) findings.push([look, await find()])
    expect(findings.filter(([, found]) => found.length > 0)).toEqual([])
  })
})

describe('what is wrong is seen', () => {
  it('a button without a name, by axe', async () => {
    const app = await openStage('733')
    await app.expectStage('733')
    await expect.element(app.get('stage-refresh')).toBeVisible()
    app.get('stage-refresh').element().textContent = ''
    expect(await foundByAxe()).toEqual([expect.stringContaining('button-name')])
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
      'a button’s words that are cut short',
      'stage-refresh',
      (button) => {
        button.style.width = '3rem'
      },
    ],
    [
      'a head that is too wide',
      'stage-card',
      (card) => {
        card.insertAdjacentHTML('beforeend', '<h2 style="width: 2rem">Head</h2>')
      },
    ],
    [
      'letters that are too high',
      'stage-refresh',
      (button) => {
        button.style.lineHeight = '0.5'
      },
    ],
  ])('%s', async (_, mark, spoil) => {
    const app = await openStage('733')
    await app.expectStage('733')
    await expect.element(app.get('stage-refresh')).toBeVisible()
    expect(tooLarge(document.documentElement)).toEqual([])
    spoil(app.get(mark).element() as HTMLElement)
    expect(tooLarge(document.documentElement)).toHaveLength(1)
  })
})
