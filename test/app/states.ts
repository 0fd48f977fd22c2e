import { expect } from 'vitest'
import type { Locator } from 'vitest/browser'
import { usePlanStore } from '../../src/stores/plan'
import { searchFor, item, option } from './directories'

import { idOf } from './inspect'
import {
  addTalk,
  all,
  changing,
  deleting,
  draftOf,
  openForPlan,
  openPlan,
  RENT,
  SIX,
  toldSteps,
  waitForPhase,
} from './plans'
import { openApp, openDeal, openRecord, openStage, PAGE, portal, type App } from './open'

/** Clicks by script, which is ten times as fast as a mouse click. */
async function choose(target: Locator): Promise<void> {
  await expect.element(target).toBeVisible()
  ;(target.element() as HTMLElement).click()
}

async function openAnsweredStage(id: string): Promise<App> {
  const app = await openStage(id)
  await app.expectStage(id)
  return app
}

async function openSearch(text: string): Promise<App> {
  const app = await openApp()
  await expect.element(app.get('directory-list')).toBeVisible()
  await searchFor(text)
  return app
}

async function openDirectory(entityId: string): Promise<App> {
  const app = await openApp()
  await choose(option(entityId))
  return app
}

function openFile(app: App, text: string): Promise<void> {
  return app.get('file-open').upload(new File([text], 'pipelines.json', { type: 'application/json' }))
}

