import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { useChangeLogStore } from '../../src/stores/changeLog'
import { useDraftsStore } from '../../src/stores/drafts'
import { usePlanStore } from '../../src/stores/plan'
import { useSearchStore } from '../../src/stores/search'
import { option } from './directories'
import { byTestId, click, findVisible, waitForVisible } from './dom'
import { callCount, copyButton, idOf, itemOf, paramsOf, paste } from './inspect'
import { openApp, portal, type App } from './open'
import {
  adding,
  addTalk,
  AFTER_SIX,
  all,
  changing,
  deleting,
  doneOfSix,
  draftOf,
  itemsOf,
  moving,
  openForPlan,
  openPlan,
  RENT,
  SIX,
  summary,
  toldSteps,
  waitForPhase,
} from './plans'

const APPLY = `${byTestId('plan-apply')}:not(:disabled)`
const UPDATE = 'crm.status.update'
const CHANGES = ['crm.status.add', UPDATE, 'crm.status.delete']
const changeCount = () => CHANGES.reduce((sum, method) => sum + callCount(method), 0)
const rename = changing('PREPARATION', { name: 'Papers' })
const recolor = changing('EXECUTING', { color: '#ff0000' })
const idIn = (code: string) => Number(idOf(RENT, `C1:${code}`))
const textOf = (testId: string) => findVisible(byTestId(testId))?.textContent ?? ''
const keptDrafts = () => portal.userOptions.stageCard_drafts ?? 'null'

async function interrupt(...others: Parameters<typeof openPlan>): Promise<App> {
  addTalk()
  const held = portal.hold(UPDATE)
  await openPlan([RENT, SIX], ...others)
  await click(APPLY)
  ;(await held.next()).release()
  await held.next()
  sessionStorage.clear()
  const app = await openApp()
  held.off()
  await expect.poll(() => doneOfSix().length).toBe(2)
  await waitForVisible(byTestId('plan-interrupted'))
  return app
}

const loggedStates = () =>
  [...document.querySelectorAll<HTMLElement>(byTestId('changes-entry'))].map(({ dataset }) => dataset.state)

async function apply(): Promise<void> {
  await click(APPLY)
  await waitForPhase('ended')
}

async function choose(side: 'theirs' | 'mine', index = 0): Promise<void> {
  const conflict = document.querySelectorAll(byTestId('plan-conflict'))[index]
  conflict?.querySelector<HTMLInputElement>(byTestId(`plan-${side}`))?.click()
  await Promise.resolve()
}

