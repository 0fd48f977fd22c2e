import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { userEvent, type Locator } from 'vitest/browser'
import { foundIds, foundItem, item } from './directories'
import { callCount, copyButton, itemOf, paramsOf } from './inspect'
import { openApp, openDeal, openStage, portal, type App } from './open'

const LISTING = 'crm.status.list'
const GETTING = 'crm.status.get'

/** Adds an item with a code of its own, in the place of people's own stages. */
function addItem(id: string, code: string, name: string, entityId = 'STATUS'): void {
  portal.data.statuses.push({ ...itemOf('2'), ID: id, ENTITY_ID: entityId, STATUS_ID: code, NAME: name, SYSTEM: 'N' })
}

function offered(app: App, kind: string, id: string): Locator {
  return app.find(
    `[data-testid="search-option"][data-kind="${kind}"]:is([data-stage-id="${id}"],[data-entity-id="${id}"])`,
  )
}

/** Which errors were shown, even for a moment. */
function watchErrors(app: App): string[] {
  const errors: string[] = []
  const look = (): void => void errors.push(...app.all('[data-testid="stage-error"]').map(({ innerText }) => innerText))
  const observer = new MutationObserver(look)
  observer.observe(document.body, { childList: true, subtree: true })
  onTestFinished(() => observer.disconnect())
  return errors
}

describe('while one types', () => {
  it('offers the item of an ID first, then the one whose code it is', async () => {
    addItem('82', '2', 'Call back')
    const app = await openApp()
    await app.ask('call back')
    await app.expectStage('82')
    await app.input.fill('2')
    await expect.element(offered(app, 'code', '82')).toBeVisible()
    const kinds = app.all('[data-testid="search-option"]').map(({ dataset }) => [dataset.kind, dataset.stageId])
    expect(kinds.slice(0, 2)).toEqual([
      ['id', '2'],
      ['code', '82'],
    ])
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    await app.expectStage('82')
    await app.input.fill('2')
    await userEvent.keyboard('{Enter}')
    await app.expectStage('2')
  })

  it('offers directories by name, code and number, and opens the chosen one', async () => {
    const app = await openApp()
    for (const typed of ['equipment', 'dynamic_1038', '1038']) {
      await app.input.fill(typed)
      await expect.element(offered(app, 'directory', 'DYNAMIC_1038_STAGE_37')).toBeVisible()
    }
    await app.input.fill('sourc')
    await offered(app, 'directory', 'SOURCE').click()
    await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'SOURCE')
    await expect.element(app.input).toHaveFocus()
  })

  it('offers what a record’s view knows, and asks for nothing but the directories', async () => {
    const app = await openDeal('Delivery van')
    await app.expectStage('104')
    const calls = portal.log.filter(({ method }) => method === 'crm.status.entity.types').length
    const lists = callCount(LISTING)
    await app.input.click()
    await app.input.fill('won')
    await expect.element(offered(app, 'code', '106')).toBeVisible()
    expect(callCount('crm.status.entity.types')).toBeLessThanOrEqual(calls + 1)
    expect(callCount(LISTING)).toBe(lists)
    await offered(app, 'code', '106').click()
    await app.expectStage('106')
  })

  it('announces how many suggestions there are', async () => {
    const app = await openDeal('Delivery van')
    await app.expectStage('104')
    await app.input.fill('final inv')
    await expect
      .poll(() => app.all('[role="status"]').map(({ textContent }) => textContent))
      .toContain('Suggestions: 1')
  })
})

