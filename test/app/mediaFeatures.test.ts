import { expect, it, onTestFinished } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { openDeal, openStage, portal } from './open'

async function emulate(features: { name: string; value: string }[]): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features })
}

/** Emulates a media feature until the test ends. */
async function prefer(name: string, value: string): Promise<void> {
  await emulate([{ name, value }])
  onTestFinished(() => emulate([]))
}

/** The duration of each running animation. */
function animationDurations(): number[] {
  return document.getAnimations().map((animation) => Number(animation.effect?.getComputedTiming().endTime))
}

/** Milliseconds. */
const TOO_SHORT_TO_SEE = 10

it('outlines the selected stage and keeps the kanban colors with forced colors', async () => {
  await prefer('forced-colors', 'active')
  const app = await openDeal('Delivery van')
  await app.expectStage('104')
  await expect.poll(() => getComputedStyle(app.get('stage-swatch').element()).backgroundColor).toBe('rgb(71, 228, 194)')
  const selected = page.getBySelector('[data-testid="pipeline-stage"][aria-current="true"]')
  await expect.poll(() => getComputedStyle(selected.element()).outlineStyle).toBe('solid')
})

it('shows no noticeable animation with reduced motion', async () => {
  await prefer('prefers-reduced-motion', 'reduce')
  portal.hold('crm.status.get')
  const app = await openStage('733')
  await expect.element(app.get('stage-loading')).toBeVisible()
  expect(animationDurations().filter((milliseconds) => milliseconds > TOO_SHORT_TO_SEE)).toEqual([])
})

it('animates loading without a preference', async () => {
  portal.hold('crm.status.get')
  const app = await openStage('733')
  await expect.element(app.get('stage-loading')).toBeVisible()
  expect(animationDurations().filter((milliseconds) => milliseconds > TOO_SHORT_TO_SEE)).not.toEqual([])
})
