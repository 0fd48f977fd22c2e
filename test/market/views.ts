import { expect, type App } from '../e2e/fixtures'
import { openDeal, STATES } from '../e2e/states'

/** The second pipeline of deals. */
const RENT = 'DEAL_STAGE_1'

async function openRent(app: App): Promise<void> {
  await app.open()
  await app.frame.locator(`[data-testid="directory-option"][data-entity-id="${RENT}"]`).click()
  await expect(app.get('directory-item').first()).toBeVisible()
}

/** Renames a stage and gives it another color, in a draft. */
async function editRent(app: App): Promise<void> {
  await openRent(app)
  await app.get('edit-open').click()
  const row = app.frame.locator('[data-testid="edit-row"]').nth(1)
  await row.getByTestId('edit-name').fill('21')
  await row.getByTestId('edit-color').fill('#ff5752')
  await expect(app.get('edit-count')).toHaveAttribute('data-count', '2')
}

async function openPlan(app: App): Promise<void> {
  await editRent(app)
  await app.get('plan-open').click()
  await expect(app.frame.locator('[data-testid="plan"][data-phase="ready"]')).toBeVisible()
  await expect(app.get('plan-apply')).toBeEnabled()
}

function openFile(app: App, text: string): Promise<void> {
  return app
    .get('file-open')
    .setInputFiles({ name: 'pipelines.json', mimeType: 'application/json', buffer: Buffer.from(text) })
}

/** What the vendor looks at: all views and states of the app. Works in every language. */
export const VIEWS: Record<string, (app: App) => Promise<void>> = {
  ...STATES,
  'life in a stage': async (app) => {
    app.server.portal.settings.records = 'year'
    await openDeal(app, 'Delivery van')
    await expect(app.get('record-way')).toBeVisible()
    await app.get('life-read').click()
    await expect(app.get('stage-duration')).toBeVisible()
    await expect(app.get('life-notes')).toBeVisible({ timeout: 60_000 })
  },
  'figures of a pipeline': async (app) => {
    app.server.portal.settings.records = 'year'
    await openRent(app)
    await app.get('pipeline-life-toggle').click()
    await app.get('life-read').click()
    await expect(app.get('life-notes')).toBeVisible({ timeout: 60_000 })
  },
  'company’s words, being written': async (app) => {
    await app.openStage('733')
    await app.expectStage('733')
    await app.get('stage-words-edit').click()
    await expect(app.get('stage-words-meaning')).toBeVisible()
  },
  suggestions: async (app) => {
    await openRent(app)
    await app.get('stage-id-input').fill('c1')
    await expect(app.get('search-option').first()).toBeVisible()
  },
  editor: editRent,
  'colors of the editor': async (app) => {
    await editRent(app)
    await app.get('edit-swatch').first().click()
    await expect(app.get('edit-palette')).toBeVisible()
  },
  plan: openPlan,
  'plan that is done': async (app) => {
    await openPlan(app)
    await app.get('plan-apply').click()
    await expect(app.frame.locator('[data-testid="plan"][data-phase="ended"]')).toBeVisible()
  },
  'changes of a session': async (app) => {
    await openPlan(app)
    await app.get('plan-apply').click()
    await expect(app.frame.locator('[data-testid="plan"][data-phase="ended"]')).toBeVisible()
    await app.get('plan-close').click()
    await expect(app.get('changes')).toBeVisible()
  },
  'file review': async (app) => {
    await openRent(app)
    const items = [
      { code: 'NEW', name: '31', color: '#39a8ef', meaning: 'process' },
      { code: 'WON', name: '32', color: null, meaning: 'success' },
    ]
    const pipelines = ['33', '34'].map((pipeline) => ({ kind: 'deal', entityTypeId: 2, pipeline, items }))
    await openFile(app, JSON.stringify({ format: 'bitrix24-pipelines', version: 1, directories: pipelines }))
    await expect(app.get('file-directory').first()).toBeVisible()
  },
  'refused file': async (app) => {
    await openRent(app)
    await openFile(app, '{"format":"bitrix24-pipelines","version":2}')
    await expect(app.get('file-problem')).toBeVisible()
  },
  'another pipeline to be like': async (app) => {
    await openRent(app)
    await app.get('edit-open').click()
    await app.get('make-like').click()
    await expect(app.get('make-like-source')).toBeVisible()
  },
}

/** The views whose requests fail. The browser itself then logs the failed request; no page can prevent that. */
export const FAILING = new Set(['server error', 'rate limit countdown', 'error and stale card', 'deleted record'])
