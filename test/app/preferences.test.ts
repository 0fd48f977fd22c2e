import { expect, it, onTestFinished } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { openDeal, openStage, portal } from './open'

async function emulate(features: { name: string; value: string }[]): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features })
}

/** Has the browser prefer something for the length of a test. */
async function prefer(name: string, value: string): Promise<void> {
  await emulate([{ name, value }])
  onTestFinished(() => emulate([]))
}

/** How long each thing moves that moves now. */
function movements(): number[] {
  return document.getAnimations().map((animation) => Number(animation.effect?.getComputedTiming().endTime))
}

/** Milliseconds. */
const A_BLINK = 10

it('forced colors: what is chosen is still seen, and kanban colors stay', async () => {
  await prefer('forced-colors', 'active')
  const app = await openDeal('Delivery van')
  await app.expectStage('104')
  await expect.poll(() => getComputedStyle(app.get('stage-swatch').element()).backgroundColor).toBe('rgb(71, 228, 194)')
  const shown = page.getBySelector('[data-testid="pipeline-stage"][aria-current="true"]')
  await expect.poll(() => getComputedStyle(shown.element()).outlineStyle).toBe('solid')
})

it('reduced motion: nothing moves for longer than a blink', async () => {
  await prefer('prefers-reduced-motion', 'reduce')
  portal.hold('crm.status.get')
  const app = await openStage('733')
  await expect.element(app.get('stage-loading')).toBeVisible()
  expect(movements().filter((milliseconds) => milliseconds > A_BLINK)).toEqual([])
})

it('who prefers nothing sees that something is on its way', async () => {
  portal.hold('crm.status.get')
  const app = await openStage('733')
  await expect.element(app.get('stage-loading')).toBeVisible()
  expect(movements().filter((milliseconds) => milliseconds > A_BLINK)).not.toEqual([])
})
