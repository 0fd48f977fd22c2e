import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { loadMessages, type Language } from '../../src/locales'
import { item, option } from './directories'
import { PHONE_FRAME } from './inspect'
import { openApp, openDeal, openStage, portal } from './open'
import { rootAttributes, textOf } from './text'

const HEIGHT = 900
const DESKTOP = 1280

/** Short and long words, right to left, no spaces between words: each theme and each width twice. */
const MAIN_FLOWS: [Language, 'light' | 'dark', width: number][] = [
  ['en', 'light', DESKTOP],
  ['de', 'dark', PHONE_FRAME],
  ['ar', 'light', PHONE_FRAME],
  ['th', 'dark', DESKTOP],
]

describe('main flows', () => {
  afterEach(() => page.viewport(DESKTOP, HEIGHT))

  it.each(MAIN_FLOWS)('%s, %s, %i px', async (language, theme, width) => {
    const texts = await loadMessages(language)
    portal.settings.language = language
    portal.userOptions = { stageCard: JSON.stringify({ theme }) }
    await page.viewport(width, HEIGHT)

    // A typed ID.
    const app = await openApp()
    await expect.poll(rootAttributes).toEqual({ lang: language, dir: language === 'ar' ? 'rtl' : 'ltr', theme })
    await app.ask('733')
    await app.expectStage('733')
    await expect.poll(() => textOf(app.get('stage-semantics'))).toBe(texts.semantics.success)
    await expect.element(app.card).toHaveTextContent(texts.colorName.green)
    await app.closeCard()

    // A directory item.
    await option('QUOTE_STATUS').click()
    await item('302').click()
    await app.expectStage('302')

    // An invalid ID, and an ID without an item.
    await app.ask('-1')
    await expect.element(app.input).toHaveAccessibleDescription(texts.search.refused.negative)
    await app.ask('999999')
    await expect.poll(() => textOf(app.error.getByRole('heading'))).toBe(texts.failure.kind['not-found'].title)

    // A record's menu, and then another stage of its pipeline.
    const record = await openDeal('Delivery van')
    await record.expectStage('104')
    await expect.poll(() => textOf(record.get('stage-semantics'))).toBe(texts.semantics.process)
    await page.getBySelector('[data-testid="pipeline-stage"][data-stage-id="106"]').click()
    await record.expectStage('106')

    // A failure, and a retry.
    portal.addFault({ fault: 'server-internal', method: 'crm.status.get' })
    await record.get('stage-refresh').click()
    await record.expectError('server')
    await expect.poll(() => textOf(record.get('stage-retry'))).toBe(texts.failure.retry)
    await record.get('stage-retry').click()
    await record.expectStage('106')
  })
})

describe('the portal’s language', () => {
  it('is used from the next opening after a change', async () => {
    const { semantics } = await loadMessages('ja')
    const app = await openStage('733')
    await expect.element(app.get('stage-semantics')).toHaveTextContent(/^Won$/)
    portal.settings.language = 'ja'
    const again = await openStage('733')
    await expect.poll(() => textOf(again.get('stage-semantics'))).toBe(semantics.success)
  })

  it.each<[string, Language, string]>([
    ['xx', 'en', 'en'],
    ['', 'en', 'en'],
    ['hi', 'hi', 'hi'],
    ['in', 'hi', 'hi'],
    ['ua', 'ua', 'uk'],
    ['br', 'br', 'pt-BR'],
    ['tc', 'tc', 'zh-TW'],
  ])('%j selects the texts of %s', async (code, language, tag) => {
    const { semantics } = await loadMessages(language)
    portal.settings.language = code
    const app = await openStage('733')
    await expect.poll(() => textOf(app.get('stage-semantics'))).toBe(semantics.success)
    await app.expectStage('733')
    expect(rootAttributes().lang).toBe(tag)
  })
})
