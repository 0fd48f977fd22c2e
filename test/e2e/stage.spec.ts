import { expect, test } from './fixtures'

const SUCCESS = {
  ID: '733', ENTITY_ID: 'DYNAMIC_1038_STAGE_37', STATUS_ID: 'DT1038_37:SUCCESS', NAME: 'Success', NAME_INIT: 'Success',
  SORT: '40', SYSTEM: 'Y', CATEGORY_ID: '37', COLOR: '#00ff00', SEMANTICS: 'S',
}

for (const opening of ['post', 'get'] as const) {
  test(`a stage by its ID, in an app opened by ${opening.toUpperCase()}`, async ({ app, portal }) => {
    portal.settings.opening = opening
    await app.open()
    await app.ask('733')
    await app.expectStage('733')
    await expect(app.get('stage-name')).toHaveText('Success')
    await expect(app.get('stage-swatch')).toHaveCSS('background-color', 'rgb(0, 255, 0)')
    await expect(app.get('stage-semantics')).toHaveAttribute('data-semantics', 'success')
    await expect(app.get('stage-semantics')).toHaveText('Won')
    for (const [field, value] of Object.entries(SUCCESS)) await expect(app.get(`stage-field-${field}`)).toHaveText(value)
    await expect(app.get('stage-directory')).toHaveText('Equipment, General')
    await expect(app.get('stage-time')).toContainText('The portal answered in')
    expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toEqual([
      expect.objectContaining({ params: { id: 733 }, status: 200, auth: 'token' }),
    ])
  })
}

for (const placement of ['DEFAULT', 'LEFT_MENU', 'CRM_ANALYTICS_MENU', 'CRM_FUNNELS_TOOLBAR', 'CRM_DYNAMIC_1038_FUNNELS_TOOLBAR']) {
  test(`opened as a page: ${placement}`, async ({ app, portal }) => {
    await app.open(`/marketplace/app/stage-card/?placement=${placement}`)
    await expect(app.frame.getByRole('heading', { name: 'What is this stage?' })).toBeVisible()
    await expect(app.get('directory-list')).toBeVisible()
    expect(portal.log.map(({ method }) => method).toSorted()).toEqual(['crm.category.list', 'crm.status.entity.types'])
    await app.ask('733')
    await app.expectStage('733')
  })
}

test('a stage by a link to it: asked for before anything else', async ({ app, portal }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.input).toHaveValue('733')
  expect(portal.log[0]).toMatchObject({ method: 'crm.status.get', params: { id: 733 } })
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
})

test('a link with something that is no ID is refused in words', async ({ app, portal }) => {
  await app.openStage('733x')
  await expect(app.input).toHaveValue('733x')
  await expect(app.input).toHaveAttribute('aria-invalid', 'true')
  expect(portal.log).toEqual([])
})

test('refresh asks again and shows what has changed', async ({ app, portal }) => {
  await app.openStage('733')
  await app.expectStage('733')
  const row = portal.data.statuses.find(({ ID }) => ID === '733')
  if (row) row.NAME = 'Delivered'
  await app.get('stage-refresh').click()
  await expect(app.get('stage-name')).toHaveText('Delivered')
  await expect(app.get('stage-renamed')).toHaveText('Renamed from Success')
})

test('stages of every kind of directory, with what they mean', async ({ app, portal }) => {
  await app.open()
  const one = (entityId: string, statusId: string) =>
    portal.data.statuses.find((row) => row.ENTITY_ID === entityId && row.STATUS_ID === statusId)?.ID ?? 'none'

  const cases: [string, string, string | null, string][] = [
    ['STATUS', 'NEW', 'process', 'Lead stages'],
    ['STATUS', 'JUNK', 'failure', 'Lead stages'],
    ['DEAL_STAGE', 'WON', 'success', 'Deal stages, General'],
    ['DEAL_STAGE', 'LOSE', 'failure', 'Deal stages, General'],
    ['DEAL_STAGE_1', 'C1:NEW', 'process', 'Deal stages, Rent'],
    ['QUOTE_STATUS', 'APPROVED', 'success', 'Quote stages'],
    ['SMART_INVOICE_STAGE_5', 'DT31_5:N', 'process', 'Invoice stages'],
    ['SOURCE', 'CALL', null, 'Sources'],
  ]
  for (const [entityId, statusId, semantics, directory] of cases) {
    const id = one(entityId, statusId)
    await app.ask(id)
    await app.expectStage(id)
    if (semantics) await expect(app.get('stage-semantics')).toHaveAttribute('data-semantics', semantics)
    else await expect(app.get('stage-semantics')).toHaveCount(0)
    await expect(app.get('stage-directory')).toHaveText(directory)
  }
})