async function openFailure(fault: 'server-internal' | 'limit-operating', kind: string): Promise<App> {
  portal.addFault({ fault, method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectError(kind)
  return app
}

const WORDS = {
  meaning: 'The machine stands at the client’s, and works.\nNothing is left to do.',
  ask: 'Ada Byron, technical service',
  link: `https://wiki.acme.example/equipment/${'handover-'.repeat(20)}`,
}

/** Opens a view in a state. Works in every language. */
const STATES: Record<string, () => Promise<App>> = {
  'a page on its first opening': async () => {
    const app = await openApp()
    await expect.element(app.get('directory-list')).toBeVisible()
    return app
  },
  'a stage': () => openAnsweredStage('733'),
  'a stage that is loading': async () => {
    portal.hold('crm.status.get')
    const app = await openStage('733')
    await expect.element(app.get('stage-loading')).toBeVisible()
    return app
  },
  'a placeholder': async () => {
    await openAnsweredStage('733')
    await expect.poll(() => String(portal.userOptions.stageCard_stages)).toContain('733')
    portal.hold('crm.status.get')
    const app = await openStage('733')
    await expect.element(app.card).toBeVisible()
    await expect.element(app.get('stage-loading')).toBeVisible()
    return app
  },
  'a stage in a directory': async () => {
    const app = await openDirectory('QUOTE_STATUS')
    await choose(item('302'))
    await app.expectStage('302')
    return app
  },
  'a directory with findings': async () => {
    const sameValues = { SEMANTICS: null, NAME: 'Same', COLOR: '#ffff00' }
    for (const row of portal.data.statuses) if (row.ENTITY_ID === 'QUOTE_STATUS') Object.assign(row, sameValues)
    const app = await openDirectory('QUOTE_STATUS')
    await expect.element(app.get('finding').first()).toBeVisible()
    return app
  },
  'findings that were put to rest': async () => {
    portal.appOptions = { restedFindings: '["similar-colors 301 302"]' }
    const app = await openDirectory('QUOTE_STATUS')
    await choose(app.get('findings-rested'))
    await expect.element(app.get('finding').nth(1)).toBeVisible()
    return app
  },
  'a pipeline, being edited': async () => {
    portal.settings.user = 'employee'
    const app = await openDirectory('DEAL_STAGE_1')
    await choose(app.get('edit-open'))
    const line = (id: string, part: string) =>
      app.find(`[data-testid="edit-row"][data-stage-id="${id}"]`).getByTestId(part)
    await line('202', 'edit-color').fill('none')
    await choose(line('204', 'edit-delete'))
    await choose(line('201', 'edit-kept'))
    await choose(app.get('edit-add').first())
    await app.find('[data-testid="edit-row"]:not([data-stage-id])').getByTestId('edit-code').fill('a b')
    await choose(line('203', 'edit-swatch'))
    await expect.element(app.get('edit-denied')).toBeVisible()
    await expect.element(app.get('edit-palette')).toBeVisible()
    return app
  },
  'a draft that is to be discarded': async () => {
    const app = await openDirectory('SOURCE')
    await choose(app.get('edit-open'))
    await app.get('edit-name').first().fill('Phone')
    await choose(app.get('edit-delete').first())
    await choose(app.get('edit-discard'))
    await expect.element(app.get('edit-discard-sure')).toBeVisible()
    return app
  },
  'the company’s words': async () => {
    portal.appOptions = { stageWords_DYNAMIC_1038_STAGE_37: JSON.stringify({ 'DT1038_37:SUCCESS': WORDS }) }
    const app = await openAnsweredStage('733')
    await expect.element(app.get('stage-words-link')).toBeVisible()
    return app
  },
  'the company’s words, being written': async () => {
    const app = await openAnsweredStage('733')
    await choose(app.get('stage-words-edit'))
    await app.get('stage-words-link').fill('no link')
    await choose(app.get('stage-words-save'))
    await expect.element(app.get('stage-words-link')).toHaveAttribute('aria-invalid', 'true')
    await choose(app.get('stage-words-cancel'))
    await expect.element(app.get('stage-words-discard')).toBeVisible()
    return app
  },
  'the company’s words, not saved': async () => {
    portal.settings.user = 'installer'
    const app = await openAnsweredStage('733')
    await choose(app.get('stage-words-edit'))
    await app.get('stage-words-ask').fill('Ada')
    await choose(app.get('stage-words-save'))
    await expect.element(app.get('stage-words-form').getByRole('alert')).toBeVisible()
    return app
  },
  'a file with pipelines': async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    const items = [
      { code: 'NEW', name: 'Asked for', color: '#39a8ef', meaning: 'process' },
      { code: 'WON', name: 'Closed', color: null, meaning: 'success', words: { ask: 'Ada' } },
    ]
    const pipelines = ['Rent', 'Wholesale'].map((pipeline) => ({ kind: 'deal', entityTypeId: 2, pipeline, items }))
    await openFile(app, JSON.stringify({ format: 'bitrix24-pipelines', version: 1, directories: pipelines }))
    await choose(app.find('[data-testid="file-rest"][data-remove="true"]'))
    await choose(app.get('file-differences').getBySelector('summary'))
    await choose(app.get('file-add'))
    await expect.element(app.get('file-add-confirm')).toBeVisible()
    return app
  },
  'a file that is refused': async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await openFile(app, '{"format":"bitrix24-pipelines","version":2}')
    await expect.element(app.get('file-problem')).toBeVisible()
    return app
  },
  suggestions: async () => {
    const app = await openSearch('new')
    await app.input.fill('e')
    await expect.element(app.get('search-option').first()).toBeVisible()
    return app
  },
  'search results': async () => {
    const app = await openSearch('new')
    await expect.element(app.get('directory-item').first()).toBeVisible()
    return app
  },
  'a search without results': async () => {
    const app = await openSearch('no item has this name')
    await expect.element(app.input).toHaveAttribute('aria-invalid', 'true')
    await expect.poll(() => app.all('[data-testid="search-results"]')).toEqual([])
    return app
  },
  'raw JSON': async () => {
    const app = await openAnsweredStage('733')
    await choose(app.get('raw-json-toggle'))
    await expect.element(app.get('raw-json')).toBeVisible()
    return app
  },
  'code snippets': async () => {
    const app = await openAnsweredStage('733')
    await choose(app.get('code-toggle'))
    await expect.element(app.get('code-snippet')).toBeVisible()
    return app
  },
  'an invalid ID': async () => {
    const app = await openApp()
    await app.ask('-1')
    await expect.element(app.input).toHaveAttribute('aria-invalid', 'true')
    return app
  },
  'a failure': () => openFailure('server-internal', 'server'),
  'a rate limit with countdown': () => openFailure('limit-operating', 'limit'),
  'a failure above a stale card': async () => {
    const app = await openAnsweredStage('733')
    await app.ask('999999')
    await app.expectError('not-found')
    await choose(app.error.getBySelector('summary'))
    return app
  },
  'a record': async () => {
    const app = await openDeal('Delivery van')
    await app.expectStage('104')
    await expect.element(app.get('pipeline-stage').first()).toBeVisible()
    return app
  },
  'the life in a stage': async () => {
    portal.settings.records = 'year'
    const app = await openDeal('Delivery van')
    await expect.element(app.get('record-way')).toBeVisible()
    await expect.element(app.get('stage-oldest')).toBeVisible()
    const held = portal.hold('crm.stagehistory.list')
    await choose(app.get('life-read'))
    ;(await held.next()).release()
    await held.next()
    await choose(app.get('life-stop'))
    held.off()
    await expect.element(app.get('stage-duration')).toBeVisible()
    return app
  },
  'the figures of a pipeline': async () => {
    portal.settings.records = 'year'
    const app = await openDirectory('DEAL_STAGE_1')
    await choose(app.get('pipeline-life-toggle'))
    const held = portal.hold('crm.stagehistory.list')
    await choose(app.get('life-read'))
    ;(await held.next()).release()
    await held.next()
    await choose(app.get('life-stop'))
    held.off()
    await expect.element(app.get('life-notes')).toBeVisible()
    return app
  },
  'a plan': async () => {
    addTalk()
    return openPlan([RENT, all(SIX, deleting('NEW'))], ['SOURCE', deleting('WEB')])
  },
  'a plan with conflicts': async () => {
    const app = await openForPlan()
    const target = draftOf(
      app,
      RENT,
      all(changing('PREPARATION', { name: 'Papers', color: '#ff0000' }), deleting('LOSE')),
    )
    portal.someoneElse.change(Number(idOf(RENT, 'C1:PREPARATION')), { NAME: 'Theirs', COLOR: '#00aa00' })
    portal.someoneElse.change(Number(idOf(RENT, 'C1:LOSE')), { NAME: 'Gone' })
    portal.someoneElse.change(Number(idOf(RENT, 'C1:WON')), { NAME: 'Ours' })
    await usePlanStore(app.pinia).begin([target])
    await expect.element(app.get('plan-conflict').first()).toBeVisible()
    return app
  },
  'a plan that is carried out': async () => {
    addTalk()
    const app = await openPlan([RENT, SIX])
    const held = portal.hold('crm.status.update')
    await choose(app.get('plan-apply'))
    ;(await held.next()).release()
    await held.next()
    return app
  },
  'a plan that has failed': async () => {
    addTalk()
    const app = await openPlan([RENT, SIX])
    portal.addFault({ fault: 'unsaved', method: 'crm.status.update', after: 1 })
    await choose(app.get('plan-apply'))
    await waitForPhase('ended')
    return app
  },
  'the changes of a session': async () => {
    const app = await openPlan([RENT, all(changing('NEW', { name: 'First', color: '#ff0000' }))])
    await choose(app.get('plan-apply'))
    await waitForPhase('ended')
    await choose(app.get('plan-close'))
    await expect.element(app.get('changes')).toBeVisible()
    return app
  },
  'an interrupted plan': async () => {
    addTalk()
    const held = portal.hold('crm.status.update')
    const first = await openPlan([RENT, SIX])
    await choose(first.get('plan-apply'))
    ;(await held.next()).release()
    await held.next()
    expect(toldSteps()).toHaveLength(6)
    const app = await openApp()
    held.off()
    await expect.element(app.get('plan-interrupted')).toBeVisible()
    return app
  },
  'a deleted record': async () => {
    const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '987654' })
    await app.expectError('not-found')
    return app
  },
  'the installer': async () => {
    portal.settings.installing = true
    const app = await openApp()
    await expect.element(app.get('placement-toggle').first()).toBeVisible()
    return app
  },
  settings: async () => {
    const app = await openStage('733')
    await choose(app.get('settings-open'))
    await expect.element(app.get('placement-toggle').first()).toBeVisible()
    return app
  },
  'outside a portal': async () => {
    const app = await openApp(PAGE, { alone: true })
    await app.expectError('outside')
    return app
  },
}

export const ALL_STATES = Object.entries(STATES)