describe('Enter', () => {
  it('asks for an ID at once, and looks at nothing else if there is one', async () => {
    const app = await openStage('733')
    await app.expectStage('733')
    await app.ask('205')
    await app.expectStage('205')
    expect(paramsOf(LISTING).every(({ filter }) => JSON.stringify(filter)?.includes('ENTITY_ID'))).toBe(true)
    expect(app.get('search-results').elements()).toEqual([])
  })

  it('shows the directory of an asked ID behind its card, with the item marked', async () => {
    const app = await openApp()
    await app.ask('205')
    await app.expectStage('205')
    await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE_1')
    await expect.element(item('205')).toHaveAttribute('aria-selected', 'true')
    await expect.element(item('204')).toHaveAttribute('aria-selected', 'false')
  })

  it('opens the only item whose code is a number, if no item has it as its ID', async () => {
    addItem('82', '9', 'Call back')
    const app = await openStage('733')
    await app.expectStage('733')
    const errors = watchErrors(app)
    await app.ask('9')
    await app.expectStage('82')
    expect(errors).toEqual([])
    expect(app.get('search-results').elements()).toEqual([])
    expect(paramsOf(GETTING).map(({ id }) => id)).toEqual(['733', '9', '82'])
  })

  it('lists the items if several have that code, and keeps the card', async () => {
    addItem('82', '9', 'Call back')
    addItem('83', '9', 'Ninth', 'SOURCE')
    const app = await openStage('733')
    await app.expectStage('733')
    await app.ask('9')
    await expect.element(app.get('search-results')).toHaveTextContent(/2 results/)
    expect(foundIds().toSorted()).toEqual(['82', '83'])
    await app.expectStage('733')
    await app.closeCard()
    await foundItem('83').click()
    await app.expectStage('83')
  })

  it('says that there is no such item if no code is that number either', async () => {
    const app = await openStage('733')
    await app.expectStage('733')
    await app.ask('999999')
    await app.expectError('not-found')
    expect(app.get('search-results').elements()).toEqual([])
    await app.ask('205')
    await app.expectStage('205')
  })

  it.each([
    ['SOURCE', 'SOURCE'],
    ['deal_stage_1', 'DEAL_STAGE_1'],
    ['Rent', 'DEAL_STAGE_1'],
    ['equipment, general', 'DYNAMIC_1038_STAGE_37'],
  ])('opens the directory %s, without looking at all items', async (typed, entityId) => {
    const app = await openApp()
    await app.ask(typed)
    await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', entityId)
    await expect.element(item(portal.data.statuses.find((row) => row.ENTITY_ID === entityId)?.ID ?? '')).toBeVisible()
    expect(paramsOf(LISTING).every(({ filter }) => JSON.stringify(filter)?.includes('ENTITY_ID'))).toBe(true)
    expect(app.get('search-results').elements()).toEqual([])
  })

  it.each(['before', 'after'])(
    'opens the directory of a record type’s number, %s all items are known',
    async (when) => {
      const app = await openStage('733')
      await app.expectStage('733')
      if (when === 'after') {
        await app.ask('success')
        await expect.element(app.get('search-results')).toBeVisible()
        await expect.element(foundItem('733')).toBeInTheDocument()
      }
      await app.ask('205')
      await app.expectStage('205')
      const errors = watchErrors(app)
      await app.ask('1038')
      await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DYNAMIC_1038_STAGE_37')
      await expect.element(item('733')).toBeVisible()
      await expect.element(app.input).toHaveValue('DYNAMIC_1038_STAGE_37')
      await expect.element(app.input).not.toHaveAttribute('aria-invalid')
      await expect.element(app.input).toHaveAccessibleDescription(/^There’s no ID 1038, but 1038 is an item type\./)
      expect(errors).toEqual([])
      expect(app.card.elements()).toEqual([])
      expect(app.get('search-results').elements()).toEqual([])
    },
  )

  it('opens the item whose code is a record type’s number', async () => {
    addItem('82', '1038', 'Call back')
    const app = await openApp()
    await app.ask('1038')
    await app.expectStage('82')
  })

  it.each([
    ['Equipment', 'DYNAMIC_1038_STAGE_37'],
    ['Deals', 'DEAL_STAGE'],
  ])('opens an item of exactly the name %s before the group of that name, as the list does', async (name, entityId) => {
    const app = await openApp()
    await app.ask(name)
    await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', entityId)
    expect(app.card.elements()).toEqual([])
    app.unmount()
    addItem('82', 'ITEM', name)
    const again = await openApp()
    await again.ask(name)
    await again.expectStage('82')
    await again.input.fill(name)
    await expect.element(again.get('search-option').first()).toHaveAttribute('data-stage-id', '82')
  })

  it('opens the best and lists the others for everything else', async () => {
    const app = await openStage('733')
    await app.expectStage('733')
    await app.ask('C1:')
    await app.expectStage('201')
    await expect.element(app.get('search-results')).toHaveTextContent(/6 results/)
    await app.ask('0')
    await expect.element(app.input).toHaveAccessibleDescription('IDs start at 1.')
    await app.expectStage('201')
  })

  it('finds codes such as 0 before it calls them malformed', async () => {
    addItem('82', '0', 'Zero')
    const app = await openApp()
    await app.ask('0')
    await app.expectStage('82')
  })

  it.each([
    ['', /Enter an ID, a code, or a name/],
    ['-5', /can’t be negative/],
    ['1.5', /whole number/],
    ['2147483648', /too large/],
    ['no such thing', /No stage, list value, or list has the name or code “no such thing”/],
  ])('refuses %j, keeps it, and asks for no item', async (typed, words) => {
    const app = await openApp()
    await app.ask(typed)
    await expect.element(app.input).toHaveAccessibleDescription(words)
    await expect.element(app.input).toHaveAttribute('aria-invalid', 'true')
    await expect.element(app.input).toHaveValue(typed)
    await expect.element(app.input).toHaveFocus()
    expect(callCount(GETTING)).toBe(0)
    await userEvent.keyboard('x')
    await expect.element(app.input).not.toHaveAttribute('aria-invalid')
  })

  it.each(['７３３', '٧٣٣', 'ID: 733', '{"ID":"733"}'])('reads %j as an ID', async (typed) => {
    const app = await openApp()
    await app.ask(typed)
    await app.expectStage('733')
    await expect.element(app.input).toHaveValue('733')
  })
})

