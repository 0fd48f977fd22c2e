import { describe, expect, it } from 'vitest'
import { option } from './directories'
import { openApp, openStage, portal, type App } from './open'
import { emulate, resize, waitForFrames } from './inspect'

const contentHeight = (app: App) => Math.ceil(app.find('main').element().getBoundingClientRect().height)

it('asks the portal for the height of the page', async () => {
  const app = await openStage('733')
  // The document's height is rounded, and a frame must not be lower than the content.
  const expectFit = () =>
    expect
      .poll(() => (app.host.heights.at(-1) ?? 0) - document.documentElement.scrollHeight)
      .toSatisfy((more: number) => more === 0 || more === 1)
  await app.expectStage('733')
  await expect.element(app.get('raw-json-toggle')).toBeVisible()
  await expectFit()
  expect(document.documentElement.scrollHeight).toBeGreaterThan(window.innerHeight)
  await app.get('raw-json-toggle').click()
  await expect.element(app.get('raw-json')).toBeVisible()
  await expectFit()
})

it('asks for the height of the content, not of the frame, so that the frame shrinks too', async () => {
  await resize(1_280, 3_000)
  const app = await openApp()
  const expectFit = () => expect.poll(() => (app.host.heights.at(-1) ?? 0) - contentHeight(app)).toBe(0)
  await option('DEAL_STAGE').click()
  await expect.element(app.get('directory-item').first()).toBeVisible()
  await expectFit()
  const high = contentHeight(app)
  await app.get('settings-open').click()
  await expect.element(app.get('install-finish')).toBeVisible()
  await expectFit()
  await app.get('settings-close').click()
  await expectFit()
  expect(contentHeight(app)).toBeLessThan(3_000)
  expect(high).toBeLessThan(3_000)
  const asked = app.host.heights.length
  await waitForFrames(60)
  expect(app.host.heights).toHaveLength(asked)
})

it('keeps the frame’s height while an answer is awaited', async () => {
  await resize(1_280, 3_000)
  const held = portal.hold('crm.status.list')
  const app = await openApp()
  await option('DEAL_STAGE').click()
  const call = await held.next()
  const before = app.host.heights.length
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(app.host.heights).toHaveLength(before)
  call.release()
  held.off()
  await expect.element(app.get('directory-item').first()).toBeVisible()
  await expect.poll(() => app.host.heights.length).toBeGreaterThan(before)
})

it('shrinks the frame while a history is read', async () => {
  portal.settings.records = 'year'
  const held = portal.hold('crm.stagehistory.list')
  await resize(1_280, 3_000)
  const app = await openStage('104')
  await app.expectStage('104')
  await app.get('life-read').click()
  const call = await held.next()
  const before = app.host.heights.length
  await app.closeCard()
  await expect.poll(() => app.host.heights.length).toBeGreaterThan(before)
  expect(app.host.heights.at(-1)).toBe(contentHeight(app))
  call.release()
  held.off()
})

it('asks for no height in a slider', async () => {
  const app = await openApp(`/marketplace/app/stage-card/?options=${encodeURIComponent('{"IFRAME":"Y"}')}`)
  await app.ask('733')
  await app.expectStage('733')
  await expect.element(app.get('raw-json-toggle')).toBeVisible()
  expect(document.documentElement.scrollHeight).toBeGreaterThan(window.innerHeight)
  expect(app.host.received.filter((message) => String(message).startsWith('resizeWindow'))).toEqual([])
})

it.each([
  [1_439, 'over'],
  [1_440, 'beside'],
] as const)('at %i px, the card is %s the table', async (width, where) => {
  await resize(width, 900)
  const app = await openApp()
  await option('DEAL_STAGE').click()
  await app.get('directory-item').first().click()
  await app.expectStage('101')
  const isBeside = () => {
    const [card, table] = [app.card, app.find('.item-table')].map((part) => part.element().getBoundingClientRect())
    return (card?.left ?? 0) >= (table?.right ?? Infinity)
  }
  await expect.poll(() => (isBeside() ? 'beside' : 'over')).toBe(where)
  expect(app.all('.browse-items[inert]')).toHaveLength(where === 'beside' ? 0 : 1)
})

it.each([
  [360, 'after'],
  [1_280, 'before'],
] as const)('at %i px, what is done with all directories comes %s the items', async (width, where) => {
  await resize(width, 900)
  const app = await openApp()
  await option('DEAL_STAGE').click()
  await expect.element(app.get('directory-item').first()).toBeVisible()
  await expect.element(app.get('file-save')).toBeVisible()
  const isAfter = app.get('directory-items').element().compareDocumentPosition(app.get('file-save').element())
  expect(isAfter === Node.DOCUMENT_POSITION_FOLLOWING ? 'after' : 'before').toBe(where)
  // Whoever turns the screen keeps what is being done.
  const save = app.get('file-save').element()
  await resize(width === 360 ? 1_280 : 360, 900)
  await waitForFrames(2)
  expect(app.get('file-save').element()).toBe(save)
})

it('prints the card without the controls', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-refresh')).toBeVisible()
  await emulate({ media: 'print' })
  await expect.element(app.card).toBeVisible()
  await expect.element(app.get('stage-field-STATUS_ID')).toBeVisible()
  // Nothing is cut off.
  const values = app.all('[data-testid^="stage-field-"]').map((value) => value.parentElement)
  expect(values.every((box) => box && box.clientHeight > 0 && box.clientHeight === box.scrollHeight)).toBe(true)
  await expect.element(app.get('automation')).not.toBeVisible()
  await expect.element(app.input).not.toBeVisible()
  await expect.element(app.get('stage-refresh')).not.toBeVisible()
  await expect.element(app.get('theme-toggle')).not.toBeVisible()
})

describe('outside a portal', () => {
  it('explains in a tab how to install the app', async () => {
    const app = await openApp('/', { alone: true })
    await app.expectError('outside')
    await expect.element(app.error.getByRole('heading')).toHaveTextContent(/^Stage Card works inside Bitrix24$/)
    await expect.element(app.find('main ol')).toHaveTextContent('Local application')
    expect(app.input.elements()).toEqual([])
    expect(app.find('footer').elements()).toEqual([])
  })

  it('explains in a frame without a name how to install the app', async () => {
    const app = await openApp('/', { frameName: '' })
    await app.expectError('outside')
    await expect.element(app.find('main ol')).toHaveTextContent('Local application')
  })

  it.each([
    ['of an untrusted host', 'evil.example|0|0123456789abcdef', 'evil.example'],
    [
      'that names a portal, but is embedded by another page',
      'acme.bitrix24.com|1|0123456789abcdef',
      window.location.host,
    ],
  ])('refuses a frame %s', async (_, frameName, host) => {
    const app = await openApp('/', { frameName })
    await app.expectError('untrusted-portal')
    await expect.element(app.find('main ol')).toHaveTextContent('Local application')
    expect(app.get('stage-error-details').element().querySelector('dd')?.textContent).toBe(host)
    expect(app.input.elements()).toEqual([])
  })
})
