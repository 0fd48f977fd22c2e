import { describe, expect, it } from 'vitest'
import { APP, hostPage } from './host-page'
import type { Settings } from './portal'
import { replyTo, type HostPage } from './protocol'

const LINK = '/marketplace/view/stage-card/?params[id]=733'
const TAB = `${APP}?placement=CRM_DEAL_DETAIL_TAB&options=${encodeURIComponent('{"ID":"21"}')}`

/** What the page replies to a command, as text after its key; null for silence. */
async function say(page: HostPage, command: string, params?: unknown): Promise<string | null> {
  const parts = [command, ...(params === undefined ? [] : [JSON.stringify(params)]), 'key1', page.opening.appSid]
  const reply = await replyTo(parts.join(':'), page)
  if (reply !== null) expect(reply).toMatch(/^key1:/)
  return reply === null ? null : reply.slice(5)
}

describe('the handshake', () => {
  it('is about a frame whose name tells portal, protocol and opening', () => {
    expect(hostPage().opening.frameName).toMatch(/^localhost:4173\|0\|[0-9a-f]{32}$/)
    expect(hostPage().opening.appSid).not.toBe(hostPage().opening.appSid)
  })

  it('tells the app how it was opened, and for whom', async () => {
    expect(JSON.parse((await say(hostPage(), 'getInitData')) ?? '')).toMatchObject({
      LANG: 'en',
      DOMAIN: 'localhost:4173',
      PROTOCOL: 0,
      AUTH_EXPIRES: '3600',
      PLACEMENT: 'DEFAULT',
      PLACEMENT_OPTIONS: [],
      INSTALL: false,
      FIRST_RUN: false,
      IS_ADMIN: true,
      USER_OPTIONS: [],
    })
  })

  it.each<[string, string, Partial<Settings>, object]>([
    ['a link to a stage', LINK, {}, { PLACEMENT: 'REST_APP_URI', PLACEMENT_OPTIONS: { id: '733', URI: LINK } }],
    ['a record’s tab', TAB, {}, { PLACEMENT: 'CRM_DEAL_DETAIL_TAB', PLACEMENT_OPTIONS: { ID: '21', URI: TAB } }],
    ['an employee’s first time', APP, { user: 'employee', firstRun: true }, { IS_ADMIN: false, FIRST_RUN: true }],
    ['the installer, in German', APP, { installing: true, language: 'de' }, { INSTALL: true, LANG: 'de' }],
    ['a portal that renews no token', APP, { host: 'no-refresh' }, { PLACEMENT: 'DEFAULT' }],
  ])('%s', async (_, path, settings, wanted) => {
    expect(JSON.parse((await say(hostPage(path, settings), 'getInitData')) ?? '')).toMatchObject(wanted)
  })

  it('a silent portal does not answer it', async () => {
    expect(await say(hostPage(APP, { host: 'silent' }), 'getInitData')).toBeNull()
  })
})

describe('a token', () => {
  it('is renewed', async () => {
    const page = hostPage()
    const renewed = JSON.parse((await say(page, 'refreshAuth')) ?? '') as Record<string, unknown>
    expect(renewed).toEqual({
      AUTH_ID: expect.stringMatching(/^[0-9a-f]{70}$/),
      AUTH_EXPIRES: '3600',
      REFRESH_ID: page.opening.init.REFRESH_ID,
    })
    expect(renewed.AUTH_ID).not.toBe(page.opening.init.AUTH_ID)
  })

  it('stays as it is where the portal renews none', async () => {
    expect(await say(hostPage(APP, { host: 'no-refresh' }), 'refreshAuth')).toBeNull()
  })
})

describe('what the portal keeps', () => {
  it('a user’s option, colons and all, which the next handshake tells', async () => {
    const page = hostPage()
    expect(await say(page, 'setUserOption', { name: 'a:b', value: 'c:d' })).toBe('{"name":"a:b","value":"c:d"}')
    expect(page.keepUserOption).toHaveBeenCalledExactlyOnceWith('a:b', 'c:d')
    await say(page, 'setUserOption', { name: 'other', value: { deep: [1] } })
    const told: unknown = JSON.parse((await say(page, 'getInitData')) ?? '')
    expect(told).toMatchObject({ USER_OPTIONS: { 'a:b': 'c:d', other: { deep: [1] } } })
  })

  it('the app’s option, from an administrator alone', async () => {
    expect(await say(hostPage(), 'setAppOption', { name: 'a', value: 1 })).toBe('{"name":"a","value":1}')
    expect(await say(hostPage(APP, { user: 'employee' }), 'setAppOption', { name: 'a', value: 1 })).toBeNull()
  })

  it('that the installer is at work, and done', async () => {
    const page = hostPage()
    expect(await say(page, 'setInstall', { install: true })).toBe('{"install":true}')
    expect(page.finishInstallation).not.toHaveBeenCalled()
    // The page is loaded anew instead of an answer.
    expect(await say(page, 'setInstallFinish')).toBeNull()
    expect(page.finishInstallation).toHaveBeenCalledOnce()
  })
})

