import { describe, expect, it } from 'vitest'
import { APP_PATH, fakeHostPage } from './fakeHostPage'
import { bindLinks, openingOf } from './opening'
import { createPortal, type Settings } from './portal'
import { replyTo, type HostPage } from './protocol'

const LINK = '/marketplace/view/stage-card/?params[id]=733'
const TAB = `${APP_PATH}?placement=CRM_DEAL_DETAIL_TAB&options=${encodeURIComponent('{"ID":"21"}')}`

/** Sends a command and returns the reply without its callback key; null if there is none. */
async function send(page: HostPage, command: string, params?: unknown): Promise<string | null> {
  const parts = [command, ...(params === undefined ? [] : [JSON.stringify(params)]), 'key1', page.opening.appSid]
  const reply = await replyTo(parts.join(':'), page)
  if (reply !== null) expect(reply).toMatch(/^key1:/)
  return reply === null ? null : reply.slice(5)
}

describe('the handshake', () => {
  it('opens a frame whose name contains the host, the protocol and a new SID', () => {
    expect(fakeHostPage().opening.frameName).toMatch(/^localhost:4173\|0\|[0-9a-f]{32}$/)
    expect(fakeHostPage().opening.appSid).not.toBe(fakeHostPage().opening.appSid)
  })

  it('sends the placement, the user’s rights and options', async () => {
    expect(JSON.parse((await send(fakeHostPage(), 'getInitData')) ?? '')).toMatchObject({
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
    ['for the mobile app', '/mobile/marketplace/?id=5', {}, { PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: { id: '5' } }],
    ['for a record’s tab', TAB, {}, { PLACEMENT: 'CRM_DEAL_DETAIL_TAB', PLACEMENT_OPTIONS: { ID: '21', URI: TAB } }],
    [
      'for an employee’s first run',
      APP_PATH,
      { user: 'employee', firstRun: true },
      { IS_ADMIN: false, FIRST_RUN: true },
    ],
    ['for the installer, in German', APP_PATH, { installing: true, language: 'de' }, { INSTALL: true, LANG: 'de' }],
    ['for a portal that renews no tokens', APP_PATH, { host: 'no-refresh' }, { PLACEMENT: 'DEFAULT' }],
  ])('sends the init data %s', async (_, path, settings, expected) => {
    expect(JSON.parse((await send(fakeHostPage(path, settings), 'getInitData')) ?? '')).toMatchObject(expected)
  })

  it('sends the init data for a link to a stage, which depend on whether the app is bound to links', () => {
    const portal = createPortal()
    const initData = (referer?: string) =>
      openingOf(portal, new URL(LINK, 'http://localhost:4173'), '4173', referer).init
    expect(initData()).toMatchObject({ PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: { params: { id: '733' } } })
    bindLinks(portal, 'https://app.example/')
    expect(initData()).toMatchObject({ PLACEMENT: 'REST_APP_URI', PLACEMENT_OPTIONS: { id: '733' } })
    expect(initData().PLACEMENT_OPTIONS).not.toHaveProperty('URI')
    const page = 'http://localhost:4173/stream/?page=2'
    expect(initData(page).PLACEMENT_OPTIONS).toEqual({ id: '733', URI: '/stream/?page=2' })
  })

  it('gets no answer from a silent portal', async () => {
    expect(await send(fakeHostPage(APP_PATH, { host: 'silent' }), 'getInitData')).toBeNull()
  })
})

describe('refreshAuth', () => {
  it('issues a new token', async () => {
    const page = fakeHostPage()
    const renewed = JSON.parse((await send(page, 'refreshAuth')) ?? '') as Record<string, unknown>
    expect(renewed).toEqual({
      AUTH_ID: expect.stringMatching(/^[0-9a-f]{70}$/),
      AUTH_EXPIRES: '3600',
      REFRESH_ID: page.opening.init.REFRESH_ID,
    })
    expect(renewed.AUTH_ID).not.toBe(page.opening.init.AUTH_ID)
  })

  it('gets no answer from a portal that renews no tokens', async () => {
    expect(await send(fakeHostPage(APP_PATH, { host: 'no-refresh' }), 'refreshAuth')).toBeNull()
  })
})

describe('options and installation', () => {
  it('setUserOption stores options with colons, and the next handshake sends them', async () => {
    const page = fakeHostPage()
    expect(await send(page, 'setUserOption', { name: 'a:b', value: 'c:d' })).toBe('{"name":"a:b","value":"c:d"}')
    expect(page.keepUserOption).toHaveBeenCalledExactlyOnceWith('a:b', 'c:d')
    await send(page, 'setUserOption', { name: 'other', value: { deep: [1] } })
    const init: unknown = JSON.parse((await send(page, 'getInitData')) ?? '')
    expect(init).toMatchObject({ USER_OPTIONS: { 'a:b': 'c:d', other: { deep: [1] } } })
  })

  it('setAppOption works only for administrators', async () => {
    const page = fakeHostPage()
    expect(await send(page, 'setAppOption', { name: 'a', value: 1 })).toBe('{"name":"a","value":1}')
    expect(page.keepAppOption).toHaveBeenCalledExactlyOnceWith('a', 1)
    expect(await send(fakeHostPage(APP_PATH, { user: 'employee' }), 'setAppOption', { name: 'a', value: 1 })).toBeNull()
  })

  it('setInstall gets a reply, and setInstallFinish ends the installation without one', async () => {
    const page = fakeHostPage()
    expect(await send(page, 'setInstall', { install: true })).toBe('{"install":true}')
    expect(page.finishInstallation).not.toHaveBeenCalled()
    // The page reloads instead of replying.
    expect(await send(page, 'setInstallFinish')).toBeNull()
    expect(page.finishInstallation).toHaveBeenCalledOnce()
  })
})

describe('the host page', () => {
  it('sets the frame’s height', async () => {
    const page = fakeHostPage()
    expect(await send(page, 'resizeWindow', { width: 800, height: 1200 })).toBe('{"width":800,"height":1200}')
    expect(page.resize).toHaveBeenCalledExactlyOnceWith(1_200)
  })

  it('does not resize a slider', async () => {
    const page = fakeHostPage(`${APP_PATH}?IFRAME=Y`)
    expect(await send(page, 'resizeWindow', { width: 800, height: 1200 })).toBeNull()
    expect(page.resize).not.toHaveBeenCalled()
  })

  it('scrolls and sets the title', async () => {
    const page = fakeHostPage()
    expect(await send(page, 'setScroll', { scroll: 120 })).toBe('{"scroll":120}')
    expect(await send(page, 'setTitle', { title: 'Stage: won' })).toBe('{"title":"Stage: won"}')
    expect(page.scroll).toHaveBeenCalledExactlyOnceWith(120)
    expect(page.setTitle).toHaveBeenCalledExactlyOnceWith('Stage: won')
  })

  it('neither scrolls nor sets the title outside the app’s own page', async () => {
    const page = fakeHostPage(TAB)
    expect(await send(page, 'setScroll', { scroll: 120 })).toBeNull()
    expect(await send(page, 'setTitle', { title: 'x' })).toBeNull()
    expect(page.scroll).not.toHaveBeenCalled()
    expect(page.setTitle).not.toHaveBeenCalled()
  })

  it('reloads without a reply', async () => {
    const page = fakeHostPage()
    expect(await send(page, 'reloadWindow')).toBeNull()
    expect(page.reload).toHaveBeenCalledOnce()
  })

  it('replies to getInterface with no commands and no events', async () => {
    expect(await send(fakeHostPage(), 'getInterface')).toBe('{"command":[],"event":[]}')
  })

  it.each([
    ['CRM_DEAL_DETAIL_TAB', ''],
    ['CRM_LEAD_DETAIL_ACTIVITY', ''],
    ['CRM_DEAL_LIST_MENU', ''],
    ['CRM_DEAL_DETAIL_TOOLBAR', null],
    ['DEFAULT', null],
  ])('replies to reloadData from %s with %j', async (placement, reply) => {
    expect(await send(fakeHostPage(`${APP_PATH}?placement=${placement}`), 'reloadData')).toBe(reply)
  })
})

describe('a slider', () => {
  it.each([
    ['/crm/deal/details/21/', '/crm/deal/details/21/'],
    ['/crm/type/1038/details/4/?a=b:c', '/crm/type/1038/details/4/?a=b:c'],
    // With the SDK's prefixes, at which alone the portal looks.
    ['/crm/type/0/details/0/../../../../../crm/type/7/details/61/', '/crm/type/7/details/61/'],
    ['/crm/deal/../../crm/quote/details/61/', '/crm/quote/details/61/'],
    ['/company/personal/user/1/', '/company/personal/user/1/'],
    ['/workgroups/group/7/', '/workgroups/group/7/'],
    ['/marketplace/app/stage-card/', '/marketplace/app/stage-card/'],
  ])('opens %s, and replies once it is closed', async (path, opened) => {
    const page = fakeHostPage()
    const close: (() => void)[] = []
    page.slide.mockReturnValue(new Promise((resolve) => close.push(resolve)))
    const reply = send(page, 'openPath', { path })
    expect(page.slide).toHaveBeenCalledExactlyOnceWith(opened)
    const first = await Promise.race([reply, Promise.resolve('still open')])
    expect(first).toBe('still open')
    close[0]?.()
    expect(await reply).toBe('{"result":"close"}')
  })

  it.each([
    '/',
    '/crm/order/',
    '/crm/quote/details/61/',
    'http://localhost:4173/crm/lead/',
    '/company/personal/user/x/',
    '/stream/',
    '/x/crm/deal/',
    '/rest/scope',
    'javascript:alert(1)',
  ])('does not open %s', async (path) => {
    const page = fakeHostPage()
    expect(await send(page, 'openPath', { path })).toBe('{"result":"error","errorCode":"PATH_NOT_AVAILABLE"}')
    expect(page.slide).not.toHaveBeenCalled()
  })

  it('does not open paths of smart processes in an older portal', async () => {
    const page = fakeHostPage(APP_PATH, { crm: 'older' })
    const refusal = '{"result":"error","errorCode":"PATH_NOT_AVAILABLE"}'
    expect(await send(page, 'openPath', { path: '/crm/type/0/details/0/../../../../../crm/deal/details/21/' })).toBe(
      refusal,
    )
    expect(await send(page, 'openPath', { path: '/crm/deal/../../crm/deal/details/21/' })).toBe('{"result":"close"}')
    expect(page.slide).toHaveBeenCalledExactlyOnceWith('/crm/deal/details/21/')
  })

  it('opens the app with its own parameters, without those of the portal', async () => {
    const page = fakeHostPage()
    expect(await send(page, 'openApplication', { id: '733', bx24_width: 900 })).toBe('')
    const [[path = ''] = []] = page.slide.mock.calls
    const { pathname, searchParams } = new URL(path, 'http://portal')
    expect([pathname, JSON.parse(searchParams.get('options') ?? '')]).toEqual([APP_PATH, { id: '733', IFRAME: 'Y' }])
  })
})
