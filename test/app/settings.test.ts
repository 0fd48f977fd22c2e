import { expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { version } from '../../package.json'
import { openStage, openApp, portal } from './open'
import { copyButton, paramsOf } from './inspect'
import { expectChecked, HANDLER, toggleOf } from './placements'

const boundPlacements = () => portal.bindings.map(({ placement, handler }) => [placement, handler]).toSorted()

it('shows, adds and removes placements, and updates those with an old address', async () => {
  portal.bindings.push(
    { placement: 'CRM_LEAD_LIST_MENU', handler: HANDLER, title: 'x', langAll: {} },
    { placement: 'CRM_DEAL_LIST_MENU', handler: 'https://old.example/app/', title: 'x', langAll: {} },
    { placement: 'CRM_CONTACT_LIST_MENU', handler: 'https://other.example/', title: 'left alone', langAll: {} },
  )
  const app = await openApp()
  await app.get('settings-open').click()
  await expectChecked('CRM_LEAD_LIST_MENU', true)
  await expectChecked('CRM_QUOTE_DETAIL_TAB', false)
  await expect.element(app.get('settings-screen')).toHaveTextContent('Uses the app’s old URL')
  await expect.element(app.get('settings-saved')).toBeEmptyDOMElement()
  await toggleOf('CRM_LEAD_LIST_MENU').click()
  await toggleOf('CRM_QUOTE_DETAIL_TAB').click()
  await app.get('install-finish').click()
  await expect.element(app.get('settings-saved')).toHaveTextContent(/^Saved\.$/)
  expect(boundPlacements()).toEqual([
    ['CRM_CONTACT_LIST_MENU', 'https://other.example/'],
    ['CRM_DEAL_LIST_MENU', HANDLER],
    ['CRM_QUOTE_DETAIL_TAB', HANDLER],
  ])
  await expect.element(app.get('settings-screen')).not.toHaveTextContent('Uses the app’s old URL')
  await app.get('settings-close').click()
  await app.ask('733')
  await app.expectStage('733')
})

it('moves links to the app’s present address, where the portal allows one handler only', async () => {
  portal.bindings.push({ placement: 'REST_APP_URI', handler: 'https://old.example/app/', title: 'x', langAll: {} })
  const app = await openApp()
  await app.get('settings-open').click()
  await expectChecked('REST_APP_URI', true)
  await app.get('install-finish').click()
  await expect.element(app.get('settings-saved')).toHaveTextContent(/^Saved\.$/)
  expect(boundPlacements()).toEqual([['REST_APP_URI', HANDLER]])
})

it('offers no link any more if links could neither be moved nor be bound again', async () => {
  portal.bindings.push({ placement: 'REST_APP_URI', handler: 'https://old.example/app/', title: 'x', langAll: {} })
  const app = await openApp()
  await app.ask('733')
  await expect.element(copyButton('link')).toBeVisible()
  await app.get('settings-open').click()
  await expectChecked('REST_APP_URI', true)
  portal.addFault({ fault: 'server-internal', method: 'placement.bind', times: 2 })
  await app.get('install-finish').click()
  await expect.element(app.get('install-error').getByRole('listitem')).toHaveTextContent(/^Links to stages: .+/)
  expect(boundPlacements()).toEqual([])
  await expect.poll(() => portal.appOptions).toEqual({ stageLinks: 'N' })
  await app.get('settings-close').click()
  await expect.element(app.get('links-off')).toBeVisible()
})

it('names a refused change, and keeps the checkboxes for a retry', async () => {
  portal.bindings.push({ placement: 'CRM_LEAD_LIST_MENU', handler: HANDLER, title: 'x', langAll: {} })
  const app = await openApp()
  await app.get('settings-open').click()
  await expectChecked('CRM_LEAD_LIST_MENU', true)
  await toggleOf('CRM_LEAD_LIST_MENU').click()
  await toggleOf('CRM_QUOTE_DETAIL_TAB').click()
  portal.addFault({ fault: 'server-internal', method: 'placement.unbind' })
  await app.get('install-finish').click()
  await expect.element(app.get('install-error').getByRole('listitem')).toHaveTextContent(/^Leads, .+: .+/)
  await expectChecked('CRM_LEAD_LIST_MENU', false)
  await expectChecked('CRM_QUOTE_DETAIL_TAB', true)
  await expect.element(app.get('settings-saved')).toBeEmptyDOMElement()
  await app.get('install-finish').click()
  await expect.element(app.get('settings-saved')).toHaveTextContent(/^Saved\.$/)
  expect(app.get('install-error').elements()).toEqual([])
  expect(boundPlacements()).toEqual([['CRM_QUOTE_DETAIL_TAB', HANDLER]])
  expect(paramsOf('placement.bind')).toHaveLength(1)
})

it('loads the bound placements again on each opening', async () => {
  const app = await openApp()
  await app.get('settings-open').click()
  await expectChecked('CRM_DEAL_LIST_MENU', false)
  await app.get('settings-close').click()
  portal.bindings.push({ placement: 'CRM_DEAL_LIST_MENU', handler: HANDLER, title: 'x', langAll: {} })
  await app.get('settings-open').click()
  await expectChecked('CRM_DEAL_LIST_MENU', true)
})

it('drops the notice of a refusal on the next opening', async () => {
  const app = await openApp()
  await app.get('settings-open').click()
  await toggleOf('CRM_QUOTE_DETAIL_TAB').click()
  portal.addFault({ fault: 'server-internal', method: 'placement.bind' })
  await app.get('install-finish').click()
  await expect.element(app.get('install-error')).toBeVisible()
  await app.get('settings-close').click()
  await app.get('settings-open').click()
  await expectChecked('CRM_QUOTE_DETAIL_TAB', false)
  expect(app.get('install-error').elements()).toEqual([])
  await expect.element(app.get('install-finish')).toHaveTextContent(/^Save$/)
})

it('moves the focus into the settings, and back to the button that opened them', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  ;(app.get('settings-open').element() as HTMLElement).focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(app.get('settings-screen').getByRole('heading').first()).toHaveFocus()
  expect(app.card.elements()).toEqual([])
  ;(app.get('settings-close').element() as HTMLElement).focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(app.get('settings-open')).toHaveFocus()
  await app.expectStage('733')
})

it('tells somebody who may install apps that only administrators may set this one up', async () => {
  portal.settings.user = 'installer'
  const app = await openApp()
  await app.get('settings-open').click()
  await app.expectError('access-denied')
  await expect.element(app.error).toHaveTextContent('Only administrators can do this')
  await expect.element(app.error).toHaveTextContent('Only a Bitrix24 administrator can set up this app.')
})

it('offers no settings to users who are not administrators', async () => {
  portal.settings.user = 'employee'
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('theme-toggle')).toBeVisible()
  expect(app.get('settings-open').elements()).toEqual([])
})

it('shows its version below the lists and in the settings', async () => {
  const app = await openApp()
  await expect.element(app.get('app-version')).toHaveTextContent(version)
  await app.get('settings-open').click()
  await expect.element(app.get('settings-screen').getByTestId('app-version')).toHaveTextContent(version)
})
