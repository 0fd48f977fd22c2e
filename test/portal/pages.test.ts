import { describe, expect, it } from 'vitest'
import { postJson, startPortal } from './server'

const { portal, origin } = await startPortal()

/** A page's status, its heading, and the text below the heading. */
async function visit(path: string): Promise<{ status: number; heading: string; content: string }> {
  const answer = await fetch(origin + path)
  const [, heading = '', markup = ''] = /<main[^>]*><h1>(.*?)<\/h1>([\s\S]*)<\/main>/.exec(await answer.text()) ?? []
  return { status: answer.status, heading, content: markup.replaceAll(/<[^>]*>/g, ' ').trim() }
}

const post = (path: string, value?: object) => postJson(`${origin}/~portal/${path}`, value)

describe('the portal’s pages', () => {
  it.each([
    ['/', 'Welcome', 'Type 733 there'],
    ['/crm/lead/', 'Leads', 'Unassigned'],
    ['/crm/deal/kanban/', 'Deals', 'Conference chairs'],
    ['/crm/deal/list/?category=1', 'Deals', 'Party tent, 60 guests Request'],
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

  it.each(['/nowhere/', '/crm/deal/details/99999/', '/crm/quote/details/61/', '/crm/contact/'])(
    '%s is not found',
    async (path) => {
      expect(await visit(path)).toMatchObject({ status: 404, heading: 'Page not found' })
    },
  )

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
