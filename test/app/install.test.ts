import { beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { openApp, portal } from './open'
import { asked } from './inspect'
import { expectTick, HANDLER, toggleOf } from './places'

const TICKED = ['CRM_LEAD_LIST_MENU', 'CRM_DEAL_DETAIL_TAB', 'CRM_DYNAMIC_1038_LIST_MENU', 'REST_APP_URI']
const WITHOUT_STAGES = ['CRM_CONTACT_LIST_MENU', 'CRM_COMPANY_DETAIL_TAB']

beforeEach(() => {
  portal.settings.installing = true
})

it('says what it needs, binds the ticked places in every language, and finishes once', async () => {
  const app = await openApp()
  await expect.element(app.get('install-screen')).toHaveTextContent('CRM (crm)')
  for (const code of TICKED) await expectTick(code, true)
  await expectTick('CRM_DEAL_DETAIL_TOOLBAR', false)
  for (const code of WITHOUT_STAGES) expect(toggleOf(code).elements()).toEqual([])
  await expect.element(page.getByRole('group', { name: 'Equipment' })).toBeVisible()
  await toggleOf('CRM_LEAD_LIST_MENU').click()
  await app.get('install-finish').click()
  await expect.element(app.get('install-finished')).toHaveTextContent('Done. The portal is loading the app…')
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
  // The portal opens the app anew, and it is an app now.
  const opened = await openApp()
  await opened.ask('733')
  await opened.expectStage('733')
})

it('tells how far it is, and takes no second click meanwhile', async () => {
  const app = await openApp()
  await expectTick('REST_APP_URI', true)
  const held = portal.hold('placement.bind')
  await app.get('install-finish').click()
  const first = await held.next()
  const wanted = app.all('[data-testid="placement-toggle"]').filter((box) => (box as HTMLInputElement).checked).length
  await expect.element(app.get('install-screen')).toHaveTextContent(`0 of ${wanted}`)
  await expect.element(app.get('install-finish')).toHaveAttribute('aria-disabled', 'true')
  await expect.element(toggleOf('REST_APP_URI')).toBeDisabled()
  await app.get('install-finish').click({ force: true })
  first.release()
  // One after the other: the second place waits for the first one's answer.
  await held.next()
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('value', '1')
  await expect.element(app.get('install-screen')).toHaveTextContent(`1 of ${wanted}`)
  expect(asked('placement.bind')).toHaveLength(2)
  held.off()
  await expect.poll(() => app.host.installed).toBe(true)
  expect(asked('placement.bind')).toHaveLength(wanted)
})

it('a place that the portal refuses is named, with the reason, and tried again; it never ends in “finished”', async () => {
  const app = await openApp()
  await expectTick('REST_APP_URI', true)
  const all = app.all('[data-testid="placement-toggle"]').map((box) => box as HTMLInputElement)
  const wanted = all.filter((box) => box.checked).length
  portal.addFault({ fault: 'access-denied-code', method: 'placement.bind' })
  await app.get('install-finish').click()
  await expect.element(app.get('install-error')).toHaveTextContent('You may not see this')
  expect(app.get('install-error').getByRole('listitem').elements()).toHaveLength(1)
  expect(portal.settings.installing).toBe(true)
  expect(app.get('install-finished').elements()).toEqual([])
  expect(portal.bindings).toHaveLength(wanted - 1)
  await expect.element(app.get('install-finish')).toHaveTextContent(/^Try again$/)
  await app.get('install-finish').click()
  await expect.poll(() => app.host.installed).toBe(true)
  expect(portal.bindings).toHaveLength(wanted)
  // What had been bound is not bound again.
  expect(asked('placement.bind')).toHaveLength(wanted + 1)
})

const FAILURES = ['soft-error', 'bad-false', 'network-drop', 'server-html'] as const

it.each(FAILURES)('a bind that fails by %s is not taken for done', async (fault) => {
  const app = await openApp()
  await expectTick('REST_APP_URI', true)
  portal.addFault({ fault, method: 'placement.bind' })
  await app.get('install-finish').click()
  await expect.element(app.get('install-error')).toBeVisible()
  expect(portal.settings.installing).toBe(true)
  expect(app.host.installed).toBe(false)
})

it('what is bound already is left alone', async () => {
  portal.bindings.push({ placement: 'CRM_DEAL_LIST_MENU', handler: HANDLER, title: 'Old', langAll: {} })
  const app = await openApp()
  await expectTick('CRM_DEAL_LIST_MENU', true)
  await app.get('install-finish').click()
  await expect.poll(() => app.host.installed).toBe(true)
  const ofDeals = portal.bindings.filter(({ placement }) => placement === 'CRM_DEAL_LIST_MENU')
  expect(ofDeals).toEqual([expect.objectContaining({ title: 'Old' })])
  expect(asked('placement.bind').map(({ PLACEMENT }) => PLACEMENT)).not.toContain('CRM_DEAL_LIST_MENU')
})

it('what someone else binds in the meantime is taken for done', async () => {
  const app = await openApp()
  await expectTick('CRM_DEAL_LIST_MENU', true)
  portal.bindings.push({ placement: 'CRM_DEAL_LIST_MENU', handler: HANDLER, title: 'Old', langAll: {} })
  await app.get('install-finish').click()
  await expect.poll(() => app.host.installed).toBe(true)
})

it('a missing permission is named, and nothing is bound', async () => {
  portal.data.scopes = ['crm']
  const app = await openApp()
  await expect.element(app.get('install-error')).toHaveTextContent('Tick the missing permissions')
  await expect.element(app.find('[data-scope="placement"]')).toHaveTextContent('missing')
  await expect.element(app.find('[data-scope="crm"]')).toHaveTextContent('granted')
  expect(app.get('install-finish').elements()).toEqual([])
  expect(portal.log.map(({ method }) => method)).toEqual(['scope'])
})

it('a portal that does not tell its places: told, and tried again', async () => {
  portal.addFault({ fault: 'server-internal', method: 'placement.list' })
  const app = await openApp()
  await app.expectError('server')
  await app.get('stage-retry').click()
  await expectTick('CRM_DEAL_LIST_MENU', true)
})

describe('someone who is no administrator', () => {
  it('is told to ask one', async () => {
    portal.settings.user = 'employee'
    const app = await openApp()
    await expect.element(app.get('install-error')).toHaveTextContent('Only an administrator')
    expect(app.get('install-finish').elements()).toEqual([])
    expect(portal.log).toEqual([])
  })
})
