import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { find, item, option, shownItems } from './directories'
import { timesAsked } from './inspect'
import { openApp, portal } from './open'

const LISTING = 'crm.status.list'

describe('the search over everything', () => {
  it('takes a number for an ID', async () => {
    const app = await openApp()
    await find('733')
    await app.expectStage('733')
    expect(timesAsked(LISTING)).toBe(0)
    expect(app.get('search-results').elements()).toEqual([])
  })

  it.each([
    ['C1:WON', ['205']],
    ['dt1038_37:', ['730', '731', '732', '733', '734']],
    ['analyze', ['108']],
  ])('finds %s', async (text, ids) => {
    const app = await openApp()
    await find(text)
    await expect.element(app.get('search-results')).toHaveTextContent(new RegExp(`(^|\\D)${ids.length} item`))
    expect(shownItems()).toEqual(ids)
    await item(ids[0] ?? '').click()
    await app.expectStage(ids[0] ?? '')
    await expect.element(item(ids[0] ?? '')).toHaveAttribute('aria-selected', 'true')
  })

  it('says in which directory, and when there is nothing', async () => {
    const app = await openApp()
    await find('success')
    await expect.element(item('733')).toHaveTextContent('Equipment, General')
    await find('no such thing')
    await expect
      .element(app.get('search-results'))
      .toHaveTextContent('Nothing in any directory is called “no such thing”')
    expect(shownItems()).toEqual([])
    await app.get('search-close').click()
    await expect.poll(() => app.get('search-results').elements()).toEqual([])
    await expect.element(app.get('directory-search')).toHaveValue('')
    await expect.element(app.get('directory-search')).toHaveFocus()
  })

  it('loads everything once, and shows all directories beside what it found', async () => {
    const app = await openApp()
    await find('success')
    await expect.element(item('733')).toBeVisible()
    expect(app.get('directory-option').elements()).toHaveLength(portal.data.directories.length)
    await find('call')
    await expect.element(item('501')).toBeVisible()
    expect(timesAsked(LISTING)).toBe(1)
  })

  it.each([
    ['Escape', () => userEvent.keyboard('{Escape}')],
    ['what is typed next', () => userEvent.keyboard('s')],
    ['Enter in the empty field', () => find('')],
    ['a directory', () => option('SOURCE').click()],
  ])('ends by %s', async (_, end) => {
    const app = await openApp()
    await find('success')
    await expect.element(item('733')).toBeVisible()
    await end()
    await expect.poll(() => app.get('search-results').elements()).toEqual([])
    expect(app.error.elements()).toEqual([])
  })

  it('shows how far it is, can be canceled, and then works', async () => {
    portal.settings.listPaging = true
    const pages = portal.hold(LISTING)
    const app = await openApp()
    await find('call')
    const first = await pages.next()
    await expect.element(app.get('search-results')).toHaveTextContent('Items so far: 0')
    first.release()
    await expect
      .element(app.get('search-results'))
      .toHaveTextContent(`Items so far: 50 of ${portal.data.statuses.length}`)
    const second = await pages.next()
    expect(second.params).toMatchObject({ start: 50 })
    await app.get('search-close').click()
    second.release()
    await expect.poll(() => app.get('search-results').elements()).toEqual([])
    pages.off()
    await find('call')
    await expect.element(item('501')).toBeVisible()
    expect(app.error.elements()).toEqual([])
  })

  it('asks for no further page once it is canceled', async () => {
    portal.settings.listPaging = true
    const pages = portal.hold(LISTING)
    const app = await openApp()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await find('call')
    await vi.advanceTimersByTimeAsync(100)
    const first = await pages.next()
    await app.get('search-close').click()
    first.release()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(timesAsked(LISTING)).toBe(1)
  })

  it('asks once, however often one presses Enter while it loads', async () => {
    const pages = portal.hold(LISTING)
    await openApp()
    await find('success')
    const question = await pages.next()
    await userEvent.keyboard('{Enter}')
    question.release()
    await expect.element(item('733')).toBeVisible()
    expect(timesAsked(LISTING)).toBe(1)
  })

  it('does not show what a canceled listing brings in the next one’s place', async () => {
    const pages = portal.hold(LISTING)
    const app = await openApp()
    await find('call')
    const canceled = await pages.next()
    await app.get('search-close').click()
    await find('call')
    const next = await pages.next()
    canceled.fail('server-internal')
    await expect.poll(() => portal.log.find(({ method }) => method === LISTING)?.status).toBe(500)
    expect(app.get('directory-error').elements()).toEqual([])
    next.release()
    await expect.element(item('501')).toBeVisible()
  })

  it('asks pipelines by themselves that are missing from the list of everything', async () => {
    const app = await openApp()
    const listed = portal.data.statuses.splice(0)
    portal.data.statuses.push(...listed.filter((row) => row.ENTITY_ID !== 'QUOTE_STATUS'))
    await find('accepted')
    await expect.element(app.get('search-results')).toHaveTextContent('Nothing in any directory')
    expect(portal.log.filter(({ method }) => method === LISTING).at(-1)?.params).toMatchObject({
      filter: { ENTITY_ID: 'QUOTE_STATUS' },
    })
  })
})

describe('a search that fails', () => {
  it('says so, and trying again helps', async () => {
    portal.addFault({ fault: 'server-internal', method: LISTING })
    const app = await openApp()
    await find('call')
    await expect.element(app.get('directory-error')).toHaveAttribute('data-kind', 'server')
    await app.get('directory-error').getByTestId('stage-retry').click()
    await expect.element(item('501')).toBeVisible()
    expect(app.get('directory-error').elements()).toEqual([])
  })

  it('takes the failure back while it is tried again', async () => {
    portal.addFault({ fault: 'server-internal', method: LISTING })
    const app = await openApp()
    await find('call')
    await expect.element(app.get('directory-error')).toBeVisible()
    const pages = portal.hold(LISTING)
    await userEvent.keyboard('{Enter}')
    const question = await pages.next()
    await expect.element(app.get('search-results')).toHaveTextContent('Items so far: 0')
    expect(app.get('directory-error').elements()).toEqual([])
    question.release()
    await expect.element(item('501')).toBeVisible()
  })
})
