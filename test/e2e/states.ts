import { expect, type App } from './fixtures'

/** Views and states, and how one gets there, in whatever language. */
export const STATES = {
  'a page, first opened': async (app: App) => {
    await app.open()
    await expect(app.get('directory-list')).toBeVisible()
  },
  'a stage': async (app: App) => {
    await app.openStage('733')
    await app.expectStage('733')
  },
  'a stage on its way': async (app: App) => {
    app.world.portal.hold('crm.status.get')
    await app.openStage('733')
    await expect(app.get('stage-loading')).toBeVisible()
  },
  'a known stage, asked for again': async (app: App) => {
    await app.openStage('733')
    await app.expectStage('733')
    await expect.poll(() => String(app.world.portal.userOptions.stageCard)).toContain('733')
    app.world.portal.hold('crm.status.get')
    await app.openStage('733')
    await expect(app.card).toBeVisible()
    await expect(app.get('stage-loading')).toBeVisible()
  },
  'a stage in a directory': async (app: App) => {
    await app.open()
    await app.frame.locator('[data-entity-id="QUOTE_STATUS"]').first().click()
    await app.frame.locator('[data-testid="directory-item"][data-stage-id="302"]').click()
    await app.expectStage('302')
  },
  'a directory with findings': async (app: App) => {
    for (const row of app.world.portal.data.statuses)
      if (row.ENTITY_ID === 'QUOTE_STATUS') Object.assign(row, { SEMANTICS: null, NAME: 'Same', COLOR: '#ffff00' })
    await app.open()
    await app.frame.locator('[data-entity-id="QUOTE_STATUS"]').first().click()
    await expect(app.get('finding').first()).toBeVisible()
  },
  'results of a search': async (app: App) => {
    await app.open()
    await app.get('directory-search').fill('new')
    await app.get('directory-search').press('Enter')
    await expect(app.get('directory-item').first()).toBeVisible()
  },
  'nothing found': async (app: App) => {
    await app.open()
    await app.get('directory-search').fill('no item is called so')
    await app.get('directory-search').press('Enter')
    await expect(app.get('search-results').getByRole('status')).not.toBeEmpty()
  },
  'raw JSON': async (app: App) => {
    await app.openStage('733')
    await app.expectStage('733')
    await app.get('raw-json-toggle').click()
    await expect(app.get('raw-json')).toBeVisible()
  },
  code: async (app: App) => {
    await app.openStage('733')
    await app.expectStage('733')
    await app.get('code-toggle').click()
    await expect(app.get('code-snippet')).toBeVisible()
  },
  'an ID that is none': async (app: App) => {
    await app.open()
    await app.ask('x')
    await expect(app.input).toHaveAttribute('aria-invalid', 'true')
  },
  'a failure': async (app: App) => {
    app.world.portal.addFault({ fault: 'server-internal', method: 'crm.status.get' })
    await app.openStage('733')
    await app.expectError('server')
  },
  'a pause': async (app: App) => {
    app.world.portal.addFault({ fault: 'limit-operating', method: 'crm.status.get' })
    await app.openStage('733')
    await app.expectError('limit')
  },
  'a failure over an older card': async (app: App) => {
    await app.openStage('733')
    await app.expectStage('733')
    await app.ask('999999')
    await app.expectError('not-found')
    await app.error.locator('summary').click()
  },
  'a record': async (app: App) => {
    await openDeal(app, 'Delivery van')
    await app.expectStage('104')
    await expect(app.get('pipeline-stage').first()).toBeVisible()
  },
  'a record that is gone': async (app: App) => {
    await app.openRecord('CRM_DEAL_LIST_MENU', { ID: '987654' })
    await app.expectError('not-found')
  },
  'the installer': async (app: App) => {
    app.world.portal.settings.installing = true
    await app.open()
    await expect(app.get('placement-toggle').first()).toBeVisible()
  },
  settings: async (app: App) => {
    await app.openStage('733')
    await app.get('settings-open').click()
    await expect(app.get('placement-toggle').first()).toBeVisible()
  },
}

export type State = keyof typeof STATES

/** All of them, as a table of cases. */
export const ALL_STATES = Object.entries(STATES) as [State, (app: App) => Promise<void>][]

/** Opens the app from a deal's menu. */
export async function openDeal(app: App, title: string): Promise<void> {
  const deal = app.world.portal.data.records.find((record) => record.title === title)
  await app.openRecord('CRM_DEAL_LIST_MENU', { ID: String(deal?.id) })
}
