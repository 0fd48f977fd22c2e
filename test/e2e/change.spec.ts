import type { Locator, Page } from '@playwright/test'
import { bySort } from '../portal/data'
import type { Portal } from '../portal/portal'
import { App, expect, test } from './fixtures'
import { tabTo } from './keys'
import { editPipeline, editRow, saveFile } from './states'

// Whole journeys. `test/app` has the many cases of the editor, of plans and of files.

/** The pipeline `Rent`: 201 to 204 are in progress, 205 is won, 206 is lost. */
const RENT = 'DEAL_STAGE_1'

/** What everybody sees in the portal's kanban: the columns' names and colors. */
async function kanbanOf(page: Page, app: App): Promise<string[]> {
  await page.goto(`${app.server.portalOrigin}/crm/deal/`)
  await page.getByRole('navigation', { name: 'Pipeline' }).getByRole('link', { name: 'Rent' }).click()
  await expect(page.getByRole('link', { name: 'Rent' })).toHaveAttribute('aria-current', 'true')
  return await page
    .locator('.column')
    .evaluateAll((columns) =>
      columns.map(
        (column) => `${column.ariaLabel} ${/#\w+/.exec(column.querySelector('h2')?.getAttribute('style') ?? '')?.[0]}`,
      ),
    )
}

/** The names of the pipeline's stages in the portal, by code. */
function namesIn({ data }: Portal): Record<string, string> {
  const rows = data.statuses.filter(({ ENTITY_ID }) => ENTITY_ID === RENT)
  return Object.fromEntries(rows.map(({ STATUS_ID, NAME }) => [STATUS_ID.replace('C1:', ''), NAME]))
}

/** The IDs of the editor's lines, in their order and without the picture of the one that is dragged. */
function lines(app: App): Promise<(string | undefined)[]> {
  return app.frame
    .locator('[data-testid="edit-row"]:not(.sortable-fallback)')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.stageId))
}

/** What the page says of each step: its act, code and state. */
function steps(app: App): Promise<string[]> {
  return app.get('plan-step').evaluateAll((rows) =>
    rows.map((row) => {
      const { act, code, state } = (row as HTMLElement).dataset
      return `${act} ${code} ${state}`
    }),
  )
}

/** A plan makes at most two requests a second, so a long one takes a while. */
async function waitForPhase(app: App, phase: 'ready' | 'ended'): Promise<void> {
  await expect(app.get('plan')).toHaveAttribute('data-phase', phase, { timeout: 60_000 })
}

async function openPlan(app: App): Promise<void> {
  await app.clickWhenSettled(app.get('plan-open'))
  await waitForPhase(app, 'ready')
}

async function apply(app: App): Promise<void> {
  await app.clickWhenSettled(app.get('plan-apply'))
  await waitForPhase(app, 'ended')
}

