import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { openApp, openStage, PAGE, portal } from './open'
import { callCount, paramsOf, copyButton, idOf, itemOf, paste, refuseCopying } from './inspect'

const SUCCESS = {
  ID: '733',
  ENTITY_ID: 'DYNAMIC_1038_STAGE_37',
  STATUS_ID: 'DT1038_37:SUCCESS',
  NAME: 'Success',
  NAME_INIT: 'Success',
  SORT: '40',
  SYSTEM: 'Y',
  CATEGORY_ID: '37',
  COLOR: '#00ff00',
  SEMANTICS: 'S',
}

it('shows a stage by its ID', async () => {
  const app = await openApp()
  await app.ask('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-name')).toHaveTextContent(/^Success$/)
  await expect.element(app.get('stage-swatch')).toHaveStyle({ backgroundColor: 'rgb(0, 255, 0)' })
  await expect.element(app.get('stage-semantics')).toHaveAttribute('data-semantics', 'success')
  await expect.element(app.get('stage-semantics')).toHaveTextContent(/^Won$/)
  for (const [field, value] of Object.entries(SUCCESS)) {
    expect(app.get(`stage-field-${field}`).element().textContent, field).toBe(value)
  }
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Equipment, General$/)
  await expect.element(app.get('stage-time')).toHaveTextContent('Response time:')
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toEqual([
    expect.objectContaining({ params: { id: '733' }, status: 200, auth: 'token' }),
  ])
})

it('takes the number of the app, which the mobile app sends, for no stage', async () => {
  const app = await openApp('/mobile/marketplace/?id=101')
  await expect.element(app.get('directory-list')).toBeVisible()
  expect(app.input.element()).toHaveValue('')
  expect(callCount('crm.status.get')).toBe(0)
})

it('opens a link to a stage even if such links are not switched on', async () => {
  const app = await openApp('/marketplace/view/stage-card/?params[id]=733')
  await app.expectStage('733')
})

it('shows the directories if a link’s card is closed before it is there', async () => {
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  await expect.element(app.get('stage-loading')).toBeVisible()
  await app.get('card-close').click()
  await expect.element(app.get('directory-list')).toBeVisible()
  held.off()
})

it.each(['DEFAULT', 'LEFT_MENU', 'CRM_ANALYTICS_MENU'])('opens as a page: %s', async (placement) => {
  const app = await openApp(`${PAGE}?placement=${placement}`)
  await expect.element(page.getByRole('heading', { name: 'Look up a stage' })).toBeVisible()
  await expect.element(app.get('directory-list')).toBeVisible()
  expect(portal.log.map(({ method }) => method).toSorted()).toEqual(['crm.category.list', 'crm.status.entity.types'])
  await app.ask('733')
  await app.expectStage('733')
})

it('asks for the stage of a link before anything else', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.input).toHaveValue('733')
  expect(portal.log[0]).toMatchObject({ method: 'crm.status.get', params: { id: '733' } })
  expect(paramsOf('crm.status.get')).toHaveLength(1)
})

it('explains an invalid ID in a link', async () => {
  const app = await openStage('733x')
  await expect.element(app.input).toHaveValue('733x')
  await expect.element(app.input).toHaveAttribute('aria-invalid', 'true')
  await expect.element(app.input).toHaveAccessibleDescription(/\w{2,}/)
  expect(portal.log).toEqual([])
})

it('asks again on refresh and shows the changes', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  itemOf('733').NAME = 'Delivered'
  await app.get('stage-refresh').click()
  await expect.element(app.get('stage-name')).toHaveTextContent(/^Delivered$/)
  await expect.element(app.get('stage-renamed')).toHaveTextContent(/^Default name: Success$/)
})

it.each([
  ['STATUS', 'NEW', 'process', 'Lead stages'],
  ['STATUS', 'JUNK', 'failure', 'Lead stages'],
  ['DEAL_STAGE', 'WON', 'success', 'Deal stages, General'],
  ['DEAL_STAGE', 'LOSE', 'failure', 'Deal stages, General'],
  ['DEAL_STAGE_1', 'C1:NEW', 'process', 'Deal stages, Rent'],
  ['QUOTE_STATUS', 'APPROVED', 'success', 'Estimate stages'],
  ['SMART_INVOICE_STAGE_5', 'DT31_5:N', 'process', 'Invoice stages'],
  ['SOURCE', 'CALL', null, 'Sources'],
])('shows semantics and directory: %s %s', async (entityId, statusId, semantics, directory) => {
  const id = idOf(entityId, statusId)
  const app = await openStage('733')
  await app.expectStage('733')
  await app.ask(id)
  await app.expectStage(id)
  if (semantics) await expect.element(app.get('stage-semantics')).toHaveAttribute('data-semantics', semantics)
  else expect(app.get('stage-semantics').elements()).toEqual([])
  await expect.element(app.get('stage-directory')).toHaveTextContent(new RegExp(`^${directory}$`))
})