describe('a plan', () => {
  it('is shown before anything is changed, and taken back after', async () => {
    const before = itemsOf(RENT)
    const app = await openPlan([RENT, all(rename, recolor)])
    expect(summary()).toBe('Nothing has been changed yet.')
    expect(toldSteps()).toEqual(['rename PREPARATION waiting', 'recolor EXECUTING waiting'])
    await expect.element(app.get('plan-apply')).toHaveTextContent('Apply 2 changes')
    expect(itemsOf(RENT)).toEqual(before)
    expect(changeCount()).toBe(0)
    await apply()
    expect(summary()).toBe('Done. 2 changes.')
    expect(itemsOf(RENT)).toEqual(
      before.map((item) => item.replace('Contract', 'Papers').replace('out -', 'out #ff0000')),
    )
    expect(useDraftsStore(app.pinia).of(RENT)).toBeNull()
    await click(byTestId('plan-undo'))
    await expect.poll(summary).toBe('Done. 2 changes.')
    await waitForPhase('ended')
    expect(itemsOf(RENT)).toEqual(before)
    await click(byTestId('plan-close'))
    await expect.poll(() => findVisible(byTestId('plan'))).toBeUndefined()
  })

  it('is shown in the place of what was searched', async () => {
    const app = await openForPlan()
    const search = useSearchStore(app.pinia)
    search.type('contract')
    search.submit()
    await waitForVisible(byTestId('search-close'))
    await usePlanStore(app.pinia).begin([draftOf(app, RENT, rename)])
    await waitForPhase('ready')
    expect(findVisible(byTestId('search-close'))).toBeUndefined()
  })

  it('changes the order with as few requests as possible', async () => {
    await openPlan([RENT, moving('FINAL_INVOICE', 'NEW')])
    expect(toldSteps()).toEqual(['move FINAL_INVOICE waiting'])
    expect(textOf('plan-step')).toContain('Position 4 to 1')
    await apply()
    expect(itemsOf(RENT).map((item) => item.split(' ')[0])).toEqual([
      'FINAL_INVOICE',
      'NEW',
      'PREPARATION',
      'EXECUTING',
      'WON',
      'LOSE',
    ])
    expect(paramsOf(UPDATE)).toHaveLength(1)
  })

  it('changes several directories, and takes all of it back', async () => {
    const before = [itemsOf(RENT), itemsOf('SOURCE')]
    await openPlan([RENT, rename], ['SOURCE', all(deleting('WEB'), moving('OTHER', 'EMAIL'))])
    expect(textOf('plan')).toContain('Bitrix24 doesn’t check whether a list value is in use')
    await apply()
    expect(summary()).toBe('Done. 3 changes.')
    expect(itemsOf('SOURCE').map((item) => item.split(' ')[0])).toEqual([
      'CALL',
      'OTHER',
      'EMAIL',
      'ADVERTISING',
      'PARTNER',
    ])
    await click(byTestId('plan-undo'))
    await waitForVisible(`${byTestId('plan-step')}[data-act="add"]`)
    await waitForPhase('ended')
    expect([itemsOf(RENT), itemsOf('SOURCE')]).toEqual(before)
  })

  it('tells that there is nothing to change, and ends its draft', async () => {
    const app = await openPlan([RENT, (items) => items])
    expect(summary()).toBe('There’s nothing to change.')
    expect(app.get('plan-apply').elements()).toEqual([])
    await click(byTestId('plan-close'))
    expect(useDraftsStore(app.pinia).of(RENT)).toBeNull()
    expect(changeCount()).toBe(0)
  })

  it('is read again if that has failed', async () => {
    portal.addFault({ fault: 'server-internal', method: 'crm.status.list' })
    await openPlan([RENT, rename])
    await waitForVisible(`${byTestId('plan-error')}[data-kind="server"]`)
    expect(findVisible(byTestId('plan-apply'))).toBeUndefined()
    await click(byTestId('stage-retry'))
    await apply()
    expect(summary()).toBe('Done. 1 change.')
  })

  it('does not mistake the color that the portal gives for somebody else’s', async () => {
    portal.beforeCall(2, () => {
      portal.beforeCall(1, () => (itemOf(idOf(RENT, 'C1:AUDIT')).COLOR = '#39A8EF'), 'crm.status.list')
    })
    await openPlan([
      RENT,
      all(
        changing('LOSE', { color: '#111111' }),
        adding({ code: 'AUDIT', name: 'Audit', color: null, outcome: 'process' }, 'PREPARATION'),
      ),
    ])
    await apply()
    expect(summary()).toBe('Done. 2 changes.')
    expect(itemsOf(RENT)).toContain('AUDIT Audit #39a8ef')
  })

  it('is left, and goes on while something else is looked at', async () => {
    const held = portal.hold(UPDATE)
    const app = await openPlan([RENT, all(rename, recolor)])
    await click(APPLY)
    const call = await held.next()
    await option('SOURCE').click()
    await expect.element(app.get('plan-under-way')).toBeVisible()
    expect(findVisible(byTestId('plan'))).toBeUndefined()
    usePlanStore(app.pinia).close()
    call.release()
    ;(await held.next()).release()
    held.off()
    await expect.poll(() => usePlanStore(app.pinia).phase).toBe('ended')
    await click(byTestId('plan-show'))
    await waitForPhase('ended')
    expect(summary()).toBe('Done. 2 changes.')
  })
})