describe('what the portal’s page does', () => {
  it('makes the frame as high as the app wants', async () => {
    const page = hostPage()
    expect(await say(page, 'resizeWindow', { width: 800, height: 1200 })).toBe('{"width":800,"height":1200}')
    expect(page.resize).toHaveBeenCalledExactlyOnceWith(1_200)
  })

  it('leaves a slider as it is', async () => {
    const page = hostPage(`${APP}?IFRAME=Y`)
    expect(await say(page, 'resizeWindow', { width: 800, height: 1200 })).toBeNull()
    expect(page.resize).not.toHaveBeenCalled()
  })

  it('scrolls, and takes a title', async () => {
    const page = hostPage()
    expect(await say(page, 'setScroll', { scroll: 120 })).toBe('{"scroll":120}')
    expect(await say(page, 'setTitle', { title: 'Stage: won' })).toBe('{"title":"Stage: won"}')
    expect(page.scroll).toHaveBeenCalledExactlyOnceWith(120)
    expect(page.setTitle).toHaveBeenCalledExactlyOnceWith('Stage: won')
  })

  it('neither scrolls nor takes a title on pages that are not the app’s own', async () => {
    const page = hostPage(TAB)
    expect(await say(page, 'setScroll', { scroll: 120 })).toBeNull()
    expect(await say(page, 'setTitle', { title: 'x' })).toBeNull()
    expect(page.scroll).not.toHaveBeenCalled()
    expect(page.setTitle).not.toHaveBeenCalled()
  })

  it('is loaded anew, without an answer', async () => {
    const page = hostPage()
    expect(await say(page, 'reloadWindow')).toBeNull()
    expect(page.reload).toHaveBeenCalledOnce()
  })

  it('tells what else it could do: nothing', async () => {
    expect(await say(hostPage(), 'getInterface')).toBe('{"command":[],"event":[]}')
  })

  it.each([
    ['CRM_DEAL_DETAIL_TAB', ''],
    ['CRM_LEAD_DETAIL_ACTIVITY', ''],
    ['CRM_DEAL_LIST_MENU', ''],
    ['CRM_DEAL_DETAIL_TOOLBAR', null],
    ['DEFAULT', null],
  ])('has data loaded anew from %s: %j', async (placement, reply) => {
    expect(await say(hostPage(`${APP}?placement=${placement}`), 'reloadData')).toBe(reply)
  })
})

describe('a page beside this one', () => {
  it.each([
    ['/crm/deal/details/21/', '/crm/deal/details/21/'],
    ['/crm/type/1038/details/4/?a=b:c', '/crm/type/1038/details/4/?a=b:c'],
    ['http://localhost:4173/crm/lead/', '/crm/lead/'],
    ['/company/personal/user/1/', '/company/personal/user/1/'],
    ['/workgroups/group/7/', '/workgroups/group/7/'],
    ['/marketplace/app/stage-card/', '/marketplace/app/stage-card/'],
  ])('%s is opened, and its end is told', async (path, opened) => {
    const page = hostPage()
    const close: (() => void)[] = []
    page.slide.mockReturnValue(new Promise((resolve) => close.push(resolve)))
    const reply = say(page, 'openPath', { path })
    expect(page.slide).toHaveBeenCalledExactlyOnceWith(opened)
    const first = await Promise.race([reply, Promise.resolve('still open')])
    expect(first).toBe('still open')
    close[0]?.()
    expect(await reply).toBe('{"result":"close"}')
  })

  it.each([
    '/',
    '/crm/order/',
    '/company/personal/user/x/',
    '/stream/',
    '/x/crm/deal/',
    '/rest/scope',
    'javascript:alert(1)',
  ])('%s is refused', async (path) => {
    const page = hostPage()
    expect(await say(page, 'openPath', { path })).toBe('{"result":"error","errorCode":"PATH_NOT_AVAILABLE"}')
    expect(page.slide).not.toHaveBeenCalled()
  })

  it('is the app itself, with what it is to be told and without what the portal is', async () => {
    const page = hostPage()
    expect(await say(page, 'openApplication', { id: '733', bx24_width: 900 })).toBe('')
    const [[path = ''] = []] = page.slide.mock.calls
    const { pathname, searchParams } = new URL(path, 'http://portal')
    expect([pathname, JSON.parse(searchParams.get('options') ?? '')]).toEqual([APP, { id: '733', IFRAME: 'Y' }])
  })
})
