import { describe, expect, it } from 'vitest'
import { postJson, startPortal } from './server'

const { portal, origin } = await startPortal()

/** A page's status, its heading, and the text of its content below that. */
async function visit(path: string): Promise<{ status: number; heading: string; content: string }> {
  const answer = await fetch(origin + path)
  const [, heading = '', markup = ''] = /<main[^>]*><h1>(.*?)<\/h1>([\s\S]*)<\/main>/.exec(await answer.text()) ?? []
  return { status: answer.status, heading, content: markup.replaceAll(/<[^>]*>/g, ' ').trim() }
}

const tell = (what: string, value?: object) => postJson(`${origin}/~portal/${what}`, value)

describe('the portal’s own pages', () => {
  it.each([
    ['/', 'Welcome', 'Type 733 there'],
    ['/crm/lead/', 'Leads', 'Unassigned'],
    ['/crm/deal/kanban/', 'Deals', 'Conference chairs'],
    ['/crm/deal/list/?category=1', 'Deals', 'Party tent, 60 guests Request'],
    ['/crm/quote/', 'Quotes', 'Declined'],
    ['/crm/type/31/', 'Invoices', 'Paid'],
    ['/crm/type/1038/', 'Equipment', 'Start'],
    ['/crm/deal/details/21/', 'Coffee machines for the office', 'Amount'],
  ])('%s shows “%s” with “%s” in it', async (path, heading, words) => {
    const page = await visit(path)
    expect(page).toMatchObject({ status: 200, heading })
    expect(page.content.replaceAll(/\s+/g, ' ')).toContain(words)
  })

  it.each(['/nowhere/', '/crm/deal/details/99999/', '/crm/contact/'])('%s is not there', async (path) => {
    expect(await visit(path)).toMatchObject({ status: 404, heading: 'Page not found' })
  })

  it('have a style', async () => {
    const style = await fetch(`${origin}/~portal/portal.css`)
    expect(style.headers.get('Content-Type')).toBe('text/css; charset=utf-8')
    expect(await style.text()).toContain('.kanban')
  })
})

describe('what the panel switches', () => {
  it('is taken over in the types that settings have, and in no other', async () => {
    const { user } = portal.settings
    const good = { language: 'de', listPaging: 'true', delay: '0', operating: '7' }
    const answer = await tell('settings', { ...good, unheard: 'of', toString: 'x' })
    expect(await answer.json()).toMatchObject({ language: 'de', listPaging: true, delay: 0, operating: 7, user })
    expect(Object.keys(portal.settings)).not.toContain('unheard')
    expect(Object.hasOwn(portal.settings, 'toString')).toBe(false)
  })

  it('are faults, of which there are some and no others, until they are cleared', async () => {
    await tell('faults', { fault: 'server-internal', method: 'crm.status.get', times: 3 })
    await tell('faults', { fault: 'no-such-fault' })
    expect(portal.faults).toEqual([{ fault: 'server-internal', method: 'crm.status.get', times: 3 }])
    await tell('clear')
    expect(portal.faults).toEqual([])
  })

  it('are tokens: a new one is good until all expire', async () => {
    const token = await (await fetch(`${origin}/~portal/token`)).text()
    expect(portal.tokenState(token)).toBe('good')
    await tell('expire')
    expect(portal.tokenState(token)).toBe('expired')
  })

  it('are a user’s options, which the next opening finds', async () => {
    await tell('option', { name: 'stageCard', value: 'kept' })
    expect(portal.userOptions).toEqual({ stageCard: 'kept' })
    const page = await (await fetch(`${origin}/marketplace/app/stage-card/`)).text()
    expect(page).toContain('"USER_OPTIONS":{"stageCard":"kept"}')
  })
})
