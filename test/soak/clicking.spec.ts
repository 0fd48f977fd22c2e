import { FAULTS, type FaultName } from '../portal/faults'
import { expect, test } from '../e2e/fixtures'
import { seeded } from '../seeded'

const LASTS = 180_000
const TYPED = ['733', '0', '-1', 'C1:WON', '999999', 'new', '<b>', '٧٣٣', '🎉', ' 734 ', 'DT1038_37:', '"ID":"301"']
const KEYS = [
  'Enter',
  'Tab',
  'Shift+Tab',
  'Escape',
  'ArrowDown',
  'ArrowUp',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'Space',
  'PageDown',
]
const OPENED = ['/marketplace/app/stage-card/', '/marketplace/view/stage-card/?params[id]=733'] as const
const faults = (Object.keys(FAULTS) as FaultName[]).filter(
  (name) => !name.startsWith('slow') && name !== 'network-hang',
)

test.setTimeout(LASTS + 120_000)

test('three minutes of random clicking and typing, with answers that fail at random', async ({ app, page, portal }) => {
  const chance = seeded(24)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T
  page.on('dialog', (dialog) => dialog.dismiss())
  await app.open()
  const until = Date.now() + LASTS
  let steps = 0
  while (Date.now() < until) {
    steps += 1
    if (chance() < 0.15) portal.addFault({ fault: pick(faults) })
    if (chance() < 0.02) portal.expireTokens()
    if (chance() < 0.03) await app.open(pick(OPENED))
    const act = chance()
    const options = { timeout: 1_000, force: true } as const
    // What is aimed at may be gone by then: that is the point.
    if (act < 0.55) {
      const targets = app.frame.locator(
        'button:visible, input:visible, summary:visible, select:visible, [role="row"]:visible',
      )
      const count = await targets.count()
      if (count > 0)
        await targets
          .nth(Math.floor(chance() * count))
          .click(options)
          .catch(() => undefined)
    } else if (act < 0.75) {
      const fields = app.frame.locator('input:not([type="checkbox"]):visible')
      const count = await fields.count()
      if (count > 0)
        await fields
          .nth(Math.floor(chance() * count))
          .fill(pick(TYPED), options)
          .catch(() => undefined)
      await page.keyboard.press('Enter')
    } else {
      await page.keyboard.press(pick(KEYS))
    }
    if (!page.url().includes('/marketplace/')) await app.open()
  }
  portal.clearFaults()
  await app.openStage('733')
  await app.expectStage('733')
  expect(steps).toBeGreaterThan(200)
})
