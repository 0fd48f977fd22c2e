import { expect, test } from './fixtures'

test.describe('what is no ID is refused in words, and nothing is sent or lost', () => {
  const BAD = ['', '   ', '0', '-1', '1.5', '1e3', '2147483648', '12345678901234567890', 'abc', '７３３', '7 33', 'C1:WON', '<script>']
  for (const text of BAD) {
    test(JSON.stringify(text), async ({ app, portal }) => {
      await app.openStage('733')
      await app.expectStage('733')
      const sent = portal.log.length
      await app.ask(text)
      await expect(app.input).toHaveAttribute('aria-invalid', 'true')
      await expect(app.input).toHaveAccessibleDescription(/\w{2,}/)
      await expect(app.input).toHaveValue(text)
      await app.expectStage('733')
      expect(portal.log.slice(sent).filter(({ method }) => method === 'crm.status.get')).toEqual([])
    })
  }
})

for (const text of ['ID: 733', ' 733 ', '"ID":"733"', '#733']) {
  test(`${JSON.stringify(text)} is understood`, async ({ app }) => {
    await app.open()
    await app.ask(text)
    await app.expectStage('733')
    await expect(app.input).toHaveValue('733')
    if (text.trim() !== '733') await expect(app.input).toHaveAccessibleDescription('Read as ID 733.')
  })
}

test('markup in a name is text', async ({ app, portal }) => {
  portal.addFault({ fault: 'odd-markup', method: 'crm.status.get' })
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.get('stage-name')).toContainText('<img')
  await expect(app.card.locator('img, script')).toHaveCount(0)
})

test('a huge name stays inside the card', async ({ app, portal, page }) => {
  portal.addFault({ fault: 'odd-huge', method: 'crm.status.get' })
  await page.setViewportSize({ width: 360, height: 740 })
  await app.openStage('733')
  await app.expectStage('733')
  const frame = await app.frame.locator('html').evaluate((html) => ({ inner: html.clientWidth, scroll: html.scrollWidth }))
  expect(frame.scroll).toBe(frame.inner)
  expect((await app.card.boundingBox())?.height).toBeLessThan(1_500)
})

test('a right-to-left name leaves the words around it in order', async ({ app, portal }) => {
  portal.addFault({ fault: 'odd-rtl', method: 'crm.status.get' })
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.get('stage-name')).toHaveCSS('unicode-bidi', /isolate/)
})

test('emoji in a name', async ({ app, portal }) => {
  portal.addFault({ fault: 'odd-emoji', method: 'crm.status.get' })
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.get('stage-name')).toContainText(/\p{Emoji_Presentation}/u)
})

test('a hostile colour is not drawn, and fetches nothing', async ({ app, portal, page }) => {
  const foreign: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('evil.example')) foreign.push(request.url())
  })
  portal.addFault({ fault: 'odd-colour', method: 'crm.status.get' })
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.get('stage-swatch')).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)')
  await expect(app.get('stage-swatch')).toHaveCSS('background-image', 'none')
  await expect(app.card).toContainText('The portal sent something that is no colour')
  await expect(app.get('stage-field-COLOR')).toContainText('evil.example')
  expect(foreign).toEqual([])
})

test('fields that nobody knows are shown, a meaning that nobody knows is not', async ({ app, portal }) => {
  portal.addFault({ fault: 'odd-extra', method: 'crm.status.get' })
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.get('stage-semantics')).toHaveCount(0)
  await expect(app.get('stage-field-SEMANTICS')).toHaveText('X')
})

for (const fault of ['bad-types', 'bad-missing'] as const) {
  test(`an answer of ${fault}: drawn safely or refused, never a crash`, async ({ app, portal }) => {
    portal.addFault({ fault, method: 'crm.status.get' })
    await app.openStage('733')
    await expect(app.card.or(app.error)).toBeVisible()
    await app.ask('733')
    await app.expectStage('733')
  })
}

test('colours as portals write them', async ({ app, portal }) => {
  const cases: [string | null, string, string][] = [
    ['#39A8EF', 'rgb(57, 168, 239)', '#39a8ef'],
    ['00ff00', 'rgb(0, 255, 0)', '#00ff00'],
    ['#0F0', 'rgb(0, 255, 0)', '#00ff00'],
    [null, 'rgba(0, 0, 0, 0)', 'No colour'],
    ['', 'rgba(0, 0, 0, 0)', 'No colour'],
  ]
  await app.openStage('733')
  for (const [sent, drawn, words] of cases) {
    const row = portal.data.statuses.find(({ ID }) => ID === '733')
    if (row) row.COLOR = sent
    await app.get('stage-refresh').click()
    await expect(app.get('stage-field-COLOR')).toHaveText(sent ?? 'null')
    await expect(app.get('stage-swatch')).toHaveCSS('background-color', drawn)
    await expect(app.card).toContainText(words)
  }
})
