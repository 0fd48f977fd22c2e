import { readFile } from 'node:fs/promises'
import type { Locator } from '@playwright/test'
import { expect, type App } from './fixtures'

/** Brings the app into a view or state. Works in every language. */
export const STATES = {
  'directory list': async (app: App) => {
    await app.open()
    await expect(app.get('directory-list')).toBeVisible()
  },
  'stage card': async (app: App) => {
    await app.openStage('733')
    await app.expectStage('733')
  },
  'loading stage': async (app: App) => {
    app.server.portal.hold('crm.status.get')
    await app.openStage('733')
    await expect(app.get('stage-loading')).toBeVisible()
  },
  'placeholder card while the stage loads': async (app: App) => {
    await app.openStage('733')
    await app.expectStage('733')
    await expect.poll(() => String(app.server.portal.userOptions.stageCard_stages)).toContain('733')
    app.server.portal.hold('crm.status.get')
    await app.openStage('733')
    await expect(app.card).toBeVisible()
    await expect(app.get('stage-loading')).toBeVisible()
  },
  'stage card and directory': async (app: App) => {
    await app.open()
    await app.frame.locator('[data-entity-id="QUOTE_STATUS"]').first().click()
    await app.clickWhenSettled(app.frame.locator('[data-testid="directory-item"][data-stage-id="302"]'))
    await app.expectStage('302')
  },
  'directory with findings': async (app: App) => {
    for (const row of app.server.portal.data.statuses)
      if (row.ENTITY_ID === 'QUOTE_STATUS') Object.assign(row, { SEMANTICS: null, NAME: 'Same', COLOR: '#ffff00' })
    await app.open()
    await app.frame.locator('[data-entity-id="QUOTE_STATUS"]').first().click()
    await expect(app.get('finding').first()).toBeVisible()
  },
  'a pipeline, being edited': async (app: App) => {
    await editPipeline(app, 'DEAL_STAGE_1')
    await app.clickWhenSettled(editRow(app, '203').getByTestId('edit-delete'))
    await app.clickWhenSettled(editRow(app, '202').getByTestId('edit-swatch'))
    await expect(app.get('edit-palette')).toBeVisible()
  },
  'a plan': async (app: App) => {
    await editPipeline(app, 'DEAL_STAGE_1')
    await editRow(app, '201').getByTestId('edit-name').fill('Inquiry')
    await editRow(app, '202').getByTestId('edit-color').fill('#fff300')
    await app.clickWhenSettled(editRow(app, '203').getByTestId('edit-delete'))
    await app.clickWhenSettled(app.get('plan-open'))
    await expect(app.get('plan')).toHaveAttribute('data-phase', 'ready')
  },
  'a file with pipelines': async (app: App) => {
    await app.open()
    await app.frame.locator('[data-entity-id="DEAL_STAGE_1"]').click()
    const file = await saveFile(app, app.get('file-save'))
    const renamed = String(file.buffer).replaceAll(/"name": "/g, '$&Our ')
    await app.get('file-open').setInputFiles({ ...file, buffer: Buffer.from(renamed) })
    await app.clickWhenSettled(app.get('file-differences').locator('summary'))
  },
  'search results': async (app: App) => {
    await app.open()
    await app.get('stage-id-input').fill('new')
    await app.get('stage-id-input').press('Enter')
    await expect(app.get('directory-item').first()).toBeVisible()
  },
  'search without results': async (app: App) => {
    await app.open()
    await app.get('stage-id-input').fill('matches no item')
    await app.get('stage-id-input').press('Enter')
    await expect(app.get('stage-id-input')).toHaveAttribute('aria-invalid', 'true')
  },
  'raw JSON': async (app: App) => {
    await app.openStage('733')
    await app.expectStage('733')
    await app.get('raw-json-toggle').click()
    await expect(app.get('raw-json')).toBeVisible()
  },
  'code snippet': async (app: App) => {
    await app.openStage('733')
    await app.expectStage('733')
    await app.get('code-toggle').click()
    await expect(app.get('code-snippet')).toBeVisible()
  },
  'invalid ID': async (app: App) => {
    await app.open()
    await app.ask('-1')
    await expect(app.input).toHaveAttribute('aria-invalid', 'true')
  },
  'server error': async (app: App) => {
    app.server.portal.addFault({ fault: 'server-internal', method: 'crm.status.get' })
    await app.openStage('733')
    await app.expectError('server')
  },
  'rate limit countdown': async (app: App) => {
    app.server.portal.addFault({ fault: 'limit-operating', method: 'crm.status.get' })
    await app.openStage('733')
    await app.expectError('limit')
  },
  'error and stale card': async (app: App) => {
    await app.openStage('733')
    await app.expectStage('733')
    await app.ask('999999')
    await app.expectError('not-found')
    await app.error.locator('summary').click()
  },
  record: async (app: App) => {
    await openDeal(app, 'Delivery van')
    await app.expectStage('104')
    await expect(app.get('pipeline-stage').first()).toBeVisible()
  },
  'deleted record': async (app: App) => {
    await app.openRecord('CRM_DEAL_LIST_MENU', { ID: '987654' })
    await app.expectError('not-found')
  },
  installer: async (app: App) => {
    app.server.portal.settings.installing = true
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

/** `STATES` as test cases. */
export const ALL_STATES = Object.entries(STATES) as [State, (app: App) => Promise<void>][]

/** Opens the app from a deal's context menu. */
export async function openDeal(app: App, title: string): Promise<void> {
  const deal = app.server.portal.data.records.find((record) => record.title === title)
  await app.openRecord('CRM_DEAL_LIST_MENU', { ID: String(deal?.id) })
}

/** Opens the editor of a pipeline. */
export async function editPipeline(app: App, entityId: string): Promise<void> {
  await app.open()
  await app.frame.locator(`[data-testid="directory-option"][data-entity-id="${entityId}"]`).click()
  await app.clickWhenSettled(app.get('edit-open'))
  await expect(app.get('edit').getByRole('heading', { level: 3 })).toBeFocused()
}

/** The editor's line of an item. */
export function editRow(app: App, id: string): Locator {
  return app.frame.locator(`[data-testid="edit-row"][data-stage-id="${id}"]`)
}

/** Clicks a button that saves a file. @returns the file, as a person would choose it again */
export async function saveFile(app: App, button: Locator): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const [download] = await Promise.all([app.page.waitForEvent('download'), app.clickWhenSettled(button)])
  return {
    name: download.suggestedFilename(),
    mimeType: 'application/json',
    buffer: await readFile(await download.path()),
  }
}
