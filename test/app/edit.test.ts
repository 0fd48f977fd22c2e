import { describe, expect, it } from 'vitest'
import { userEvent, type Locator } from 'vitest/browser'
import { option } from './directories'
import { boxOf, callCount, itemOf, paramsOf } from './inspect'
import { openApp, portal, type App } from './open'
import { listAll } from '../portal/unlisted'

/** The pipeline `Rent`: 201 to 204 are in progress, 205 is won, 206 is lost. 201, 205 and 206 are the portal's own. */
const PIPELINE = 'DEAL_STAGE_1'

async function openEditor(entityId = PIPELINE): Promise<App> {
  const app = await openApp()
  await option(entityId).click()
  await app.get('edit-open').click()
  await expect.element(app.get('edit')).toBeVisible()
  return app
}

/** A part of the line of an item. */
function part(app: App, id: string, testId: string): Locator {
  return app.find(`[data-testid="edit-row"][data-stage-id="${id}"]`).getByTestId(testId)
}

/** A part of the line of the item that is to be added. */
function newPart(app: App, testId: string): Locator {
  return app.find('[data-testid="edit-row"]:not([data-stage-id])').getByTestId(testId)
}

/** The IDs of the lines, in their order; empty for items that are to be added. */
function lines(app: App): string[] {
  return app.all('[data-testid="edit-row"]').map((row) => row.dataset.stageId ?? '')
}

/** The line and the part of it that have the focus. */
function focused(): (string | undefined)[] {
  const { activeElement } = document
  const row = activeElement?.closest<HTMLElement>('[data-testid="edit-row"]')
  return [row?.dataset.stageId, (activeElement as HTMLElement | null)?.dataset.testid]
}

/** @returns false if the browser would ask before the page is left */
const leave = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))

const expectCount = (app: App, count: number) =>
  expect.element(app.get('edit-count')).toHaveAttribute('data-count', String(count))

const handleOf = (id: string) => document.querySelector(`[data-stage-id="${id}"] .edit-handle`)

/** The IDs of the lines without the picture that is dragged. */
const shown = () =>
  [...document.querySelectorAll<HTMLElement>('[data-testid="edit-row"]:not(.sortable-fallback)')].map(
    ({ dataset }) => dataset.stageId,
  )

/** Drags a line to another one, until the lines are in an order. */
async function drag(id: string, to: string, pointerType: string, order: string[]): Promise<void> {
  const send = (target: EventTarget | null, type: string, at: Element | null) => {
    const { x = 0, y = 0, height = 0 } = at?.getBoundingClientRect() ?? {}
    const place = { clientX: x + 5, clientY: y + height / 2 }
    target?.dispatchEvent(
      new PointerEvent(type, { ...place, pointerType, button: 0, isPrimary: true, bubbles: true, cancelable: true }),
    )
  }
  const [handle, goal] = [handleOf(id), handleOf(to)]
  send(handle, 'pointerdown', handle)
  await expect
    .poll(() => {
      if (document.querySelector('.sortable-fallback') && shown().join() === order.join()) return order
      send(document, 'pointermove', goal)
      return shown()
    })
    .toEqual(order)
  send(document, 'pointerup', goal)
  // As browsers do after a mouse button.
  document.body.click()
  await expect.poll(() => document.querySelectorAll('.sortable-fallback').length).toBe(0)
}

/** The color of the palette that has the focus. */
const focusedColor = () => (document.activeElement as HTMLElement).dataset.color

const previewOf = (app: App, id: string) => getComputedStyle(part(app, id, 'edit-preview').element()).backgroundColor

