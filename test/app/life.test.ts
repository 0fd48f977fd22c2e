import { beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { HAND_WORKED } from '../portal/history'
import { listAll } from '../portal/unlisted'
import { item, option } from './directories'
import { byTestId, click, stopTime } from './dom'
import { lastText, recordCopies, recordFiles } from './exported'
import { callCount, idOf, paramsOf, recordEachFrame } from './inspect'
import { openApp, openRecord, openStage, portal, type App } from './open'
import { textOf } from './text'

const HISTORY = 'crm.stagehistory.list'
const LIST = 'crm.item.list'
const EXECUTING = '104'

beforeEach(() => {
  portal.settings.records = 'year'
  listAll(portal)
})

const openDeal24 = () => openRecord('CRM_DEAL_LIST_MENU', { ID: String(HAND_WORKED.ownerId) })

/** How many deals of the main pipeline are in a stage. */
const dealsIn = (code: string): number =>
  portal.data.records.filter((row) => row.entityTypeId === 2 && row.categoryId === 0 && row.stageId === code).length

/** The counts that are shown for the stages in a part of the page, by the stage's ID. */
function countsIn(part: string): Record<string, string | undefined> {
  const found = document.querySelectorAll<HTMLElement>(`${part} ${byTestId('stage-count')}`)
  return Object.fromEntries([...found].map(({ dataset }) => [dataset.stageId ?? '', dataset.count]))
}

/** The items that are shown as the oldest. */
const shownIds = (app: App) =>
  app.all(`${byTestId('stage-oldest')} [data-record-id]`).map((row) => Number(row.dataset.recordId))

/** Lets the requests of a reading go out, of which the portal takes two a second. */
async function pass(seconds: number): Promise<void> {
  for (let tenth = 0; tenth < seconds * 10; tenth += 1) await vi.advanceTimersByTimeAsync(100)
}

/** The parameters of the histories that were asked for as a whole, not as one record's way. */
const readings = () => paramsOf(HISTORY).filter(({ filter }) => !JSON.stringify(filter).includes('OWNER_ID'))

/** What the card says of the times in a stage, and on how many rows it stands. */
const told = (app: App) => ['stage-duration', 'stage-next', 'life-notes'].map((part) => textOf(app.get(part)))

describe('counts', () => {
  it('are on the strip, on the card and in the table', async () => {
    const app = await openStage(EXECUTING)
    await expect.element(app.get('stage-usage')).toHaveAttribute('data-count', String(dealsIn('EXECUTING')))
    expect(textOf(app.get('stage-usage'))).toBe(`${dealsIn('EXECUTING')} items are here now`)
    await expect.poll(() => countsIn('nav')[EXECUTING]).toBe(String(dealsIn('EXECUTING')))
    expect(Object.keys(countsIn('nav'))).toHaveLength(8)
    expect(countsIn('.item-table')).toEqual(countsIn('nav'))
    expect(countsIn('nav')[idOf('DEAL_STAGE', 'NEW')]).toBe(String(dealsIn('NEW')))
    expect(callCount('batch')).toBe(1)
  })

  it('sort the table', async () => {
    const app = await openApp()
    await option('DEAL_STAGE').click()
    await expect.poll(() => Object.keys(countsIn('.item-table'))).toHaveLength(8)
    const header = app.find('[data-sort="count"]')
    await header.click()
    const counts = Object.values(countsIn('.item-table')).map(Number)
    const inTable = () => app.all(`.item-table ${byTestId('stage-count')}`).map(({ dataset }) => Number(dataset.count))
    expect(inTable()).toEqual(counts.toSorted((a, b) => a - b))
    await header.click()
    expect(inTable()).toEqual(counts.toSorted((a, b) => b - a))
  })

  it('move nothing when they come', async () => {
    const held = portal.hold('batch')
    const app = await openStage(EXECUTING)
    await app.expectStage(EXECUTING)
    const call = await held.next()
    await expect.element(app.get('stage-life')).toBeVisible()
    await expect.element(app.get('pipeline-stage').first()).toBeVisible()
    const boxes = recordEachFrame(() =>
      ['stage-field-ID', 'stage-life', 'pipeline-stage'].map(
        (id) => app.get(id).first().element().getBoundingClientRect().y,
      ),
    )
    call.release()
    await expect.element(app.get('stage-oldest')).toBeVisible()
    expect(new Set(boxes.map(String)).size).toBe(1)
  })

  it('are not asked for before the card, nor for plain lists', async () => {
    const held = portal.hold('crm.status.get')
    const app = await openStage('611')
    const call = await held.next()
    expect(portal.log.map(({ method }) => method)).toEqual(['crm.status.get'])
    call.release()
    held.off()
    await app.expectStage('611')
    await expect.element(app.get('raw-json-toggle')).toBeVisible()
    expect(app.all(byTestId('stage-life'))).toEqual([])
    expect([callCount('batch'), callCount(LIST)]).toEqual([0, 0])
  })

  it('are said to be missing, and are no 0, where the portal refuses', async () => {
    for (const row of portal.data.records) if (row.entityTypeId === 7) row.entityTypeId = 9999
    const app = await openApp()
    await option('QUOTE_STATUS').click()
    await expect.element(app.get('counts-error')).toHaveAttribute('data-kind', 'not-found')
    await expect
      .element(item(idOf('QUOTE_STATUS', 'DRAFT')).getByTestId('stage-count'))
      .toHaveTextContent('Not counted')
    expect(new Set(Object.values(countsIn('.item-table')))).toEqual(new Set([undefined]))
  })

  it('are asked for again after a failure', async () => {
    // Whoever else shows the counts asks again as well.
    portal.addFault({ fault: 'server-internal', method: 'batch', times: 9 })
    const app = await openStage(EXECUTING)
    const notice = app.card.getByTestId('counts-error')
    await expect.element(notice).toHaveAttribute('data-kind', 'server')
    const retries = () => app.all(`${byTestId('counts-error')} ${byTestId('stage-retry')}`)
    await expect.poll(() => retries().map((button) => button.ariaDisabled)).toEqual(['false', 'false'])
    portal.clearFaults()
    // By script: a mouse would wait as long as whoever else shows the counts asks again, and then find no button.
    retries()[0]?.click()
    await expect.element(app.get('stage-usage')).toHaveAttribute('data-count', String(dealsIn('EXECUTING')))
    expect(app.all(byTestId('counts-error'))).toEqual([])
  })
})

describe('the oldest items', () => {
  it('are the ten that came first, and open in the portal', async () => {
    const app = await openStage(EXECUTING)
    await expect.element(app.get('stage-oldest')).toBeVisible()
    const expected = portal.data.records
      .filter((row) => row.entityTypeId === 2 && row.categoryId === 0 && row.stageId === 'EXECUTING')
      .toSorted((a, b) => Date.parse(a.movedTime ?? '') - Date.parse(b.movedTime ?? '') || a.id - b.id)
      .slice(0, 10)
    expect(shownIds(app)).toEqual(expected.map(({ id }) => id))
    await app.get('stage-oldest').getByRole('button').first().click()
    await userEvent.keyboard('{ArrowDown}')
    expect(document.activeElement?.closest('li')?.dataset.recordId).toBe(String(expected[1]?.id))
    await expect.poll(() => app.host.openedPaths.at(-1)).toContain(`/crm/deal/details/${expected[0]?.id}/`)
    await app.get('life-kanban').click()
    await expect.poll(() => app.host.openedPaths.at(-1)).toContain('/crm/deal/kanban/category/0/')
  })

  it('are asked for again after a failure; the card stays', async () => {
    portal.addFault({ fault: 'network-drop', method: LIST })
    const app = await openStage(EXECUTING)
    const notice = app.get('oldest-error')
    await expect.element(notice).toHaveAttribute('data-kind', 'network')
    await notice.getByTestId('stage-retry').click()
    await expect.poll(() => shownIds(app)).toHaveLength(10)
    await app.expectStage(EXECUTING)
  })

  it('say that a stage is empty', async () => {
    for (const row of portal.data.records) if (row.stageId === 'NEW' && row.entityTypeId === 2) row.stageId = 'WON'
    const app = await openStage(idOf('DEAL_STAGE', 'NEW'))
    await expect.element(app.get('oldest-none')).toHaveTextContent(/^No items are in this stage now\.$/)
    await expect.element(app.get('stage-usage')).toHaveAttribute('data-count', '0')
  })
})

describe('how long items stay', () => {
  const RENT = idOf('DEAL_STAGE_1', 'C1:EXECUTING')

  it('is read when a person asks, with progress, and can be stopped', async () => {
    const app = await openStage(EXECUTING)
    await expect.element(app.get('life-read')).toBeVisible()
    const held = portal.hold(HISTORY)
    expect(readings()).toEqual([])
    app.get('life-read').element().focus()
    await userEvent.keyboard('{Enter}')
    const first = await held.next()
    expect(first.params).toMatchObject({ entityTypeId: '2', filter: { CATEGORY_ID: '0' } })
    await expect.element(app.get('life-progress')).toHaveAttribute('data-rows', '0')
    first.release()
    await held.next()
    await expect.element(app.get('life-progress')).toHaveAttribute('data-rows', '50')
    expect(textOf(app.get('life-progress'))).toMatch(/^Stage changes read: 50 of \d{3}$/)
    expect(app.get('life-stop').element()).toBe(document.activeElement)
    await userEvent.keyboard('{Enter}')
    held.off()
    await expect.element(app.get('life-notes')).toHaveTextContent('Stopped after 50 stage changes.')
    await expect.element(app.get('stage-duration')).toBeVisible()
    expect(app.get('life-go-on').element()).toBe(document.activeElement)
  })

  it('goes on where it was stopped, to the figures of a reading without a stop', async () => {
    stopTime()
    portal.userOptions = { stageCard_days: 30 }
    const app = await openStage(RENT)
    await pass(1)
    await click(byTestId('life-read'))
    await pass(3)
    const whole = told(app)
    expect(app.all(byTestId('life-go-on'))).toEqual([])

    const held = portal.hold(HISTORY)
    await click(byTestId('life-read'))
    await pass(1)
    ;(await held.next()).release()
    await pass(1)
    const late = await held.next()
    await click(byTestId('life-stop'))
    late.release()
    await pass(1)
    await expect.element(app.get('life-notes')).toHaveTextContent('Stopped after 50 stage changes.')
    const before = readings().length
    app.get('life-go-on').element().focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(app.get('life-progress')).toHaveAttribute('data-rows', '50')
    expect(app.get('life-stop').element()).toBe(document.activeElement)
    held.off()
    await pass(3)
    expect(told(app)).toEqual(whole)
    const asked = readings().slice(before)
    expect(asked.length).toBeGreaterThan(0)
    for (const params of asked) expect(params.filter).toHaveProperty('<ID')
    expect(app.all(byTestId('life-go-on'))).toEqual([])
    expect(app.get('life-read').element()).toBe(document.activeElement)
  })

  it('begins anew with another period, whatever was stopped', async () => {
    const app = await openStage(EXECUTING)
    await expect.element(app.get('life-read')).toBeVisible()
    const held = portal.hold(HISTORY)
    await click(byTestId('life-read'))
    ;(await held.next()).release()
    const late = await held.next()
    await click(byTestId('life-stop'))
    late.release()
    await expect.element(app.get('life-go-on')).toBeVisible()
    await app.get('life-period').selectOptions('30')
    const call = await held.next()
    expect(call.params.filter).not.toHaveProperty('<ID')
    await expect.element(app.get('life-progress')).toHaveAttribute('data-rows', '0')
  })

  it('is told in words, with where items went next', async () => {
    stopTime()
    portal.userOptions = { stageCard_days: 30 }
    const app = await openStage(RENT)
    await pass(1)
    await click(byTestId('life-read'))
    await pass(3)
    await expect.element(app.get('stage-duration')).toHaveAttribute('data-median', expect.stringMatching(/^\d+$/))
    const { median, p90, atLeast } = (app.get('stage-duration').element() as HTMLElement).dataset
    expect(Number(median)).toBeLessThanOrEqual(Number(p90))
    expect(textOf(app.get('stage-duration'))).toMatch(
      { none: /^Half leave within .+, 9 of 10 within .+\./, p90: /at least/, median: /^Half need at least/ }[
        atLeast ?? ''
      ] ?? /$^/,
    )
    const shares = app.all(`${byTestId('stage-next')} li`)
    expect(shares.length).toBeGreaterThan(0)
    expect(app.get('life-notes').element().textContent).toContain('Not included: items you don’t have access to')
  })

  it('goes on while another stage of the pipeline is looked at', async () => {
    const app = await openStage(EXECUTING)
    await expect.element(app.get('life-read')).toBeVisible()
    await expect.element(app.get('pipeline-stage').first()).toBeVisible()
    const held = portal.hold(HISTORY)
    await click(byTestId('life-read'))
    const call = await held.next()
    await click(`${byTestId('pipeline-stage')}[data-stage-id="101"]`)
    await app.expectStage('101')
    await expect.element(app.get('life-progress')).toBeVisible()
    call.release()
    await held.next()
    await click(byTestId('life-stop'))
    held.off()
    await expect.element(app.get('stage-duration')).toBeVisible()
    expect(readings().length).toBeLessThanOrEqual(2)
  })

  it('is read for another period as soon as one is chosen, which is remembered', async () => {
    const app = await openStage(EXECUTING)
    await expect.element(app.get('life-period')).toHaveValue('90')
    const held = portal.hold(HISTORY)
    await click(byTestId('life-read'))
    const first = await held.next()
    await app.get('life-period').selectOptions('30')
    first.release()
    const second = await held.next()
    const [before, after] = [first, second].map(({ params }) => JSON.stringify(params))
    expect([before === after, JSON.stringify(second.params).includes('<ID')]).toEqual([false, false])
    await expect.poll(() => String(portal.userOptions.stageCard_days)).toBe('30')
  })

  it('says what failed: at the beginning, and on the way', async () => {
    const app = await openStage(EXECUTING)
    await expect.element(app.get('life-read')).toBeVisible()
    portal.addFault({ fault: 'access-denied', method: HISTORY })
    await click(byTestId('life-read'))
    await expect.element(app.get('history-error')).toHaveAttribute('data-kind', 'access-denied')
    const held = portal.hold(HISTORY)
    await click(byTestId('life-read'))
    ;(await held.next()).release()
    ;(await held.next()).fail('server-internal')
    held.off()
    await expect.element(app.get('history-error')).toHaveAttribute('data-kind', 'server')
    await expect.element(app.get('life-notes')).toHaveTextContent('couldn’t be read to the end')
    await expect.element(app.get('stage-duration')).toBeVisible()
    // To try again is to go on.
    const failed = readings().at(-1)
    await expect.element(app.get('life-go-on')).toBeVisible()
    const heldAgain = portal.hold(HISTORY)
    await app.get('history-error').getByTestId('stage-retry').click()
    expect((await heldAgain.next()).params).toEqual(failed)
    await click(byTestId('life-stop'))
    await expect.poll(() => app.all(byTestId('history-error'))).toEqual([])
    await expect.element(app.get('life-go-on')).toBeVisible()
  })

  it('cannot be told of estimates, which have no history', async () => {
    const app = await openStage('302')
    await expect.element(app.get('stage-oldest')).toBeVisible()
    await expect.element(app.get('life-no-history')).toHaveTextContent('keeps no stage history')
    expect(app.all(byTestId('life-read'))).toEqual([])
    await expect.element(app.get('stage-usage')).toHaveAttribute('data-count', expect.stringMatching(/^[1-9]/))
  })
})

describe('the way of an item', () => {
  const SEGMENTS = `${byTestId('record-way')} [data-seconds]`

  it('has the figures that were worked out by hand', async () => {
    const app = await openDeal24()
    await expect.poll(() => app.all(SEGMENTS)).toHaveLength(HAND_WORKED.way.length)
    const shown = app.all(SEGMENTS).map(({ dataset }) => [dataset.stageId, Number(dataset.seconds)])
    expect(shown.slice(0, -1)).toEqual(
      HAND_WORKED.way.slice(0, -1).map(([code, , seconds]) => [idOf('DEAL_STAGE', code), seconds]),
    )
    expect(shown.at(-1)?.[0]).toBe(EXECUTING)
    expect(textOf(app.get('way-said'))).toBe('Here for 14 days')
    const words = app.all(`${SEGMENTS} button`).map((button) => button.getAttribute('aria-label'))
    expect(words[1]).toMatch(/^Prepare documents: 6 days, /)
    expect(words[2]).toMatch(/^Prepayment invoice: 4\.5 hours, /)
    expect(words.at(-1)).toMatch(/^Making it: 14 days so far, since /)
    const widths = app.all(SEGMENTS).map((segment) => segment.getBoundingClientRect().width)
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(24)
    expect(widths[3]).toBeGreaterThan(widths[1] ?? 0)
  })

  it('is walked with the keyboard, and shows stages', async () => {
    const app = await openDeal24()
    await expect.poll(() => app.all(SEGMENTS)).toHaveLength(HAND_WORKED.way.length)
    app.all(`${SEGMENTS} button`).at(-1)?.focus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(textOf(app.get('way-said'))).toMatch(/^Prepayment invoice: 11 days, /)
    await userEvent.keyboard('{Home}')
    expect(textOf(app.get('way-said'))).toMatch(/^New: 1 day, /)
    await userEvent.keyboard('{Enter}')
    await app.expectStage('101')
  })

  it('says how the time compares once the history has been read', async () => {
    stopTime()
    portal.userOptions = { stageCard_days: 365 }
    for (const row of portal.data.history) if (row.ownerId !== 24 && row.categoryId === 0) row.categoryId = 99
    for (const row of portal.data.records)
      if (row.id !== 24) row.categoryId = row.categoryId === 0 ? 99 : row.categoryId
    // Three others have been in the stage for an hour each.
    const now = Date.now()
    const at = (hoursAgo: number) => new Date(now - hoursAgo * 3_600_000).toISOString()
    for (const id of [25, 26, 27]) {
      const record = portal.data.records.find((row) => row.entityTypeId === 2 && row.id === id)
      if (!record) throw new Error('There is no such deal')
      record.categoryId = 0
      const row = { entityTypeId: 2, ownerId: id, categoryId: 0, semantics: 'P' } as const
      portal.data.history.push(
        { ...row, id: 90_000 + id * 2, typeId: 1, createdTime: at(90), stageId: 'EXECUTING' },
        { ...row, id: 90_001 + id * 2, typeId: 2, createdTime: at(89), stageId: 'FINAL_INVOICE' },
      )
    }
    const app = await openDeal24()
    await pass(2)
    await click(byTestId('life-read'))
    await pass(2)
    await expect.element(app.get('stage-duration')).toHaveAttribute('data-median', '3600')
    expect(textOf(app.get('way-said'))).toBe('Here for 14 days, longer than 7 of 10')
  })

  it('keeps the code of a stage that no longer exists, and says that the beginning is missing', async () => {
    for (const row of portal.data.history) {
      if (row.ownerId === 24 && row.entityTypeId === 2 && row.stageId === 'NEW')
        Object.assign(row, { stageId: 'UC_GONE', typeId: 2 })
    }
    const app = await openDeal24()
    await expect.element(page.getBySelector(`${byTestId('record-way')} [data-stage-id="UC_GONE"]`)).toBeVisible()
    await expect.element(app.get('way-incomplete')).toHaveTextContent('The beginning is missing')
  })

  it('is asked for again after a failure, and delays nothing', async () => {
    portal.addFault({ fault: 'server-internal', method: HISTORY })
    const app = await openDeal24()
    await app.expectStage(EXECUTING)
    const notice = app.get('way-error')
    await expect.element(notice).toHaveAttribute('data-kind', 'server')
    await notice.getByTestId('stage-retry').click()
    await expect.poll(() => app.all(SEGMENTS)).toHaveLength(HAND_WORKED.way.length)
  })

  it('says that there is none', async () => {
    portal.data.history.splice(0)
    const app = await openDeal24()
    await expect.element(app.get('way-none')).toHaveTextContent('no stage history of this item')
  })
})

describe('the picture of a pipeline', () => {
  it('has the counts at once, and times and shares when the history has been read', async () => {
    stopTime()
    portal.userOptions = { stageCard_days: 30 }
    const app = await openApp()
    await click(`${byTestId('directory-option')}[data-entity-id="DEAL_STAGE_1"]`)
    await click(byTestId('pipeline-life-toggle'))
    await pass(1)
    await expect.poll(() => app.all(byTestId('life-row'))).not.toHaveLength(0)
    const cells = () =>
      app.all(byTestId('life-row')).map((row) => [...row.children].map((cell) => cell.textContent?.trim()))
    expect(cells()[0]).toHaveLength(2)
    await click(byTestId('life-read'))
    await pass(4)
    await expect.element(app.get('life-notes')).toBeVisible()
    expect(cells()[0]).toHaveLength(7)
    expect(cells()[0]?.[4]).toMatch(/^\d+%$/)
    expect(cells().at(-1)?.slice(2)).toEqual(['–', '–', '–', '–', '–'])
  })

  it('names stages that nobody has been in, once the history has been read', async () => {
    stopTime()
    portal.userOptions = { stageCard_days: 30 }
    const like = portal.data.statuses.find(({ STATUS_ID }) => STATUS_ID === 'C1:NEW')
    if (!like) throw new Error('No stage to copy')
    portal.data.statuses.push({ ...like, ID: '299', STATUS_ID: 'C1:EMPTY', NAME: 'Nobody was here', SORT: '25' })
    const app = await openApp()
    await click(`${byTestId('directory-option')}[data-entity-id="DEAL_STAGE_1"]`)
    await click(byTestId('pipeline-life-toggle'))
    await pass(1)
    await expect.poll(() => app.all(byTestId('life-row'))).not.toHaveLength(0)
    const unvisited = () => app.all(`${byTestId('finding')}[data-kind="unvisited"]`)
    expect(unvisited()).toEqual([])
    await click(byTestId('life-read'))
    await pass(4)
    await expect.poll(unvisited).toHaveLength(1)
    expect(unvisited()[0]?.textContent).toContain('Nobody was here')
  })

  it('says what failed, and exports what is known', async () => {
    const app = await openApp()
    await click(`${byTestId('directory-option')}[data-entity-id="DEAL_STAGE"]`)
    await click(byTestId('pipeline-life-toggle'))
    await expect.element(app.get('figures-download')).toBeVisible()
    portal.addFault({ fault: 'server-internal', method: HISTORY })
    await click(byTestId('life-read'))
    await expect.element(app.get('history-error')).toHaveAttribute('data-kind', 'server')
    await expect.poll(() => app.all(byTestId('life-row'))).toHaveLength(8)
    await app.get('figures-format').selectOptions('markdown')
    await click('[data-copies="figures"]')
    await expect.element(app.get('pipeline-life')).toHaveTextContent('Copied')
  })

  it('exports for the spreadsheet of the person, or as it is chosen', async () => {
    portal.settings.language = 'de'
    const [copied, files] = [recordCopies(), recordFiles()]
    const app = await openApp()
    await click(`${byTestId('directory-option')}[data-entity-id="DEAL_STAGE"]`)
    await click(byTestId('pipeline-life-toggle'))
    await expect.element(app.get('figures-separator')).toHaveValue('semicolon')
    await expect.element(app.get('pipeline-life')).toHaveTextContent('="007"')
    for (const [separator, sign] of Object.entries({ semicolon: ';', tab: '\t' })) {
      await app.get('figures-separator').selectOptions(separator)
      await click('[data-copies="figures"]')
      await click(byTestId('figures-download'))
      const head = `\uFEFFID${sign}STATUS_ID${sign}`
      expect(copied.at(-1)).toContain(head)
      expect(await lastText(files)).toContain(head)
    }
  })
})