describe('deleting', () => {
  it('is not tried while records are in the stage; there is a way to them', async () => {
    const app = await openPlan([RENT, deleting('EXECUTING')])
    expect(summary()).toBe('There’s nothing to change.')
    const reason = document.querySelector<HTMLElement>('[data-reason]')
    expect(reason?.dataset).toMatchObject({ code: 'EXECUTING', reason: 'in-use' })
    const used = portal.data.records.filter(({ stageId }) => stageId === 'C1:EXECUTING').length
    expect([Number(reason?.dataset.count), used > 0]).toEqual([used, true])
    await click(byTestId('plan-kanban'))
    await expect.poll(() => String(app.host.openedPaths)).toContain('/crm/deal/kanban/category/1/')
    expect([changeCount(), portal.refusedDeletes]).toEqual([0, 0])
  })

  it('is not sent if a record has come in since', async () => {
    addTalk()
    const app = await openPlan([RENT, all(rename, deleting('TALK'))])
    const record = portal.data.records.find(({ stageId }) => stageId === 'C1:NEW')
    if (!record) throw new Error('No record')
    portal.beforeCall(1, () => Object.assign(record, { stageId: 'C1:TALK' }))
    await apply()
    await waitForVisible(`${byTestId('plan-error')}[data-kind="in-use"]`)
    expect(toldSteps()).toEqual(['rename PREPARATION done', 'delete TALK failed'])
    await click(byTestId('plan-kanban'))
    await expect.poll(() => String(app.host.openedPaths)).toContain('/crm/deal/kanban/category/1/')
    expect([callCount('crm.status.delete'), portal.refusedDeletes]).toEqual([0, 0])
  })

  it('of a list value says how many records use it, since the portal does not check', async () => {
    for (const record of portal.data.records.filter(({ entityTypeId }) => entityTypeId < 3).slice(0, 3)) {
      record.sourceId = 'WEB'
    }
    await openPlan(['SOURCE', deleting('WEB')])
    const told = document.querySelector<HTMLElement>(byTestId('plan-uses'))
    expect(told?.dataset.count).toBe('3')
    expect(told?.parentElement?.textContent).toContain('Bitrix24 doesn’t check')
  })

  it('never has force: what the portal made itself stays', async () => {
    await openPlan(['SOURCE', deleting('CALL')])
    expect(document.querySelector<HTMLElement>('[data-reason]')?.dataset.reason).toBe('system')
    expect([changeCount(), portal.forcedDeletes]).toEqual([0, 0])
  })
})