describe('a pipeline', () => {
  it('is edited in three groups, and nothing is sent', async () => {
    const app = await openEditor()
    expect(lines(app)).toEqual(['201', '202', '203', '204', '205', '206'])
    expect(app.all('[data-testid="edit"] h4').map(({ textContent }) => textContent)).toEqual([
      'In progress (4)',
      'Won (1)',
      'Lost (1)',
    ])
    expect(document.activeElement?.textContent).toBe('Edit pipeline')
    await expectCount(app, 0)
    await expect.element(app.get('plan-open')).toHaveAttribute('aria-disabled', 'true')
    expect(app.get('directory-draft').elements()).toEqual([])
    await part(app, '202', 'edit-name').fill('Signed')
    await expectCount(app, 1)
    await expect.element(app.get('directory-draft')).toBeVisible()
    await expect.element(part(app, '202', 'edit-preview')).toHaveTextContent('Signed')
    // The question for the right to change.
    expect(JSON.stringify(paramsOf('batch'))).toContain('crm.status.update?id=2147483647')
    expect(callCount('crm.status.update')).toBe(0)
    expect(itemOf('202').NAME).toBe('Contract')
  })

  it.each([
    ['#abc', 'rgb(170, 187, 204)'],
    ['abc', 'rgb(170, 187, 204)'],
    ['#AABBCC', 'rgb(170, 187, 204)'],
    ['', 'rgb(47, 198, 246)'],
  ])('takes %j as a color', async (text, color) => {
    const app = await openEditor()
    await part(app, '202', 'edit-color').fill('#123456')
    await expect.poll(() => previewOf(app, '202')).toBe('rgb(18, 52, 86)')
    await part(app, '202', 'edit-color').fill(text)
    await expect.poll(() => previewOf(app, '202')).toBe(color)
    await userEvent.keyboard('{Tab}')
    await expect.element(part(app, '202', 'edit-color')).toHaveValue(text === '' ? '' : '#aabbcc')
    await expectCount(app, text === '' ? 0 : 1)
  })

  it.each(['red', '#12', '#1234567', 'zz'])('does not take %j as a color, and says so', async (text) => {
    const app = await openEditor()
    await part(app, '201', 'edit-color').fill(text)
    await expect.element(part(app, '201', 'edit-color')).toHaveAttribute('aria-invalid', 'true')
    await expect.element(part(app, '201', 'edit-color')).toHaveAccessibleDescription(/three or six hex digits/)
    expect(previewOf(app, '201')).toBe('rgb(57, 168, 239)')
    await expectCount(app, 0)
  })

  it('gets a color from the palette, by keys alone', async () => {
    const app = await openEditor()
    const swatch = part(app, '201', 'edit-swatch')
    ;(swatch.element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(focusedColor).toBe('#39a8ef')
    await userEvent.keyboard('{ArrowRight}')
    expect(focusedColor()).toBe('#2fc6f6')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(focusedColor()).toBe('#f6989c')
    await userEvent.keyboard('{ArrowUp}')
    expect(focusedColor()).toBe('#ffbdbb')
    await expect.element(app.find('[data-color="#ffbdbb"]')).toHaveAccessibleName('red #ffbdbb')
    await userEvent.keyboard('{Escape}')
    await expect.poll(focused).toEqual(['201', 'edit-swatch'])
    await expectCount(app, 0)
    await userEvent.keyboard('{Enter}')
    await expect.poll(focusedColor).toBe('#39a8ef')
    await userEvent.keyboard('{ArrowRight}{Enter}')
    await expect.poll(focused).toEqual(['201', 'edit-swatch'])
    await expect.element(part(app, '201', 'edit-color')).toHaveValue('#2fc6f6')
    await expectCount(app, 1)
    await userEvent.keyboard('{Enter}')
    await app.get('edit-no-color').click()
    await expect.element(part(app, '201', 'edit-color')).toHaveValue('')
    expect(app.get('edit-palette').elements()).toEqual([])
  })

  it('warns of a color that is hard to read or looks like another one', async () => {
    const app = await openEditor()
    await part(app, '201', 'edit-color').fill('#2fc6f7')
    await expect.element(part(app, '201', 'edit-similar')).toBeVisible()
    await expect.element(part(app, '202', 'edit-similar')).toBeVisible()
    expect(part(app, '203', 'edit-similar').elements()).toEqual([])
    await app.find('[data-kind="similar-colors"] button').first().click()
    expect(focused()).toEqual(['201', 'edit-name'])
    await part(app, '201', 'edit-color').fill('#00c800')
    await expect.element(part(app, '201', 'edit-unreadable')).toBeVisible()
    expect(app.get('edit-similar').elements()).toEqual([])
  })

  it('is reordered by keys, within its groups', async () => {
    const app = await openEditor()
    await part(app, '202', 'edit-sort').click()
    await userEvent.keyboard('{ArrowDown}')
    await expect.poll(() => lines(app)).toEqual(['201', '203', '202', '204', '205', '206'])
    await expect.poll(focused).toEqual(['202', 'edit-sort'])
    await expect.element(app.get('edit-said')).toHaveTextContent(/Contract.*, position 3 of 4/)
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
    await expect.poll(() => lines(app)).toEqual(['201', '203', '204', '202', '205', '206'])
    await userEvent.keyboard('{ArrowUp}')
    await expect.poll(() => lines(app)).toEqual(['201', '203', '202', '204', '205', '206'])
    await part(app, '202', 'edit-sort').fill('1')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => lines(app)).toEqual(['202', '201', '203', '204', '205', '206'])
    await expect.poll(focused).toEqual(['202', 'edit-sort'])
    await part(app, '202', 'edit-sort').fill('99')
    await part(app, '201', 'edit-name').click()
    await expect.poll(() => lines(app)).toEqual(['201', '203', '204', '202', '205', '206'])
    await expect.element(part(app, '202', 'edit-sort')).toHaveValue('4')
    await part(app, '202', 'edit-sort').fill('first')
    await userEvent.keyboard('{Enter}')
    await expect.element(part(app, '202', 'edit-sort')).toHaveValue('4')
  })

  it.each(['mouse', 'touch'])('is reordered by dragging: %s', async (pointerType) => {
    const app = await openEditor()
    await drag('201', '203', pointerType, ['202', '203', '201', '204', '205', '206'])
    await expect.element(part(app, '201', 'edit-sort')).toHaveValue('3')
    await drag('204', '202', pointerType, ['204', '202', '203', '201', '205', '206'])
    await part(app, '204', 'edit-sort').click()
    await userEvent.keyboard('{ArrowDown}')
    await expect.poll(() => lines(app)).toEqual(['202', '204', '203', '201', '205', '206'])
    await app.get('edit-undo').click()
    await app.get('edit-undo').click()
    await expect.poll(() => lines(app)).toEqual(['202', '203', '201', '204', '205', '206'])
    await expectCount(app, 1)
  })

  it('takes no stage out of its group by dragging', async () => {
    const app = await openEditor()
    await drag('206', '202', 'mouse', ['201', '202', '203', '204', '205', '206'])
    expect(lines(app)).toEqual(['201', '202', '203', '204', '205', '206'])
  })

  it('gets a stage, whose name and code are checked', async () => {
    const app = await openEditor()
    await app.get('edit-add').first().click()
    await expect.poll(() => lines(app)).toEqual(['201', '202', '203', '204', '', '205', '206'])
    expect(focused()).toEqual([undefined, 'edit-name'])
    await expect.element(newPart(app, 'edit-code')).toHaveValue(expect.stringMatching(/^UC_[0-9A-Z]{6}$/))
    expect(newPart(app, 'edit-name').element().getAttribute('aria-invalid')).toBeNull()
    await userEvent.keyboard('{Tab}')
    await expect.element(newPart(app, 'edit-name')).toHaveAccessibleDescription('It has no name.')
    await newPart(app, 'edit-name').fill('Inspected')
    await expectCount(app, 1)
    for (const [code, problem] of [
      ['PREPARATION', 'Another entry has this code.'],
      ['a b', 'Stage codes can have only Latin letters, digits, -, and _.'],
      ['', 'It has no code.'],
      ['A'.repeat(23), 'The code is too long. The limit is 22 characters.'],
    ] as const) {
      await newPart(app, 'edit-code').fill(code)
      await expect.element(newPart(app, 'edit-code')).toHaveAccessibleDescription(problem)
    }
    await newPart(app, 'edit-code').fill('INSPECTED')
    expect(focused()).toEqual([undefined, 'edit-code'])
    await expect.element(newPart(app, 'edit-code')).not.toHaveAttribute('aria-invalid')
    await newPart(app, 'edit-sort').click()
    await userEvent.keyboard('{ArrowUp}')
    await expect.poll(() => lines(app)).toEqual(['201', '202', '203', '', '204', '205', '206'])
    await newPart(app, 'edit-delete').click()
    await expect.poll(() => lines(app)).toEqual(['201', '202', '203', '204', '205', '206'])
    expect(focused()).toEqual(['204', 'edit-name'])
    await expectCount(app, 0)
    expect(app.get('edit-add').elements()).toHaveLength(2)
  })

  it('loses a stage, and gets it back', async () => {
    const app = await openEditor()
    await expect.element(part(app, '203', 'stage-count')).toBeVisible()
    const count = Number((part(app, '203', 'stage-count').element() as HTMLElement).dataset.count)
    await part(app, '203', 'edit-delete').click()
    await expect.poll(focused).toEqual(['203', 'edit-put-back'])
    expect(lines(app)).toEqual(['201', '202', '203', '204', '205', '206'])
    await expect.element(part(app, '204', 'edit-sort')).toHaveValue('3')
    await expect
      .element(app.find('[data-deleted]'))
      .toHaveTextContent(count === 1 ? 'This stage has 1 item.' : `This stage has ${count} items.`)
    await userEvent.keyboard('{Enter}')
    await expect.poll(focused).toEqual(['203', 'edit-delete'])
    await expect.element(part(app, '203', 'edit-sort')).toHaveValue('3')
    await expectCount(app, 0)
  })

  it('keeps what the portal would not delete, and says why', async () => {
    const app = await openEditor()
    for (const [id, reason] of [
      ['201', 'Bitrix24 created this entry, so it can’t be deleted here.'],
      ['205', 'A pipeline has exactly one stage of the type “Won”.'],
    ] as const) {
      expect(part(app, id, 'edit-delete').elements()).toEqual([])
      await part(app, id, 'edit-kept').click()
      await expect.element(app.find(`[data-testid="edit-row"][data-stage-id="${id}"]`)).toHaveTextContent(reason)
    }
    itemOf('206').SYSTEM = 'N'
    const other = await openEditor()
    await part(other, '206', 'edit-kept').click()
    await expect
      .element(other.find('[data-testid="edit-row"][data-stage-id="206"]'))
      .toHaveTextContent('A pipeline needs at least one stage of the type “In progress” and one of the type “Lost”.')
  })
})