it('shows an analyzed failure if the portal sends EXTRA', async () => {
  portal.settings.extraInGet = true
  const app = await openStage(idOf('DEAL_STAGE', 'APOLOGY'))
  await expect.element(app.get('stage-semantics')).toHaveTextContent(/^Lost, under analysis$/)
  await expect.element(app.get('stage-field-EXTRA')).toHaveTextContent('apology')
  portal.settings.extraInGet = false
  await app.get('stage-refresh').click()
  await expect.element(app.get('stage-semantics')).toHaveTextContent(/^Lost$/)
  expect(app.get('stage-field-EXTRA').elements()).toEqual([])
})

it('marks the last card as stale if the next ID fails', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  await app.ask('999999')
  await app.expectError('not-found')
  await expect.element(app.card).toHaveAttribute('data-stale')
  await expect.element(app.card).toHaveAttribute('data-stage-id', '733')
  expect(app.get('stage-refresh').elements()).toEqual([])
})

it('shows a stage from the cache at once, and asks for it again', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  await app.ask('734')
  await app.expectStage('734')
  const held = portal.hold('crm.status.get')
  itemOf('733').NAME = 'Delivered'
  await app.ask('733')
  const call = await held.next()
  await expect.element(app.get('stage-name')).toHaveTextContent(/^Success$/)
  await expect.element(app.card).toHaveAttribute('aria-busy', 'true')
  await expect.element(app.get('stage-refresh')).toHaveTextContent(/^Refreshing…$/)
  call.release()
  await expect.element(app.get('stage-name')).toHaveTextContent(/^Delivered$/)
  await expect.element(app.card).toHaveAttribute('aria-busy', 'false')
  expect(paramsOf('crm.status.get')).toEqual([{ id: '733' }, { id: '734' }, { id: '733' }])
})

it('opens the automation rules of its pipeline', async () => {
  const app = await openStage(idOf('DEAL_STAGE_1', 'C1:WON'))
  await app.get('automation-rules').click()
  await expect.poll(() => app.host.openedPaths).toEqual(['/crm/deal/automation/1/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER'])
  await app.ask(idOf('SOURCE', 'CALL'))
  await app.expectStage(idOf('SOURCE', 'CALL'))
  await expect.element(app.get('automation')).toBeVisible()
  expect(app.get('automation-rules').elements()).toEqual([])
})

it('copies each field', async () => {
  await openStage('733')
  for (const field of ['ID', 'STATUS_ID', 'COLOR'] as const) {
    await copyButton(field).click()
    await expect.element(copyButton(field)).toHaveAttribute('data-copied')
    expect(document.querySelector('textarea')).toBeNull()
    expect(await paste()).toBe(SUCCESS[field])
  }
})

it('selects a field if the browser refuses to copy it', async () => {
  refuseCopying()
  const app = await openStage('733')
  await copyButton('STATUS_ID').click()
  await expect.element(app.card).toHaveTextContent('press Ctrl+C')
  expect(String(window.getSelection())).toBe('DT1038_37:SUCCESS')
})

describe('uses the portal’s language', () => {
  it.each([
    ['de', 'Phase, Listenwert oder Liste suchen', 'Gewonnen', 'de'],
    ['ru', 'Найти стадию, значение или справочник', 'Успех', 'ru'],
    ['en', 'Find a stage, list value, or list', 'Won', 'en'],
    ['xx', 'Find a stage, list value, or list', 'Won', 'en'],
  ])('%s', async (code, label, meaning, lang) => {
    portal.settings.language = code
    const app = await openStage('733')
    await expect.element(app.input).toHaveAccessibleName(label)
    await expect.element(app.get('stage-semantics')).toHaveTextContent(new RegExp(`^${meaning}$`))
    expect(document.documentElement.lang).toBe(lang)
  })
})
