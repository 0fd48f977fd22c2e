import { expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openStage, openApp, portal } from './open'
import { asked } from './inspect'
import { expectTick, HANDLER, toggleOf } from './places'

const bound = () => portal.bindings.map(({ placement, handler }) => [placement, handler]).toSorted()

it('show what is bound, add, remove, and move what points to an older address', async () => {
  portal.bindings.push(
    { placement: 'CRM_LEAD_LIST_MENU', handler: HANDLER, title: 'x', langAll: {} },
    { placement: 'CRM_DEAL_LIST_MENU', handler: 'https://old.example/app/', title: 'x', langAll: {} },
    { placement: 'CRM_CONTACT_LIST_MENU', handler: 'https://other.example/', title: 'left alone', langAll: {} },
  )
  const app = await openApp()
  await app.get('settings-open').click()
  await expectTick('CRM_LEAD_LIST_MENU', true)
  await expectTick('CRM_QUOTE_DETAIL_TAB', false)
  await expect.element(app.get('settings-screen')).toHaveTextContent('Shows an older address')
  await expect.element(app.get('settings-saved')).toBeEmptyDOMElement()
  await toggleOf('CRM_LEAD_LIST_MENU').click()
  await toggleOf('CRM_QUOTE_DETAIL_TAB').click()
  await app.get('install-finish').click()
  await expect.element(app.get('settings-saved')).toHaveTextContent(/^Saved\.$/)
  expect(bound()).toEqual([
    ['CRM_CONTACT_LIST_MENU', 'https://other.example/'],
    ['CRM_DEAL_LIST_MENU', HANDLER],
    ['CRM_QUOTE_DETAIL_TAB', HANDLER],
  ])
  await expect.element(app.get('settings-screen')).not.toHaveTextContent('Shows an older address')
  await app.get('settings-close').click()
  await app.ask('733')
  await app.expectStage('733')
})

it('a change that the portal refuses is named, and what was ticked stays so for another try', async () => {
  portal.bindings.push({ placement: 'CRM_LEAD_LIST_MENU', handler: HANDLER, title: 'x', langAll: {} })
  const app = await openApp()
  await app.get('settings-open').click()
  await expectTick('CRM_LEAD_LIST_MENU', true)
  await toggleOf('CRM_LEAD_LIST_MENU').click()
  await toggleOf('CRM_QUOTE_DETAIL_TAB').click()
  portal.addFault({ fault: 'server-internal', method: 'placement.unbind' })
  await app.get('install-finish').click()
  await expect.element(app.get('install-error').getByRole('listitem')).toHaveTextContent(/^Leads, .+: .+/)
  await expectTick('CRM_LEAD_LIST_MENU', false)
  await expectTick('CRM_QUOTE_DETAIL_TAB', true)
  await expect.element(app.get('settings-saved')).toBeEmptyDOMElement()
  await app.get('install-finish').click()
  await expect.element(app.get('settings-saved')).toHaveTextContent(/^Saved\.$/)
  expect(app.get('install-error').elements()).toEqual([])
  expect(bound()).toEqual([['CRM_QUOTE_DETAIL_TAB', HANDLER]])
  expect(asked('placement.bind')).toHaveLength(1)
})

it('show what is bound now, also when they are opened again', async () => {
  const app = await openApp()
  await app.get('settings-open').click()
  await expectTick('CRM_DEAL_LIST_MENU', false)
  await app.get('settings-close').click()
  portal.bindings.push({ placement: 'CRM_DEAL_LIST_MENU', handler: HANDLER, title: 'x', langAll: {} })
  await app.get('settings-open').click()
  await expectTick('CRM_DEAL_LIST_MENU', true)
})

it('no longer tell a refusal once they are opened again', async () => {
  const app = await openApp()
  await app.get('settings-open').click()
  await toggleOf('CRM_QUOTE_DETAIL_TAB').click()
  portal.addFault({ fault: 'server-internal', method: 'placement.bind' })
  await app.get('install-finish').click()
  await expect.element(app.get('install-error')).toBeVisible()
  await app.get('settings-close').click()
  await app.get('settings-open').click()
  await expectTick('CRM_QUOTE_DETAIL_TAB', false)
  expect(app.get('install-error').elements()).toEqual([])
  await expect.element(app.get('install-finish')).toHaveTextContent(/^Save$/)
})

it('take the focus, and give it back to where they were opened', async () => {
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

it('are for administrators', async () => {
  portal.settings.user = 'employee'
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('theme-toggle')).toBeVisible()
  expect(app.get('settings-open').elements()).toEqual([])
})