describe('a draft', () => {
  it('is taken back and made again step by step', async () => {
    const app = await openEditor()
    await part(app, '202', 'edit-name').fill('')
    await userEvent.keyboard('Signed')
    await part(app, '203', 'edit-delete').click()
    await expectCount(app, 2)
    await userEvent.keyboard('{ControlOrMeta>}z{/ControlOrMeta}')
    await expectCount(app, 1)
    await userEvent.keyboard('{ControlOrMeta>}z{/ControlOrMeta}')
    await expect.element(part(app, '202', 'edit-name')).toHaveValue('Contract')
    await expectCount(app, 0)
    await app.get('edit-redo').click()
    await expect.element(part(app, '202', 'edit-name')).toHaveValue('Signed')
    await expect.element(app.get('edit-undo')).not.toHaveAttribute('aria-disabled')
  })

  it('survives other directories and a reload', async () => {
    const app = await openEditor()
    await part(app, '202', 'edit-name').fill('Signed')
    await option('SOURCE').click()
    await expect.element(app.get('directory-item').first()).toBeVisible()
    expect(app.get('directory-draft').elements()).toHaveLength(1)
    await option(PIPELINE).click()
    await expect.element(part(app, '202', 'edit-name')).toHaveValue('Signed')
    const reloaded = await openApp()
    await option(PIPELINE).click()
    await expect.element(part(reloaded, '202', 'edit-name')).toHaveValue('Signed')
    await expectCount(reloaded, 1)
  })

  it('asks before the app is left, also after a reload', async () => {
    const app = await openEditor()
    await part(app, '202', 'edit-name').fill('Signed')
    const reloaded = await openApp()
    await option('SOURCE').click()
    await expect.element(reloaded.get('file-tools')).toBeVisible()
    expect(leave()).toBe(false)
  })

  it('leaves what other frames of the tab keep', async () => {
    const app = await openEditor()
    await part(app, '202', 'edit-name').fill('Signed')
    await expectCount(app, 1)
    const kept = { ...sessionStorage }
    sessionStorage.clear()
    const other = await openApp()
    await option('SOURCE').click()
    await other.get('edit-open').click()
    // As another frame does meanwhile.
    Object.assign(sessionStorage, kept)
    await part(other, '501', 'edit-name').fill('Called')
    await other.get('edit-discard').click()
    await other.get('edit-discard-sure').click()
    const reloaded = await openApp()
    await option(PIPELINE).click()
    await expect.element(part(reloaded, '202', 'edit-name')).toHaveValue('Signed')
    await reloaded.get('edit-discard').click()
    await reloaded.get('edit-discard-sure').click()
    await openApp()
    await option(PIPELINE).click()
    await expect.element(app.get('edit-open')).toBeVisible()
  })

  it('takes what it is made like as one edit', async () => {
    const app = await openEditor()
    await part(app, '202', 'edit-name').fill('Signed')
    await app.get('make-like').click()
    await app.get('make-like-source').selectOptions('DEAL_STAGE')
    await app.get('make-like-do').click()
    await expect.element(app.get('make-like')).toHaveFocus()
    await expect.element(part(app, '202', 'edit-name')).not.toHaveValue('Signed')
    await app.get('edit-undo').click()
    await expectCount(app, 1)
    await expect.element(part(app, '202', 'edit-name')).toHaveValue('Signed')
  })

  it('is none as long as nothing was changed', async () => {
    const app = await openEditor()
    await option('SOURCE').click()
    await expect.poll(() => app.get('directory-draft').elements()).toEqual([])
    await option(PIPELINE).click()
    await expect.element(app.get('edit-open')).toBeVisible()
    await app.get('edit-open').click()
    await app.get('edit-discard').click()
    await expect.poll(focused).toEqual([undefined, 'edit-open'])
  })

  it('is discarded only by who is sure', async () => {
    const app = await openEditor()
    expect(leave()).toBe(true)
    await part(app, '202', 'edit-name').fill('Signed')
    expect(leave()).toBe(false)
    await app.get('edit-discard').click()
    await expect.poll(focused).toEqual([undefined, 'edit-discard-sure'])
    await userEvent.keyboard('{Escape}')
    await expect.poll(focused).toEqual([undefined, 'edit-discard'])
    await userEvent.keyboard('{Enter}{Enter}')
    await expect.poll(focused).toEqual([undefined, 'edit-open'])
    expect(leave()).toBe(true)
    await app.get('edit-open').click()
    await expect.element(part(app, '202', 'edit-name')).toHaveValue('Contract')
  })

  it('leads to its plan, for which the directory is read again, and is kept', async () => {
    const app = await openEditor()
    await part(app, '202', 'edit-name').fill('Signed')
    const before = callCount('crm.status.list')
    await app.get('plan-open').click()
    await expect.poll(() => callCount('crm.status.list')).toBe(before + 1)
    await option('SOURCE').click()
    await expect.element(app.get('directory-draft')).toBeVisible()
  })

  it('stays with who may not change anything', async () => {
    portal.settings.user = 'employee'
    const app = await openEditor()
    await expect.element(app.get('edit-denied')).toHaveTextContent('Only CRM administrators')
    await part(app, '202', 'edit-name').fill('Signed')
    await expectCount(app, 1)
  })

  it('says if the right could not be asked for, and asks again', async () => {
    listAll(portal)
    portal.addFault({ fault: 'server-internal', method: 'batch' })
    const app = await openEditor('SOURCE')
    await app.expectError('server')
    await app.get('stage-retry').click()
    await expect.poll(() => app.error.elements()).toEqual([])
    expect(callCount('batch')).toBe(2)
  })
})

