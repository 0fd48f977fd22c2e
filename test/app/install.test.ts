import { beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { openApp, portal } from './open'
import { paramsOf } from './inspect'
import { expectChecked, HANDLER, toggleOf } from './placements'

const CHECKED = ['CRM_LEAD_LIST_MENU', 'CRM_DEAL_DETAIL_TAB', 'CRM_DYNAMIC_1038_LIST_MENU', 'REST_APP_URI']
const OF_RECORDS_WITHOUT_STAGES = ['CRM_CONTACT_LIST_MENU', 'CRM_COMPANY_DETAIL_TAB']

beforeEach(() => {
  portal.settings.installing = true
})

it('shows permissions, binds the checked placements in all languages, and finishes', async () => {
  const app = await openApp()
  await expect.element(app.get('install-screen')).toHaveTextContent('CRM (crm)')
  for (const code of CHECKED) await expectChecked(code, true)
  await expectChecked('CRM_DEAL_DETAIL_TOOLBAR', false)
  for (const code of OF_RECORDS_WITHOUT_STAGES) expect(toggleOf(code).elements()).toEqual([])
  await expect.element(page.getByRole('group', { name: 'Equipment' })).toBeVisible()
  await toggleOf('CRM_LEAD_LIST_MENU').click()
  await app.get('install-finish').click()
  await expect.element(app.get('install-finished')).toHaveTextContent('Done. Opening the app…')
  await expect.poll(() => app.host.installed).toBe(true)
  expect(portal.settings.installing).toBe(false)
  const bound = portal.bindings.map(({ placement }) => placement)
  expect(bound).toContain('CRM_DEAL_LIST_MENU')
  expect(bound).not.toContain('CRM_LEAD_LIST_MENU')
  expect(new Set(bound).size).toBe(bound.length)
  for (const binding of portal.bindings) {
    expect(binding).toMatchObject({
      handler: HANDLER,
      title: 'What is this stage?',
      langAll: {
        en: { TITLE: 'What is this stage?' },
        de: { TITLE: 'Was ist das für eine Phase?' },
        ru: { TITLE: 'Что это за стадия?' },
      },
    })
  }
  // After the installation the portal opens the app instead of the installer.
  const opened = await openApp()
  await opened.ask('733')
  await opened.expectStage('733')
})

it('shows its progress, and ignores a second click in the meantime', async () => {
  const app = await openApp()
  await expectChecked('REST_APP_URI', true)
  const held = portal.hold('placement.bind')
  await app.get('install-finish').click()
  const first = await held.next()
  const checkedCount = app
    .all('[data-testid="placement-toggle"]')
    .filter((box) => (box as HTMLInputElement).checked).length
  await expect.element(app.get('install-screen')).toHaveTextContent(`0 of ${checkedCount}`)
  await expect.element(app.get('install-finish')).toHaveAttribute('aria-disabled', 'true')
  await expect.element(toggleOf('REST_APP_URI')).toBeDisabled()
  await app.get('install-finish').click({ force: true })
  first.release()
  // Placements are bound one after the other.
  await held.next()
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('value', '1')
  await expect.element(app.get('install-screen')).toHaveTextContent(`1 of ${checkedCount}`)
  expect(paramsOf('placement.bind')).toHaveLength(2)
  held.off()
  await expect.poll(() => app.host.installed).toBe(true)
  expect(paramsOf('placement.bind')).toHaveLength(checkedCount)
})

it('names a refused placement with the reason, does not finish, and retries it', async () => {
  const app = await openApp()
  await expectChecked('REST_APP_URI', true)
  const all = app.all('[data-testid="placement-toggle"]').map((box) => box as HTMLInputElement)
  const checkedCount = all.filter((box) => box.checked).length
  portal.addFault({ fault: 'access-denied-code', method: 'placement.bind' })
  await app.get('install-finish').click()
  await expect.element(app.get('install-error')).toHaveTextContent('Only administrators can do this')
  expect(app.get('install-error').getByRole('listitem').elements()).toHaveLength(1)
  expect(portal.settings.installing).toBe(true)
  expect(app.get('install-finished').elements()).toEqual([])
  expect(portal.bindings).toHaveLength(checkedCount - 1)
  await expect.element(app.get('install-finish')).toHaveTextContent(/^Try again$/)
  await app.get('install-finish').click()
  await expect.poll(() => app.host.installed).toBe(true)
  expect(portal.bindings).toHaveLength(checkedCount)
  // The retry binds the refused placement only.
  expect(paramsOf('placement.bind')).toHaveLength(checkedCount + 1)
})

const FAILURES = ['soft-error', 'bad-false', 'network-drop', 'server-html'] as const

it.each(FAILURES)('does not finish if binding a placement fails with %s', async (fault) => {
  const app = await openApp()
  await expectChecked('REST_APP_URI', true)
  portal.addFault({ fault, method: 'placement.bind' })
  await app.get('install-finish').click()
  await expect.element(app.get('install-error')).toBeVisible()
  expect(portal.settings.installing).toBe(true)
  expect(app.host.installed).toBe(false)
})

it('leaves a placement alone that is already bound', async () => {
  portal.bindings.push({ placement: 'CRM_DEAL_LIST_MENU', handler: HANDLER, title: 'Old', langAll: {} })
  const app = await openApp()
  await expectChecked('CRM_DEAL_LIST_MENU', true)
  await app.get('install-finish').click()
  await expect.poll(() => app.host.installed).toBe(true)
  const ofDeals = portal.bindings.filter(({ placement }) => placement === 'CRM_DEAL_LIST_MENU')
  expect(ofDeals).toEqual([expect.objectContaining({ title: 'Old' })])
  expect(paramsOf('placement.bind').map(({ PLACEMENT }) => PLACEMENT)).not.toContain('CRM_DEAL_LIST_MENU')
})

it('accepts a placement that somebody else has bound in the meantime', async () => {
  const app = await openApp()
  await expectChecked('CRM_DEAL_LIST_MENU', true)
  portal.bindings.push({ placement: 'CRM_DEAL_LIST_MENU', handler: HANDLER, title: 'Old', langAll: {} })
  await app.get('install-finish').click()
  await expect.poll(() => app.host.installed).toBe(true)
})

it('names a missing permission and binds nothing', async () => {
  portal.data.scopes = ['crm']
  const app = await openApp()
  await expect.element(app.get('install-error')).toHaveTextContent('Select the missing permissions')
  await expect.element(app.find('[data-scope="placement"]')).toHaveTextContent('missing')
  await expect.element(app.find('[data-scope="crm"]')).toHaveTextContent('granted')
  expect(app.get('install-finish').elements()).toEqual([])
  expect(portal.log.map(({ method }) => method)).toEqual(['scope'])
})

it('shows that the list of placements failed, and retries', async () => {
  portal.addFault({ fault: 'server-internal', method: 'placement.list' })
  const app = await openApp()
  await app.expectError('server')
  await app.get('stage-retry').click()
  await expectChecked('CRM_DEAL_LIST_MENU', true)
})

describe('for a user who is not an administrator', () => {
  it('says that an administrator must install the app', async () => {
    portal.settings.user = 'employee'
    const app = await openApp()
    await expect.element(app.get('install-error')).toHaveTextContent('Only a Bitrix24 administrator')
    expect(app.get('install-finish').elements()).toEqual([])
    expect(portal.log).toEqual([])
  })
})