it('opens the card whose raw answer is pasted', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  await app.get('raw-json-toggle').click()
  await copyButton('json').click()
  await expect.element(copyButton('json')).toHaveAttribute('data-copied')
  await app.ask('205')
  await app.expectStage('205')
  await app.input.clear()
  await app.input.click()
  await userEvent.keyboard('{ControlOrMeta>}v{/ControlOrMeta}')
  await expect.element(app.input).toHaveValue(expect.stringContaining('"ENTITY_ID": "DYNAMIC_1038_STAGE_37"'))
  await userEvent.keyboard('{Enter}')
  await app.expectStage('733')
  await expect.element(app.input).toHaveValue('733')
  await expect.element(app.input).toHaveAccessibleDescription(/733/)
})

describe('in a record’s view', () => {
  it.each(['SOURCE', '1038'])('leads to the directory %s, and back to the record', async (typed) => {
    const app = await openDeal('Delivery van')
    await app.expectStage('104')
    const errors = watchErrors(app)
    await app.ask(typed)
    const entityId = typed === '1038' ? 'DYNAMIC_1038_STAGE_37' : typed
    await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', entityId)
    await app.get('directory-open').click()
    await app.expectStage('104')
    expect(errors).toEqual([])
  })

  it('asks for no directory before someone types', async () => {
    const app = await openDeal('Delivery van')
    await app.expectStage('104')
    await app.input.click()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(paramsOf('crm.category.list').length).toBeLessThanOrEqual(1)
    await app.ask('success')
    await expect.element(app.get('search-results')).toBeVisible()
    await expect.element(foundItem('733')).toBeVisible()
  })
})

describe('a failure on the way', () => {
  it('is shown beside "not found" if codes cannot be looked up, and can be tried again', async () => {
    addItem('82', '9', 'Call back')
    const app = await openStage('733')
    await app.expectStage('733')
    await expect.element(item('733')).toBeInTheDocument()
    portal.addFault({ fault: 'server-internal', method: LISTING })
    await app.ask('9')
    await expect.element(app.get('directory-error')).toHaveAttribute('data-kind', 'server')
    await app.get('directory-error').getByTestId('stage-retry').click()
    await app.expectStage('82')
    expect(app.get('directory-error').elements()).toEqual([])
  })
})

it('keeps what is typed and found when the theme changes', async () => {
  const app = await openApp()
  await app.ask('C1:')
  await app.expectStage('201')
  await app.get('theme-toggle').click()
  await expect.element(app.get('theme-toggle')).toHaveAttribute('data-theme', 'dark')
  await expect.element(app.input).toHaveValue('C1:')
  expect(foundIds()).toHaveLength(6)
  await app.expectStage('201')
  vi.restoreAllMocks()
})
