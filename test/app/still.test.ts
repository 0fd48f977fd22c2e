import { expect, it } from 'vitest'
import { openStage, portal } from './open'
import { boxOf, eachFrame } from './inspect'

it('nothing moves when the card comes, nor when what follows it does', async () => {
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  await expect.element(app.get('stage-loading')).toBeVisible()
  const skeleton = boxOf(app.get('stage-loading'))
  // Of whatever stands in the card's place, in every frame.
  const heights = eachFrame(() => {
    const [shown] = app.all('[data-testid="stage-card"], [data-testid="stage-loading"]')
    return shown?.getBoundingClientRect().height ?? 0
  })
  ;(await held.next()).release()
  await expect.element(app.get('stage-refresh')).toBeVisible()
  await expect.element(app.get('raw-json-toggle')).toBeVisible()
  await expect.element(app.get('stage-directory')).not.toBeEmptyDOMElement()
  await expect.element(app.find('[data-copies="link"]')).toBeVisible()
  const card = boxOf(app.card)
  expect(card.y).toBe(skeleton.y)
  expect(card.width).toBe(skeleton.width)
  // With the skeleton, with the card, and with what comes frames later.
  expect(heights.length).toBeGreaterThan(3)
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(2)
})

it('the directory’s name comes after the card and does not move it', async () => {
  const types = portal.hold('crm.status.entity.types')
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-directory')).toBeEmptyDOMElement()
  const before = boxOf(app.get('stage-field-SEMANTICS'))
  ;(await types.next()).release()
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Equipment, General$/)
  expect(boxOf(app.get('stage-field-SEMANTICS'))).toEqual(before)
})
