import { expect, it } from 'vitest'
import { openStage, portal } from './open'
import { boxOf, recordEachFrame } from './inspect'

it('moves nothing when the card and its later parts appear', async () => {
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  await expect.element(app.get('stage-loading')).toBeVisible()
  const skeleton = boxOf(app.get('stage-loading'))
  // The height of the skeleton or the card in every frame.
  const heights = recordEachFrame(() => {
    const [element] = app.all('[data-testid="stage-card"], [data-testid="stage-loading"]')
    return element?.getBoundingClientRect().height ?? 0
  })
  ;(await held.next()).release()
  await expect.element(app.get('stage-refresh')).toBeVisible()
  await expect.element(app.get('raw-json-toggle')).toBeVisible()
  await expect.element(app.get('stage-directory')).not.toBeEmptyDOMElement()
  await expect.element(app.find('[data-copies="link"]')).toBeVisible()
  const card = boxOf(app.card)
  expect(card.y).toBe(skeleton.y)
  expect(card.width).toBe(skeleton.width)
  // At least the skeleton, the card, and the card with its later parts.
  expect(heights.length).toBeGreaterThan(3)
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(2)
})

it('moves nothing when the directory’s name appears', async () => {
  const types = portal.hold('crm.status.entity.types')
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-directory')).toBeEmptyDOMElement()
  const before = boxOf(app.get('stage-field-SEMANTICS'))
  ;(await types.next()).release()
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Equipment, General$/)
  expect(boxOf(app.get('stage-field-SEMANTICS'))).toEqual(before)
})