describe('somebody else', () => {
  it('changed something else since the draft began: it is told, and stays', async () => {
    const app = await openForPlan()
    const target = draftOf(app, RENT, rename)
    portal.someoneElse.change(idIn('LOSE'), { NAME: 'Gone' })
    await usePlanStore(app.pinia).begin([target])
    await waitForVisible(byTestId('plan-foreign'))
    expect(textOf('plan-foreign')).toContain('Gone')
    await apply()
    expect(itemsOf(RENT)).toEqual(expect.arrayContaining(['LOSE Gone #ff5752', 'PREPARATION Papers -']))
    await click(byTestId('plan-undo'))
    await waitForPhase('ended')
    await expect.poll(() => itemsOf(RENT)).toEqual(expect.arrayContaining(['PREPARATION Contract -']))
    expect(itemsOf(RENT)).toContain('LOSE Gone #ff5752')
  })

  it.each([
    ['theirs', 'Theirs', 1],
    ['mine', 'Papers', 2],
  ] as const)('changed the same: %s is chosen', async (side, name, count) => {
    const app = await openForPlan()
    const target = draftOf(app, RENT, all(rename, recolor))
    portal.someoneElse.change(idIn('PREPARATION'), { NAME: 'Theirs' })
    await usePlanStore(app.pinia).begin([target])
    await waitForVisible(byTestId('plan-conflict'))
    expect(textOf('plan-conflict')).toContain('Contract')
    await expect.element(app.get('plan-apply')).toBeDisabled()
    await expect.element(app.get('plan-undecided')).toBeVisible()
    await choose(side)
    await expect.element(app.get('plan-apply')).toBeEnabled()
    expect(toldSteps()).toHaveLength(count)
    await apply()
    expect(itemsOf(RENT)).toEqual(expect.arrayContaining([`PREPARATION ${name} -`, 'EXECUTING Rented out #ff0000']))
  })

  it('changed it once more after the choice, which is asked for again', async () => {
    const app = await openForPlan()
    const target = draftOf(app, RENT, rename)
    portal.someoneElse.change(idIn('PREPARATION'), { NAME: 'Theirs' })
    await usePlanStore(app.pinia).begin([target])
    await waitForVisible(byTestId('plan-conflict'))
    await choose('mine')
    portal.someoneElse.change(idIn('PREPARATION'), { NAME: 'Theirs again' })
    await click(APPLY)
    await waitForVisible(byTestId('plan-changed'))
    expect(textOf('plan-conflict')).toContain('Theirs again')
    await expect.element(app.get('plan-apply')).toBeDisabled()
    expect(changeCount()).toBe(0)
  })

  it('changes it right before it is applied: that is shown first', async () => {
    const app = await openPlan([RENT, rename])
    portal.someoneElse.change(idIn('LOSE'), { NAME: 'Gone' })
    await click(APPLY)
    await waitForVisible(byTestId('plan-changed'))
    expect(textOf('plan-foreign')).toContain('Gone')
    expect(changeCount()).toBe(0)
    await apply()
    expect(itemsOf(RENT)).toEqual(expect.arrayContaining(['LOSE Gone #ff5752', 'PREPARATION Papers -']))
    expect(useDraftsStore(app.pinia).of(RENT)).toBeNull()
  })

  it('changes it between two steps: the rest is shown first, and only what was done is taken back', async () => {
    const app = await openPlan([RENT, all(rename, recolor, changing('LOSE', { name: 'Mine' }))])
    portal.beforeCall(2, () => portal.someoneElse.change(idIn('LOSE'), { NAME: 'Theirs' }))
    await click(APPLY)
    await waitForVisible(byTestId('plan-changed'))
    expect(summary()).toBe('2 of 2 changes made.')
    await choose('mine')
    await expect.poll(toldSteps).toEqual(['rename PREPARATION done', 'recolor EXECUTING done', 'rename LOSE waiting'])
    await apply()
    expect(itemsOf(RENT)).toContain('LOSE Mine #ff5752')
    expect(useDraftsStore(app.pinia).of(RENT)).toBeNull()
    await click(byTestId('plan-undo'))
    await waitForPhase('ended')
    await expect.poll(() => itemsOf(RENT)).toEqual(expect.arrayContaining(['LOSE Theirs #ff5752']))
    expect(itemsOf(RENT)).toEqual(expect.arrayContaining(['PREPARATION Contract -', 'EXECUTING Rented out -']))
  })

  it('changes only positions that leave the order as it is: the plan goes on', async () => {
    await openPlan([RENT, all(rename, recolor, moving('FINAL_INVOICE', 'EXECUTING'))])
    portal.beforeCall(1, () => portal.someoneElse.change(idIn('LOSE'), { SORT: '90' }))
    await apply()
    expect(summary()).toBe('Done. 3 changes.')
  })

  it('does the same: it is not told, and not done twice', async () => {
    await openPlan([RENT, all(rename, recolor)])
    portal.beforeCall(1, () => portal.someoneElse.change(idIn('EXECUTING'), { COLOR: '#ff0000' }))
    await apply()
    expect(callCount(UPDATE)).toBe(1)
    expect(summary()).toBe('Done. 1 change.')
  })

  it('changes what is taken back: people decide', async () => {
    await openPlan([RENT, all(rename, recolor)])
    await apply()
    portal.someoneElse.change(idIn('PREPARATION'), { NAME: 'Theirs' })
    await click(byTestId('plan-undo'))
    await waitForVisible(byTestId('plan-conflict'))
    expect(itemsOf(RENT)).toContain('EXECUTING Rented out #ff0000')
    await choose('theirs')
    await apply()
    expect(itemsOf(RENT)).toEqual(expect.arrayContaining(['PREPARATION Theirs -', 'EXECUTING Rented out -']))
  })
})

