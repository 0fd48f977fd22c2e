import { FAULTS, type FaultName } from '../portal/faults'
import { expect, test } from '../e2e/fixtures'
import { seeded } from '../seeded'

const DURATION_MS = 180_000
const TEXTS = ['733', '0', '-1', 'C1:WON', '999999', 'new', '<b>', '٧٣٣', '🎉', ' 734 ', 'DT1038_37:', '"ID":"301"']
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
const PATHS = ['/marketplace/app/stage-card/', '/marketplace/view/stage-card/?params[id]=733'] as const
const faults = (Object.keys(FAULTS) as FaultName[]).filter(
  (name) => !name.startsWith('slow') && name !== 'network-hang',
)

test.setTimeout(DURATION_MS + 120_000)

test('the app survives three minutes of random clicks, keys and failing answers', async ({ app, page, portal }) => {
  const random = seeded(24)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  page.on('dialog', (dialog) => dialog.dismiss())
  await app.open()
  const end = Date.now() + DURATION_MS
  let steps = 0
  while (Date.now() < end) {
    steps += 1
    if (random() < 0.15) portal.addFault({ fault: pick(faults) })
    if (random() < 0.02) portal.expireTokens()
    if (random() < 0.03) await app.open(pick(PATHS))
    const action = random()
    const options = { timeout: 1_000, force: true } as const
    // The target may be gone by the time of the action, so failing actions are ignored.
    if (action < 0.55) {
      const targets = app.frame.locator(
        'button:visible, input:visible, summary:visible, select:visible, [role="row"]:visible',
      )
      const count = await targets.count()
      if (count > 0)
        await targets
          .nth(Math.floor(random() * count))
          .click(options)
          .catch(() => undefined)
    } else if (action < 0.75) {
      const fields = app.frame.locator('input:not([type="checkbox"]):visible')
      const count = await fields.count()
      if (count > 0)
        await fields
          .nth(Math.floor(random() * count))
          .fill(pick(TEXTS), options)
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