test('an analysed failure, where the portal says so', async ({ app, portal }) => {
  const id = portal.data.statuses.find((row) => row.ENTITY_ID === 'DEAL_STAGE' && row.STATUS_ID === 'APOLOGY')?.ID ?? ''
  portal.settings.extraInGet = true
  await app.openStage(id)
  await expect(app.get('stage-semantics')).toHaveText('Lost, analysed')
  await expect(app.get('stage-field-EXTRA')).toContainText('apology')
  portal.settings.extraInGet = false
  await app.get('stage-refresh').click()
  await expect(app.get('stage-semantics')).toHaveText('Lost')
  await expect(app.get('stage-field-EXTRA')).toHaveCount(0)
})

test('the directory’s name comes after the card and does not move it', async ({ app, portal }) => {
  const types = portal.hold('crm.status.entity.types')
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.get('stage-directory')).toHaveText('')
  const before = await app.get('stage-field-SEMANTICS').boundingBox()
  ;(await types.next()).release()
  await expect(app.get('stage-directory')).toHaveText('Equipment, General')
  expect(await app.get('stage-field-SEMANTICS').boundingBox()).toEqual(before)
})

test('a directory that the portal does not name is told by its code', async ({ app, portal }) => {
  portal.addFault({ fault: 'server-internal', method: 'crm.status.entity.types' })
  await app.openStage('733')
  await expect(app.get('stage-directory')).toHaveText('Smart process 1038')
  await app.ask('734')
  await app.expectStage('734')
  await expect(app.get('stage-directory')).toHaveText('Equipment, General')
})

test('each field can be copied inside the portal’s frame', async ({ app, page }) => {
  await app.openStage('733')
  for (const field of ['ID', 'STATUS_ID', 'COLOR'] as const) {
    await app.get('copy').and(app.frame.locator(`[data-copies="${field}"]`)).click()
    await app.input.fill('')
    await app.input.press('ControlOrMeta+V')
    await expect(app.input).toHaveValue(SUCCESS[field])
  }
  await expect(page.locator('textarea')).toHaveCount(0)
})

for (const [code, label, meaning, lang] of [['de', 'ID der Phase', 'Gewonnen', 'de'], ['ru', 'ID стадии', 'Успех', 'ru'], ['en', 'Stage ID', 'Won', 'en'], ['xx', 'Stage ID', 'Won', 'en']] as const) {
  test(`speaks the portal’s language: ${code}`, async ({ app, portal }) => {
    portal.settings.language = code
    await app.openStage('733')
    await expect(app.frame.getByLabel(label, { exact: true })).toBeVisible()
    await expect(app.get('stage-semantics')).toHaveText(meaning)
    await expect(app.frame.locator('html')).toHaveAttribute('lang', lang)
  })
}

test('nothing moves when the card comes, nor when what follows it does', async ({ app, portal }) => {
  const held = portal.hold('crm.status.get')
  await app.openStage('733')
  // The style sheet holds back the first paint, not the first layout.
  await expect(app.get('stage-loading')).toHaveCSS('overflow', 'hidden')
  const skeleton = await app.get('stage-loading').boundingBox()
  // Of whatever stands in the card's place, in every frame.
  const heights = await app.frame.locator('main').evaluateHandle((main) => {
    const seen: number[] = []
    const look = () => {
      seen.push(main.querySelector('[data-testid="stage-card"], [data-testid="stage-loading"]')?.getBoundingClientRect().height ?? 0)
      requestAnimationFrame(look)
    }
    look()
    return seen
  })
  ;(await held.next()).release()
  await expect(app.get('stage-refresh')).toBeVisible()
  await expect(app.get('raw-json-toggle')).toBeVisible()
  await expect(app.get('stage-directory')).not.toBeEmpty()
  const card = await app.card.boundingBox()
  expect(card?.y).toBe(skeleton?.y)
  expect(card?.width).toBe(skeleton?.width)
  const seen = await heights.jsonValue()
  expect(Math.max(...seen) - Math.min(...seen)).toBeLessThanOrEqual(2)
})