describe('a failure', () => {
  it('of an employee’s plan is told, with the draft kept', async () => {
    portal.settings.user = 'employee'
    const app = await openPlan([RENT, rename])
    await apply()
    await waitForVisible(byTestId('plan-denied'))
    expect(textOf('plan-denied')).toContain('Only CRM administrators can change this.')
    expect(toldSteps()).toEqual(['rename PREPARATION failed'])
    await click(byTestId('plan-close'))
    expect(useDraftsStore(app.pinia).isChanged(RENT)).toBe(true)
  })

  it('after which the directory cannot be read leaves open whether it was done; going on looks first', async () => {
    await openPlan([RENT, all(rename, recolor)])
    portal.addFault({ fault: 'network-answer', method: UPDATE })
    portal.addFault({ fault: 'network-drop', method: 'crm.status.list', after: 1 })
    await apply()
    await waitForVisible(byTestId('plan-unknown'))
    expect(itemsOf(RENT)).toContain('PREPARATION Papers -')
    expect(toldSteps()).toEqual(['rename PREPARATION failed', 'recolor EXECUTING skipped'])
    await click(byTestId('plan-go-on'))
    await expect.poll(summary).toBe('Done. 2 changes.')
    expect(callCount(UPDATE)).toBe(2)
    await click(byTestId('plan-close'))
    await expect.poll(loggedStates).toEqual(['done', 'done'])
  })

  it('is taken back: what was done, and nothing else; the draft stays', async () => {
    addTalk()
    const before = itemsOf(RENT)
    const app = await openPlan([RENT, SIX])
    portal.addFault({ fault: 'server-internal', method: 'crm.status.delete' })
    await apply()
    expect(doneOfSix().length).toBeGreaterThan(1)
    await click(byTestId('plan-undo'))
    await expect.poll(() => usePlanStore(app.pinia).undoing !== null && usePlanStore(app.pinia).finished).toBe(true)
    expect(itemsOf(RENT)).toEqual(before)
    await click(byTestId('plan-close'))
    const draft = useDraftsStore(app.pinia).of(RENT)
    await usePlanStore(app.pinia).begin([
      { entityId: RENT, title: RENT, base: draft?.base ?? [], mine: draft?.wanted ?? [] },
    ])
    await waitForPhase('ready')
    expect(findVisible(byTestId('plan-foreign'))).toBeUndefined()
    await apply()
    expect(itemsOf(RENT)).toEqual(AFTER_SIX)
  })

  it('does not make what was done look like somebody else’s when the draft is planned again', async () => {
    const app = await openPlan([RENT, all(rename, recolor)])
    portal.addFault({ fault: 'limit-rate', method: UPDATE, after: 1 })
    await apply()
    await click(byTestId('plan-close'))
    const draft = useDraftsStore(app.pinia).of(RENT)
    await usePlanStore(app.pinia).begin([
      { entityId: RENT, title: RENT, base: draft?.base ?? [], mine: draft?.wanted ?? [] },
    ])
    await waitForPhase('ready')
    expect(toldSteps()).toEqual(['recolor EXECUTING waiting'])
    expect(findVisible(byTestId('plan-foreign'))).toBeUndefined()
  })

  it('of the second directory’s reading keeps what the first has become', async () => {
    const app = await openPlan([RENT, rename], ['SOURCE', changing('WEB', { name: 'Web' })])
    // Before the first step, after it, and before the second.
    portal.addFault({ fault: 'server-internal', method: 'crm.status.list', after: 2 })
    await click(APPLY)
    await waitForVisible(byTestId('plan-error'))
    expect(toldSteps()).toEqual(['rename PREPARATION done', 'rename WEB waiting'])
    await click(byTestId('stage-retry'))
    await expect.element(app.get('plan-apply')).toHaveTextContent('Apply 1 change')
    await apply()
    expect(itemsOf('SOURCE')).toContain('WEB Web -')
  })
})

it('is stopped after a step, and goes on', async () => {
  addTalk()
  const held = portal.hold(UPDATE)
  const app = await openPlan([RENT, SIX])
  await click(APPLY)
  const call = await held.next()
  await click(byTestId('plan-stop'))
  expect(summary()).toBe('Stopping after this change…')
  call.release()
  held.off()
  await waitForPhase('ended')
  expect(toldSteps().map((step) => step.split(' ')[2])).toEqual(['done', ...Array.from({ length: 5 }, () => 'skipped')])
  expect(doneOfSix()).toHaveLength(1)
  expect(summary()).toBe('1 of 6 changes made.')
  await click(byTestId('plan-go-on'))
  await expect.poll(summary).toBe('Done. 6 changes.')
  expect(itemsOf(RENT)).toEqual(AFTER_SIX)
  expect(keptDrafts()).toBe('null')
  // The log has all of it.
  expect(useChangeLogStore(app.pinia).entries).toHaveLength(6)
})