test('a pipeline is changed and taken back by keyboard alone, and everybody sees it', async ({ app, newPage }) => {
  test.slow()
  const { keyboard } = app.page
  const everybody = await newPage()
  const press = async (target: Locator): Promise<void> => {
    await tabTo(app, target)
    await keyboard.press('Enter')
  }
  const before = await kanbanOf(everybody, app)

  await app.open()
  const option = (entityId: string): Locator => app.frame.locator(`[data-entity-id="${entityId}"]`).first()
  await tabTo(app, app.get('directory-option').first())
  for (const entityId of ['DEAL_STAGE', RENT]) {
    await keyboard.press('ArrowDown')
    await expect(option(entityId)).toBeFocused()
  }
  await keyboard.press('Enter')
  await expect(app.get('edit-open')).toBeVisible()
  await press(app.get('edit-open'))
  await expect(app.get('edit').getByRole('heading', { name: 'Edit pipeline' })).toBeFocused()

  const contract = editRow(app, '202')
  await tabTo(app, contract.getByTestId('edit-sort'))
  await keyboard.press('ArrowDown')
  await expect.poll(() => lines(app)).toEqual(['201', '203', '202', '204', '205', '206'])
  await expect(contract.getByTestId('edit-sort')).toBeFocused()
  await press(contract.getByTestId('edit-swatch'))
  await expect(app.get('edit-palette').locator(':focus')).toHaveAttribute('data-color', '#39a8ef')
  await keyboard.press('ArrowRight')
  await keyboard.press('Enter')
  await expect(contract.getByTestId('edit-swatch')).toBeFocused()
  await tabTo(app, contract.getByTestId('edit-name'))
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type('Papers')
  await press(app.get('edit-add').first())
  await expect(app.get('edit-name').and(app.frame.locator(':focus'))).toHaveValue('')
  await keyboard.type('Inspected')
  await expect(app.get('edit-count')).toHaveAttribute('data-count', '4')
  await press(app.get('plan-open'))

  await waitForPhase(app, 'ready')
  await expect(app.get('plan').getByRole('heading', { level: 2 })).toBeFocused()
  expect((await steps(app)).map((step) => step.split(' ')[0])).toEqual(
    expect.arrayContaining(['rename', 'recolor', 'move', 'add']),
  )
  expect(await kanbanOf(everybody, app)).toEqual(before)
  await press(app.get('plan-apply'))
  await waitForPhase(app, 'ended')
  await expect(app.get('plan-close')).toBeFocused()
  await expect(app.get('plan-summary')).toHaveText('Done. 4 changes.')
  const [request, , rentedOut, returned, ...ends] = before
  expect(await kanbanOf(everybody, app)).toEqual([
    request,
    rentedOut,
    'Papers #2fc6f6',
    returned,
    expect.stringMatching(/^Inspected #/),
    ...ends,
  ])

  await keyboard.press('Enter')
  await expect(app.get('changes-entry')).toHaveCount(4)
  await press(app.get('changes').getByTestId('plan-undo'))
  await waitForPhase(app, 'ended')
  await expect(app.get('plan').getByRole('heading', { level: 2 })).toBeFocused()
  expect(await kanbanOf(everybody, app)).toEqual(before)
})

test('a pipeline that the portal has lost is restored from its file', async ({ app, newPage, portal }) => {
  test.slow()
  const everybody = await newPage()
  const before = await kanbanOf(everybody, app)
  await app.open()
  await app.frame.locator(`[data-entity-id="${RENT}"]`).click()
  await expect(app.get('directory-items')).toHaveAttribute('data-entity-id', RENT)
  const file = await saveFile(app, app.get('file-save'))
  expect(file.name).toBe('pipelines-deals-rent.json')

  const { data } = portal
  data.statuses = data.statuses.filter(({ ENTITY_ID }) => ENTITY_ID !== RENT)
  data.directories = data.directories.filter(({ ID }) => ID !== RENT)
  data.pipelines = data.pipelines.filter(({ name }) => name !== 'Rent')
  data.records = data.records.filter(({ entityTypeId, categoryId }) => entityTypeId !== 2 || categoryId !== 1)
  await app.page.reload()
  await app.get('file-open').setInputFiles(file)
  await app.clickWhenSettled(app.get('file-add'))
  await app.clickWhenSettled(app.get('file-add-confirm'))
  await app.clickWhenSettled(app.frame.locator('[data-testid="file-rest"][data-remove="true"]'))
  await expect(app.get('file-count').and(app.frame.locator('[data-act="delete"]'))).toBeVisible()
  await app.clickWhenSettled(app.get('file-plan'))
  await waitForPhase(app, 'ready')
  await expect(app.get('plan-impossible')).toHaveCount(0)
  await apply(app)
  expect((await steps(app)).filter((step) => !step.endsWith(' done'))).toEqual([])
  expect(await kanbanOf(everybody, app)).toEqual(before)
})

test('what is left of a plan whose page was closed is shown and applied later', async ({ app, newPage, portal }) => {
  const closed = new App(await newPage(), app.server)
  await editPipeline(closed, RENT)
  for (const [id, name] of [
    ['201', 'Inquiry'],
    ['202', 'Papers'],
    ['203', 'Out'],
  ] as const)
    await editRow(closed, id).getByTestId('edit-name').fill(name)
  await openPlan(closed)
  const held = portal.hold('crm.status.update')
  await closed.clickWhenSettled(closed.get('plan-apply'))
  ;(await held.next()).release()
  await held.next()
  await expect.poll(() => String(portal.userOptions.stageCard_drafts)).toContain('Papers')
  await closed.page.close()
  // The portal does what it was asked for, though nobody waits for its answer.
  held.off()
  await expect.poll(() => namesIn(portal)).toMatchObject({ NEW: 'Inquiry', PREPARATION: 'Papers' })

  await app.open()
  await expect(app.get('plan-interrupted')).toContainText('Rent')
  await app.clickWhenSettled(app.get('plan-resume'))
  await waitForPhase(app, 'ready')
  expect(await steps(app)).toEqual(['rename EXECUTING waiting'])
  await expect(app.get('plan-foreign')).toHaveCount(0)
  await apply(app)
  expect(namesIn(portal)).toMatchObject({ NEW: 'Inquiry', PREPARATION: 'Papers', EXECUTING: 'Out' })
  await app.clickWhenSettled(app.get('plan-close'))
  await expect(app.get('directory-items')).toBeVisible()
  await expect(app.get('plan-interrupted')).toHaveCount(0)
})

test('what somebody else has changed meanwhile is shown and decided', async ({ app, page, portal }) => {
  await editPipeline(app, RENT)
  await editRow(app, '201').getByTestId('edit-name').fill('Inquiry')
  await page.getByText('Break things').click()
  await page.getByRole('button', { name: 'Somebody else changes a stage now' }).click()
  await expect.poll(() => namesIn(portal).NEW).toBe('Request (2)')
  await page.getByText('Break things').click()
  await openPlan(app)
  const conflict = app.get('plan-conflict')
  await expect(conflict).toHaveText(/Before\s*Request\s*Theirs\s*Request \(2\)\s*Mine\s*Inquiry/i)
  await expect(app.get('plan-apply')).toBeDisabled()
  await app.clickWhenSettled(conflict.getByTestId('plan-mine'))
  await apply(app)
  expect(namesIn(portal).NEW).toBe('Inquiry')
})

test('an employee hands a file on to an administrator, who applies it', async ({ app, newPage, portal }) => {
  portal.settings.user = 'employee'
  const before = namesIn(portal)
  const employee = new App(await newPage(), app.server)
  await editPipeline(employee, RENT)
  await expect(employee.get('edit-denied')).toContainText('Only CRM administrators')
  await editRow(employee, '202').getByTestId('edit-name').fill('Papers')
  const file = await saveFile(employee, employee.get('hand-on'))
  expect(namesIn(portal)).toEqual(before)

  portal.settings.user = 'admin'
  await app.open()
  await app.get('file-open').setInputFiles(file)
  await app.clickWhenSettled(app.get('file-plan').and(app.frame.locator(':not([aria-disabled])')))
  await waitForPhase(app, 'ready')
  expect(await steps(app)).toEqual(['rename PREPARATION waiting'])
  await apply(app)
  expect(namesIn(portal)).toEqual({ ...before, PREPARATION: 'Papers' })
})

test('a stage is dragged to another place by mouse', async ({ app, page, portal }) => {
  await editPipeline(app, RENT)
  const handle = (id: string): Locator => editRow(app, id).locator('.edit-handle')
  await expect(async () => {
    await handle('201').hover()
    expect(await handle('201').evaluate((element) => element.matches(':hover'))).toBe(true)
  }).toPass()
  await page.mouse.down()
  const { x = 0, y = 0, height = 0 } = (await handle('203').boundingBox()) ?? {}
  await expect(async () => {
    await page.mouse.move(x + 5, y + height / 2, { steps: 5 })
    expect(await lines(app)).toEqual(['202', '203', '201', '204', '205', '206'])
  }).toPass()
  await page.mouse.up()
  await expect(app.get('edit-count')).toHaveAttribute('data-count', '1')
  await openPlan(app)
  expect(await steps(app)).toEqual(['move NEW waiting'])
  await apply(app)
  const rows = bySort(portal.data.statuses.filter(({ ENTITY_ID }) => ENTITY_ID === RENT))
  expect(rows.map(({ ID }) => ID)).toEqual(['202', '203', '201', '204', '205', '206'])
})
