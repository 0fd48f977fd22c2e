import { describe, expect, it } from 'vitest'
import { removeApp, uploadArchive } from './archive'
import { bindLinks } from './opening'
import { postJson, startPortal } from './server'

const { portal, origin } = await startPortal()

/** A page's status, its heading, and the text below the heading. */
async function visit(path: string): Promise<{ status: number; heading: string; content: string }> {
  const answer = await fetch(origin + path)
  const [, heading = '', markup = ''] = /<main[^>]*><h1>(.*?)<\/h1>([\s\S]*)<\/main>/.exec(await answer.text()) ?? []
  return { status: answer.status, heading, content: markup.replaceAll(/<[^>]*>/g, ' ').trim() }
}

const post = (path: string, value?: object) => postJson(`${origin}/~portal/${path}`, value)

const APP = '/marketplace/app/stage-card/'
const NO_WINDOWS = ['/crm/deal/automation/99/', '/crm/quote/automation/0/']

describe('the portal’s pages', () => {
  it.each([
    ['/', 'Welcome', 'Type 733 there'],
    ['/crm/lead/', 'Leads', 'Unassigned'],
    ['/crm/deal/kanban/', 'Deals', 'Conference chairs'],
    ['/crm/deal/list/category/1/', 'Deals', 'Party tent, 60 guests Request'],
    ['/crm/tunnels/', 'Deals: pipelines', 'Rent Request'],
    ['/crm/type/1038/categories/', 'Equipment: pipelines', 'General Start'],
    ['/crm/deal/automation/1/', 'Deals: automation rules', 'Request Contract'],
    ['/crm/lead/automation/0/', 'Leads: automation rules', 'Unassigned'],
    ['/crm/quote/', 'Estimates', 'Declined'],
    ['/crm/type/31/', 'Invoices', 'Paid'],
    ['/crm/type/1038/', 'Equipment', 'Start'],
    ['/crm/deal/details/21/', 'Coffee machines for the office', 'Amount'],
    ['/crm/type/7/details/61/', 'Office move', 'Amount'],
  ])('%s shows “%s” and “%s”', async (path, heading, text) => {
    const page = await visit(path)
    expect(page).toMatchObject({ status: 200, heading })
    expect(page.content.replaceAll(/\s+/g, ' ')).toContain(text)
  })

  it('older portals have estimates elsewhere', async () => {
    portal.settings.crm = 'older'
    expect(await visit('/crm/quote/details/61/')).toMatchObject({ status: 200, heading: 'Office move' })
    expect((await visit('/crm/type/7/details/61/')).status).toBe(404)
  })

  it.each(['/nowhere/', '/crm/deal/details/99999/', '/crm/quote/details/61/', '/crm/contact/', ...NO_WINDOWS])(
    '%s is not found',
    async (path) => {
      expect(await visit(path)).toMatchObject({ status: 404, heading: 'Page not found' })
    },
  )

  it.each([
    ['/crm/deal/list/', 'CRM_DEAL_LIST_TOOLBAR', '/crm/deal/list/category/0/'],
    ['/crm/lead/', 'CRM_LEAD_LIST_TOOLBAR', '/crm/lead/kanban/'],
    ['/crm/tunnels/', 'CRM_FUNNELS_TOOLBAR', '/crm/tunnels/'],
    ['/crm/type/31/categories/', 'CRM_SMART_INVOICE_FUNNELS_TOOLBAR', '/crm/type/31/categories/'],
    ['/crm/type/1038/automation/37/', 'CRM_DYNAMIC_1038_ROBOT_DESIGNER_TOOLBAR', '/crm/type/1038/automation/37/'],
  ])('%s has a menu for apps in %s, which tells its address', async (path, placement, URI) => {
    const link = `?placement=${placement}&amp;options=${encodeURIComponent(JSON.stringify({ URI }))}"`
    const markup = async () => (await fetch(origin + path)).text()
    expect(await markup()).not.toContain(link)
    portal.bindings.push({ placement, handler: 'https://app.example/', title: 'Codes', langAll: {} })
    expect(await markup()).toContain(link)
    portal.settings.installing = true
    expect(await markup()).not.toContain(link)
  })

  it('show an app that is not installed yet to nobody but administrators', async () => {
    portal.settings.installing = true
    expect((await visit(APP)).content).not.toContain('not fully installed')
    portal.settings.user = 'employee'
    expect((await visit(APP)).content).toContain('not fully installed')
    portal.settings.installing = false
    expect((await visit(APP)).content).not.toContain('not fully installed')
  })

  it('show an uploaded archive from its installer, if it has one, and nothing of a removed app', async () => {
    const folder = 'http://cdn.example/a%20b/'
    const opened = async () => (await (await fetch(origin + APP)).text()).match(/"action":"([^?]*)/)?.[1]
    uploadArchive(portal, folder, ['index.html'])
    expect(portal.settings).toMatchObject({ installing: false, opening: 'get' })
    expect(await opened()).toBe(`${folder}index.html`)
    uploadArchive(portal, folder, ['index.html', 'install.html'])
    expect(portal.settings.installing).toBe(true)
    expect(await opened()).toBe(`${folder}install.html`)
    portal.settings.installing = false
    expect(await opened()).toBe(`${folder}index.html`)
    portal.bindings.push({ placement: 'LEFT_MENU', handler: folder, title: 'x', langAll: {} })
    removeApp(portal)
    expect(portal.bindings).toEqual([])
    expect((await visit(APP)).status).toBe(404)
    expect(await (await fetch(`${origin}/crm/deal/`)).text()).not.toContain('Stage Card')
    uploadArchive(portal, folder, ['index.html'])
    expect((await visit(APP)).status).toBe(200)
  })

  it('tell the app behind a link from which page it was followed', async () => {
    bindLinks(portal, 'https://app.example/')
    const headers = { Referer: `${origin}/stream/?page=2` }
    const markup = await (await fetch(`${origin}/marketplace/view/stage-card/?params[id]=733`, { headers })).text()
    expect(markup).toContain('"PLACEMENT_OPTIONS":{"URI":"/stream/?page=2","id":"733"}')
  })

  it('change the user’s language on one that leads back', async () => {
    const back = encodeURIComponent('/crm/deal/list/?x=1')
    const answer = await fetch(`${origin}/auth/?user_lang=de&backurl=${back}`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/crm/deal/list/?x=1'])
    expect(portal.settings.language).toBe('de')
  })

  it('have a style sheet', async () => {
    const style = await fetch(`${origin}/~portal/portal.css`)
    expect(style.headers.get('Content-Type')).toBe('text/css; charset=utf-8')
    expect(await style.text()).toContain('.kanban')
  })
})

describe('the panel’s requests', () => {
  it('set known settings in their type, and ignore unknown ones', async () => {
    const { user } = portal.settings
    const good = { language: 'de', listPaging: 'true', delay: '0', operating: '7' }
    const answer = await post('settings', { ...good, unknown: 'x', toString: 'x' })
    expect(await answer.json()).toMatchObject({ language: 'de', listPaging: true, delay: 0, operating: 7, user })
    expect(Object.keys(portal.settings)).not.toContain('unknown')
    expect(Object.hasOwn(portal.settings, 'toString')).toBe(false)
  })

  it('add known faults, ignore unknown ones, and clear all', async () => {
    await post('faults', { fault: 'server-internal', method: 'crm.status.get', times: 3 })
    await post('faults', { fault: 'no-such-fault' })
    expect(portal.faults).toEqual([{ fault: 'server-internal', method: 'crm.status.get', times: 3 }])
    await post('clear')
    expect(portal.faults).toEqual([])
  })

  it('issue a token, which is good until tokens expire', async () => {
    const token = await (await fetch(`${origin}/~portal/token`)).text()
    expect(portal.tokenState(token)).toBe('good')
    await post('expire')
    expect(portal.tokenState(token)).toBe('expired')
  })

  it('store options of the app, which the next opening sends to everybody', async () => {
    await post('app-option', { name: 'stageLinks', value: 'Y' })
    portal.settings.user = 'employee'
    const page = await (await fetch(`${origin}/marketplace/app/stage-card/`)).text()
    expect(page).toContain('"APP_OPTIONS":{"stageLinks":"Y"}')
  })

  it('store user options, which the next opening sends', async () => {
    await post('option', { name: 'stageCard', value: 'kept' })
    expect(portal.userOptions).toEqual({ stageCard: 'kept' })
    const page = await (await fetch(`${origin}/marketplace/app/stage-card/`)).text()
    expect(page).toContain('"USER_OPTIONS":{"stageCard":"kept"}')
  })
})