describe('a plain list', () => {
  it('has one group without colors, and says that its use is not checked', async () => {
    const app = await openEditor('SOURCE')
    expect(app.get('edit-color').elements()).toEqual([])
    expect(app.all('[data-testid="edit"] h4')).toEqual([])
    await part(app, '503', 'edit-delete').click()
    await expect
      .element(app.find('[data-deleted]'))
      .toHaveTextContent('Bitrix24 doesn’t check whether items still use it.')
    await app.get('edit-add').click()
    await userEvent.keyboard('Fair')
    await expectCount(app, 2)
    await newPart(app, 'edit-code').fill('trade fair')
    await expect.element(newPart(app, 'edit-code')).not.toHaveAttribute('aria-invalid')
  })

  it('can be empty', async () => {
    portal.data.statuses.splice(
      0,
      portal.data.statuses.length,
      ...portal.data.statuses.filter((row) => row.ENTITY_ID !== 'SOURCE'),
    )
    const app = await openEditor('SOURCE')
    await app.get('edit-add').click()
    await userEvent.keyboard('Fair')
    await expectCount(app, 1)
  })

  it('may hold a code twice', async () => {
    itemOf('502').STATUS_ID = itemOf('503').STATUS_ID
    const app = await openEditor('SOURCE')
    await part(app, '503', 'edit-name').fill('Third')
    await expect.element(part(app, '503', 'edit-name')).toHaveValue('Third')
    await expect.element(part(app, '502', 'edit-name')).not.toHaveValue('Third')
  })
})

it('keeps what stands below a long list at hand', async () => {
  portal.settings.size = 'huge'
  const app = await openEditor('SOURCE')
  await expect.poll(() => lines(app).length).toBeGreaterThan(300)
  expect(boxOf(app.get('edit-rows')).height).toBeLessThan(720)
  const [first] = lines(app)
  await part(app, String(first), 'edit-sort').fill('5')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => lines(app)[4]).toBe(first)
  await expectCount(app, 1)
  // Far lines get their fields when they come into view.
  const last = String(lines(app).at(-1))
  expect(part(app, last, 'edit-name').elements()).toEqual([])
  const scroller = app.get('edit-rows').element()
  scroller.scrollTop = scroller.scrollHeight
  await expect.element(part(app, last, 'edit-name')).toBeVisible()
})
