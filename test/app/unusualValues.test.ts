import { expect, it } from 'vitest'
import { openStage, portal } from './open'
import { boxOf, itemOf, horizontalOverflow, PHONE_FRAME, resize } from './inspect'

it('shows markup in a name as text', async () => {
  portal.addFault({ fault: 'odd-markup', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-name')).toHaveTextContent('<img')
  expect(app.card.element().querySelectorAll('img, script')).toHaveLength(0)
})

it('keeps a huge name inside the card', async () => {
  portal.addFault({ fault: 'odd-huge', method: 'crm.status.get' })
  await resize(PHONE_FRAME, 740)
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-refresh')).toBeVisible()
  expect(app.get('stage-name').element().textContent).toHaveLength(20_004)
  expect(horizontalOverflow()).toBe(0)
  expect(boxOf(app.card).height).toBeLessThan(1_800)
})

it('isolates a right-to-left name from the text around it', async () => {
  portal.addFault({ fault: 'odd-rtl', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectStage('733')
  expect(getComputedStyle(app.get('stage-name').element()).unicodeBidi).toMatch(/isolate/)
})

it('shows emoji in a name', async () => {
  portal.addFault({ fault: 'odd-emoji', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-name')).toHaveTextContent(/\p{Emoji_Presentation}/u)
})

it('draws no color from a CSS injection, and fetches nothing', async () => {
  portal.addFault({ fault: 'odd-color', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-swatch')).toHaveStyle({
    backgroundColor: 'rgba(0, 0, 0, 0)',
    backgroundImage: 'none',
  })
  await expect.element(app.card).toHaveTextContent('Invalid color value')
  await expect.element(app.get('stage-field-COLOR')).toHaveTextContent('evil.example')
  // The browser fetches a URL that is in any element's style.
  const styles = app.all('body *').map((element) => element.style.cssText + getComputedStyle(element).backgroundImage)
  expect(styles.length).toBeGreaterThan(50)
  expect(styles.filter((style) => style.includes('evil.example'))).toEqual([])
})

it('shows unknown fields, but no badge for unknown semantics', async () => {
  portal.addFault({ fault: 'odd-extra', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectStage('733')
  expect(app.get('stage-semantics').elements()).toEqual([])
  expect(app.get('stage-field-SEMANTICS').element().textContent).toBe('X')
  expect(app.get('stage-field-NEW_FIELD').element().textContent).toBe('new')
  expect(app.get('stage-field-NEW_OBJECT').element().textContent).toBe('{"a":[1]}')
})

const PARTLY_VALID = ['bad-types', 'bad-missing'] as const

it.each(PARTLY_VALID)('shows a card or an error for %s, and works afterwards', async (fault) => {
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
  ['#', 'rgba(0, 0, 0, 0)', 'No color'],
])('shows the color %j', async (sent, drawn, text) => {
  const app = await openStage('733')
  await app.expectStage('733')
  itemOf('733').COLOR = sent
  await app.get('stage-refresh').click()
  await expect.poll(() => app.get('stage-field-COLOR').element().textContent).toBe(sent ?? 'null')
  await expect.element(app.get('stage-swatch')).toHaveStyle({ backgroundColor: drawn })
  await expect.element(app.card).toHaveTextContent(text)
})
