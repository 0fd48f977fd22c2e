import { expect, it } from 'vitest'
import { openStage, portal } from './open'
import { boxOf, itemOf, overflow, PHONE_FRAME, resize } from './inspect'

it('markup in a name is text', async () => {
  portal.addFault({ fault: 'odd-markup', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-name')).toHaveTextContent('<img')
  expect(app.card.element().querySelectorAll('img, script')).toHaveLength(0)
})

it('a huge name stays inside the card', async () => {
  portal.addFault({ fault: 'odd-huge', method: 'crm.status.get' })
  await resize(PHONE_FRAME, 740)
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-refresh')).toBeVisible()
  expect(app.get('stage-name').element().textContent).toHaveLength(20_004)
  expect(overflow()).toBe(0)
  expect(boxOf(app.card).height).toBeLessThan(1_500)
})

it('a right-to-left name leaves the words around it in order', async () => {
  portal.addFault({ fault: 'odd-rtl', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectStage('733')
  expect(getComputedStyle(app.get('stage-name').element()).unicodeBidi).toMatch(/isolate/)
})

it('emoji in a name', async () => {
  portal.addFault({ fault: 'odd-emoji', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-name')).toHaveTextContent(/\p{Emoji_Presentation}/u)
})

it('a hostile color is not drawn, and fetches nothing', async () => {
  portal.addFault({ fault: 'odd-color', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-swatch')).toHaveStyle({
    backgroundColor: 'rgba(0, 0, 0, 0)',
    backgroundImage: 'none',
  })
  await expect.element(app.card).toHaveTextContent('The portal sent something that is no color')
  await expect.element(app.get('stage-field-COLOR')).toHaveTextContent('evil.example')
  // Nothing that the browser would fetch: no style of any element leads there.
  const styles = app.all('body *').map((element) => element.style.cssText + getComputedStyle(element).backgroundImage)
  expect(styles.length).toBeGreaterThan(50)
  expect(styles.filter((style) => style.includes('evil.example'))).toEqual([])
})

it('fields that nobody knows are shown, a meaning that nobody knows is not', async () => {
  portal.addFault({ fault: 'odd-extra', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectStage('733')
  expect(app.get('stage-semantics').elements()).toEqual([])
  expect(app.get('stage-field-SEMANTICS').element().textContent).toBe('X')
  expect(app.get('stage-field-NEW_FIELD').element().textContent).toBe('new')
  expect(app.get('stage-field-NEW_OBJECT').element().textContent).toBe('{"a":[1]}')
})

const HALF_GOOD = ['bad-types', 'bad-missing'] as const

it.each(HALF_GOOD)('an answer of %s: drawn safely or refused, never a crash', async (fault) => {
  portal.addFault({ fault, method: 'crm.status.get' })
  const app = await openStage('733')
  await expect.element(app.card.or(app.error)).toBeVisible()
  await app.ask('733')
  await app.expectStage('733')
})

it.each([
  ['#39A8EF', 'rgb(57, 168, 239)', '#39a8ef'],
  ['00ff00', 'rgb(0, 255, 0)', '#00ff00'],
  ['#0F0', 'rgb(0, 255, 0)', '#00ff00'],
  [null, 'rgba(0, 0, 0, 0)', 'No color'],
  ['', 'rgba(0, 0, 0, 0)', 'No color'],
])('a color as portals write it: %j', async (sent, drawn, words) => {
  const app = await openStage('733')
  await app.expectStage('733')
  itemOf('733').COLOR = sent
  await app.get('stage-refresh').click()
  await expect.poll(() => app.get('stage-field-COLOR').element().textContent).toBe(sent ?? 'null')
  await expect.element(app.get('stage-swatch')).toHaveStyle({ backgroundColor: drawn })
  await expect.element(app.card).toHaveTextContent(words)
})