describe('the app is closed in the middle of it', () => {
  it('and opened again: what is left is planned and done', async () => {
    const app = await interrupt()
    expect(textOf('plan-interrupted')).toContain('Rent')
    await click(byTestId('plan-resume'))
    await waitForPhase('ready')
    expect(toldSteps()).toHaveLength(4)
    expect(findVisible(byTestId('plan-foreign'))).toBeUndefined()
    await apply()
    expect(itemsOf(RENT)).toEqual(AFTER_SIX)
    await click(byTestId('plan-close'))
    expect(findVisible(byTestId('plan-interrupted'))).toBeUndefined()
    expect(keptDrafts()).toBe('null')
    expect(useDraftsStore(app.pinia).of(RENT)).toBeNull()
  })

  it('and opened again: what is left of all its directories is planned', async () => {
    const app = await interrupt(['SOURCE', changing('WEB', { name: 'Internet' })])
    expect(textOf('plan-interrupted')).toContain('Rent')
    expect(textOf('plan-interrupted')).toContain('Sources')
    await click(byTestId('plan-resume'))
    await waitForPhase('ready')
    expect(toldSteps()).toHaveLength(5)
    await apply()
    expect(itemsOf(RENT)).toEqual(AFTER_SIX)
    expect(itemsOf('SOURCE')).toContain('WEB Internet -')
    await click(byTestId('plan-close'))
    expect(keptDrafts()).toBe('null')
    expect(useDraftsStore(app.pinia).drafts.size).toBe(0)
  })

  it('and opened again: what is left is planned together with what was drafted since', async () => {
    const app = await interrupt()
    draftOf(app, RENT, changing('NEW', { name: 'Asked' }))
    await click(byTestId('plan-resume'))
    await waitForPhase('ready')
    expect(toldSteps()).toHaveLength(5)
    await apply()
    expect(itemsOf(RENT)).toEqual(AFTER_SIX.map((item) => item.replace('NEW Request', 'NEW Asked')))
  })

  it('and opened again: what another plan has done since is not left', async () => {
    const app = await interrupt()
    await usePlanStore(app.pinia).begin([draftOf(app, RENT, (items) => items.filter(({ code }) => code !== 'TALK'))])
    await waitForPhase('ready')
    await apply()
    await click(byTestId('plan-close'))
    await waitForVisible(byTestId('plan-interrupted'))
    await usePlanStore(app.pinia).begin([draftOf(app, RENT, SIX)])
    await waitForPhase('ready')
    await apply()
    expect(itemsOf(RENT)).toEqual(AFTER_SIX)
    await click(byTestId('plan-close'))
    await expect.poll(() => findVisible(byTestId('plan-interrupted'))).toBeUndefined()
    expect(keptDrafts()).toBe('null')
  })

  it('and opened again: the rest is discarded', async () => {
    await interrupt()
    await click(byTestId('plan-discard'))
    await expect.poll(() => findVisible(byTestId('plan-interrupted'))).toBeUndefined()
    await expect.poll(keptDrafts).toBe('null')
    await openApp()
    await waitForVisible(byTestId('directory-list'))
    expect(findVisible(byTestId('plan-interrupted'))).toBeUndefined()
  })
})

describe('the log', () => {
  it('tells what was changed, is copied, and takes it back', async () => {
    const before = itemsOf(RENT)
    const app = await openPlan([RENT, all(rename, recolor)])
    await apply()
    await click(byTestId('plan-close'))
    await option(RENT).click()
    await expect.element(app.get('changes')).toHaveTextContent('Rename')
    await copyButton('changes').click()
    expect(await paste()).toMatch(/\| Time \| List .*\n.*\n.* Contract \| Papers \| done \|/)
    await app.get('changes-format').selectOptions('json')
    await copyButton('changes').click()
    expect(JSON.parse(await paste())).toMatchObject([
      { act: 'rename', before: 'Contract', after: 'Papers', state: 'done' },
      { act: 'recolor', before: null, after: '#ff0000', state: 'done' },
    ])
    await click(`${byTestId('changes')} ${byTestId('plan-undo')}`)
    await waitForPhase('ended')
    expect(itemsOf(RENT)).toEqual(before)
    await click(byTestId('plan-close'))
    await expect.element(app.get('changes')).toBeVisible()
    expect(findVisible(byTestId('plan-undo'))).toBeUndefined()
    expect(document.querySelectorAll(byTestId('changes-entry'))).toHaveLength(4)
  })
})

it('is applied by keyboard, and the focus goes on', async () => {
  const app = await openPlan([RENT, rename])
  await expect.poll(() => document.activeElement?.tagName).toBe('H2')
  app.get('plan-apply').element().focus()
  await userEvent.keyboard('{Enter}')
  await waitForPhase('ended')
  await expect.element(app.get('plan-close')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => findVisible(byTestId('plan'))).toBeUndefined()
})
