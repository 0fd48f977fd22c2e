import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { searchFor, foundIds, foundItem, option } from './directories'
import { paramsOf } from './inspect'
import { openApp, portal } from './open'

const LISTING = 'crm.status.list'

/** How many pages of the list of all items were asked for. */
const pageCount = () => paramsOf(LISTING).filter(({ filter }) => !JSON.stringify(filter)?.includes('ENTITY_ID')).length

describe('the search', () => {
  it('treats a number as an ID', async () => {
    const app = await openApp()
    await searchFor('733')
    await app.expectStage('733')
    expect(pageCount()).toBe(0)
    expect(app.get('search-results').elements()).toEqual([])
  })

  it.each([
    ['C1:WON', ['205']],
    ['dt1038_37:', ['730', '731', '732', '733', '734']],
    ['analyze', ['108']],
  ])('finds %s', async (text, ids) => {
    const app = await openApp()
    await searchFor(text)
    await expect.element(app.get('search-results')).toHaveTextContent(new RegExp(`(^|\\D)${ids.length} result`))
    expect(foundIds()).toEqual(ids)
    await app.closeCard()
    await foundItem(ids[0] ?? '').click()
    await app.expectStage(ids[0] ?? '')
    await expect.element(foundItem(ids[0] ?? '')).toHaveAttribute('aria-selected', 'true')
  })

  it('names the directory of a result, and gives the focus back to the field', async () => {
    const app = await openApp()
    await searchFor('success')
    await expect.element(foundItem('733')).toHaveTextContent('Equipment, General')
    await app.closeCard()
    await app.get('search-close').click()
    await expect.poll(() => app.get('search-results').elements()).toEqual([])
    await expect.element(app.get('stage-id-input')).toHaveValue('')
    await expect.element(app.get('stage-id-input')).toHaveFocus()
  })

  it('loads all items once, and keeps all directories in view', async () => {
    const app = await openApp()
    await searchFor('success')
    await expect.element(foundItem('733')).toBeVisible()
    // Those that the portal lists, and those that the items told of.
    const directories = new Set(portal.data.statuses.map((row) => row.ENTITY_ID))
    expect(app.get('directory-option').elements()).toHaveLength(directories.size)
    await searchFor('call')
    await expect.element(foundItem('501')).toBeVisible()
    expect(pageCount()).toBe(1)
  })

  it.each([
    ['Escape, which closes the card first', () => userEvent.keyboard('{Escape}{Escape}')],
    ['further typing', () => userEvent.keyboard('s')],
    ['Enter in the empty field', () => searchFor('')],
    ['opening a directory', () => option('SOURCE').click()],
  ])('closes on %s', async (_, close) => {
    const app = await openApp()
    await searchFor('success')
    await expect.element(foundItem('733')).toBeVisible()
    await close()
    await expect.poll(() => app.get('search-results').elements()).toEqual([])
    expect(app.error.elements()).toEqual([])
  })

  it('shows its progress, can be canceled, and works afterwards', async () => {
    portal.settings.listPaging = true
    const pages = portal.hold(LISTING)
    const app = await openApp()
    await searchFor('call')
    const first = await pages.next()
    await expect.element(app.get('search-results')).toHaveTextContent('Entries checked: 0')
    first.release()
    await expect
      .element(app.get('search-results'))
      .toHaveTextContent(`Entries checked: 50 of ${portal.data.statuses.length}`)
    const second = await pages.next()
    expect(second.params).toMatchObject({ start: '50' })
    await app.get('search-close').click()
    second.release()
    await expect.poll(() => app.get('search-results').elements()).toEqual([])
    pages.off()
    await searchFor('call')
    await expect.element(foundItem('501')).toBeVisible()
    expect(app.error.elements()).toEqual([])
  })

  it('asks for no further page after it is canceled', async () => {
    portal.settings.listPaging = true
    const pages = portal.hold(LISTING)
    const app = await openApp()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await searchFor('call')
    await vi.advanceTimersByTimeAsync(100)
    const first = await pages.next()
    await app.get('search-close').click()
    first.release()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(pageCount()).toBe(1)
  })

  it('asks once if Enter is pressed again while it loads', async () => {
    const pages = portal.hold(LISTING)
    await openApp()
    await searchFor('success')
    const call = await pages.next()
    await userEvent.keyboard('{Enter}')
    call.release()
    await expect.element(foundItem('733')).toBeVisible()
    expect(pageCount()).toBe(1)
  })

  it('never shows the failure of a canceled search in the next one', async () => {
    const pages = portal.hold(LISTING)
    const app = await openApp()
    await searchFor('call')
    const canceled = await pages.next()
    await app.get('search-close').click()
    await searchFor('call')
    const next = await pages.next()
    canceled.fail('server-internal')
    await expect.poll(() => portal.log.find(({ method }) => method === LISTING)?.status).toBe(500)
    expect(app.get('directory-error').elements()).toEqual([])
    next.release()
    await expect.element(foundItem('501')).toBeVisible()
  })

  it('asks separately for a pipeline that the list of all items lacks', async () => {
    const app = await openApp()
    const statuses = portal.data.statuses.splice(0)
    portal.data.statuses.push(...statuses.filter((row) => row.ENTITY_ID !== 'QUOTE_STATUS'))
    await searchFor('accepted')
    await expect.element(app.input).toHaveAccessibleDescription(/^No stage, list value, or list has/)
    expect(portal.log.filter(({ method }) => method === LISTING).at(-1)?.params).toMatchObject({
      filter: { ENTITY_ID: 'QUOTE_STATUS' },
    })
  })
})

/** What people type, and the stage or list value that they mean, in a portal with real codes and names. */
const TYPED = [
  ['счет', '801'],
  ['strasse', '802'],
  ['UC_ZJ55BR', '802'],
  ['grosse', '803'],
  ['C2:1', '803'],
  ['da huy', '804'],
  ['مكتمل', '805'],
  ['iptal', '806'],
  ['ยกเลิกแลว', '807'],
  ["зв'язок", '821'],
  ['10-12', '822'],
] as const

it('finds real names and codes as people type them', async () => {
  portal.settings.values = 'real'
  await openApp()
  for (const [text, id] of TYPED) {
    await searchFor(text)
    await expect.poll(() => [text, ...foundIds()]).toEqual([text, id])
  }
})

describe('a search that fails', () => {
  it('shows the failure, and a retry succeeds', async () => {
    portal.addFault({ fault: 'server-internal', method: LISTING })
    const app = await openApp()
    await searchFor('call')
    await expect.element(app.get('directory-error')).toHaveAttribute('data-kind', 'server')
    await app.get('directory-error').getByTestId('stage-retry').click()
    await expect.element(foundItem('501')).toBeVisible()
    expect(app.get('directory-error').elements()).toEqual([])
  })

  it('hides the failure during a retry', async () => {
    portal.addFault({ fault: 'server-internal', method: LISTING })
    const app = await openApp()
    await searchFor('call')
    await expect.element(app.get('directory-error')).toBeVisible()
    const pages = portal.hold(LISTING)
    await userEvent.keyboard('{Enter}')
    const call = await pages.next()
    await expect.element(app.get('search-results')).toHaveTextContent('Entries checked: 0')
    expect(app.get('directory-error').elements()).toEqual([])
    call.release()
    await expect.element(foundItem('501')).toBeVisible()
  })
})
