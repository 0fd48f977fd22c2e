import { describe, expect, it } from 'vitest'
import { item, option, searchFor } from './directories'
import { paramsOf } from './inspect'
import { openApp, openStage, portal } from './open'
import { listAll } from '../portal/unlisted'

/** The groups in the list of directories, with the codes in each. */
function groups(): [name: string, entityIds: string[]][] {
  return [...document.querySelectorAll<HTMLElement>('[data-testid="directory-list"] section')].map((section) => [
    section.getAttribute('aria-label') ?? '',
    [...section.querySelectorAll<HTMLElement>('[data-entity-id]')].map(({ dataset }) => dataset.entityId ?? ''),
  ])
}

const lists = () => new Map(groups()).get('Dropdowns')

describe('a directory that the portal does not list', () => {
  it('is a pipeline if its items are the stages of old invoices', async () => {
    const app = await openStage('593')
    await app.expectStage('593')
    await expect.element(app.get('stage-semantics')).toHaveAttribute('data-semantics', 'success')
    await expect.element(app.get('stage-directory')).toHaveTextContent(/^Invoice stages \(old\)$/)
    await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'INVOICE_STATUS')
    await expect.poll(() => app.get('pipeline-stage').elements()).toHaveLength(4)
    await expect.poll(groups).toContainEqual(['Invoices (old)', ['INVOICE_STATUS']])
  })

  it('joins the list after the others, if it has items', async () => {
    portal.data.statuses = portal.data.statuses.filter(({ ENTITY_ID }) => ENTITY_ID !== 'EVENT_TYPE')
    const held = portal.hold('batch')
    await openApp()
    await expect.element(option('SOURCE')).toBeVisible()
    expect(option('DEAL_STATE').elements()).toEqual([])
    const { params } = await held.next()
    expect(Object.keys(params.cmd as object)).toEqual(['INVOICE_STATUS', 'EVENT_TYPE', 'DEAL_STATE'])
    held.off()
    await expect.element(option('DEAL_STATE')).toHaveTextContent(/^DEAL_STATE$/)
    expect(lists()?.at(-1)).toBe('DEAL_STATE')
    expect(groups()).toContainEqual(['Invoices (old)', ['INVOICE_STATUS']])
    expect(option('EVENT_TYPE').elements()).toEqual([])
  })

  it('joins the list with the card of one of its items, even if nothing else tells of it', async () => {
    portal.addFault({ fault: 'access-denied', method: 'batch' })
    const app = await openApp()
    await expect.element(option('SOURCE')).toBeVisible()
    await app.ask('611')
    await app.expectStage('611')
    await expect.element(option('DEAL_STATE')).toBeVisible()
    expect(lists()?.at(-1)).toBe('DEAL_STATE')
    expect(option('EVENT_TYPE').elements()).toEqual([])
  })

  it('is not asked for if the portal does list it', async () => {
    listAll(portal)
    const app = await openApp()
    await app.ask('611')
    await app.expectStage('611')
    await expect.element(option('DEAL_STATE')).toBeVisible()
    expect(paramsOf('batch').filter(({ cmd }) => Object.hasOwn(cmd as object, 'DEAL_STATE'))).toEqual([])
  })

  it('joins the list with the items of all directories, which are not loaded again for it', async () => {
    const app = await openApp()
    await searchFor('planned')
    await expect.element(item('611')).toHaveTextContent('DEAL_STATE')
    expect(lists()?.slice(-2)).toEqual(['EVENT_TYPE', 'DEAL_STATE'])
    await searchFor('phone call')
    await expect.element(item('602')).toBeVisible()
    expect(
      paramsOf('crm.status.list').filter(({ filter }) => !JSON.stringify(filter)?.includes('ENTITY_ID')),
    ).toHaveLength(1)
    await app.closeCard()
    await app.get('search-close').click()
    await option('EVENT_TYPE').click()
    await expect.element(item('601')).toBeVisible()
  })

  it('is asked for by nothing before the first card', async () => {
    const held = portal.hold('crm.status.get')
    const app = await openStage('611')
    const call = await held.next()
    expect(portal.log.map(({ method }) => method)).toEqual(['crm.status.get'])
    call.release()
    held.off()
    await app.expectStage('611')
  })
})

describe('a portal that does not name pipelines', () => {
  it('has one group for a type, called as the names of its directories begin', async () => {
    portal.settings.pipelineNames = false
    portal.data.directories.push({ ID: 'DYNAMIC_1038_STAGE_39', NAME: 'Equipment (Rent)', ENTITY_TYPE_ID: 1038 })
    const app = await openApp()
    await expect.poll(groups).toContainEqual(['Equipment', ['DYNAMIC_1038_STAGE_37', 'DYNAMIC_1038_STAGE_39']])
    await expect.element(option('DYNAMIC_1038_STAGE_39').getByText('Rent', { exact: true })).toBeVisible()
    await app.ask('733')
    await app.expectStage('733')
    await expect.element(app.get('stage-directory')).toHaveTextContent('Equipment, General')
  })
})
