import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { loadMessages, type Language } from '../../src/locales'
import { item, option } from './directories'
import { PHONE_FRAME } from './inspect'
import { openApp, openDeal, openStage, portal } from './open'
import { reading, wordsOf } from './words'

const HEIGHT = 900
const DESKTOP = 1280

/** The main ways of writing: short and long words, another alphabet, right to left, without spaces. */
const WRITINGS: Language[] = ['en', 'de', 'ru', 'ar', 'ja', 'th']

describe('the main walks', () => {
  afterEach(() => page.viewport(DESKTOP, HEIGHT))

  it.each(
    WRITINGS.flatMap((language) => [[language, 'light', DESKTOP] as const, [language, 'dark', PHONE_FRAME] as const]),
  )('%s, %s, %i px', async (language, theme, width) => {
    const texts = await loadMessages(language)
    portal.settings.language = language
    portal.userOptions = { stageCard: JSON.stringify({ theme }) }
    await page.viewport(width, HEIGHT)

    // An ID, typed.
    const app = await openApp()
    await expect.poll(reading).toEqual({ lang: language, dir: language === 'ar' ? 'rtl' : 'ltr', theme })
    await app.ask('733')
    await app.expectStage('733')
    await expect.poll(() => wordsOf(app.get('stage-semantics'))).toBe(texts.semantics.success)
    await expect.element(app.card).toHaveTextContent(texts.colorName.green)

    // A directory's item.
    await option('QUOTE_STATUS').click()
    await item('302').click()
    await app.expectStage('302')

    // A mistake, and an ID that there is not.
    await app.ask('abc')
    await expect.element(app.input).toHaveAccessibleDescription(texts.ask.refused['no-number'])
    await app.ask('999999')
    await expect.poll(() => wordsOf(app.error.getByRole('heading'))).toBe(texts.failure.kind['not-found'].title)

    // A record's menu, and another stage of its pipeline.
    const record = await openDeal('Delivery van')
    await record.expectStage('104')
    await expect.poll(() => wordsOf(record.get('stage-semantics'))).toBe(texts.semantics.process)
    await page.getBySelector('[data-testid="pipeline-stage"][data-stage-id="106"]').click()
    await record.expectStage('106')

    // A failure, and its end.
    portal.addFault({ fault: 'server-internal', method: 'crm.status.get' })
    await record.get('stage-refresh').click()
    await record.expectError('server')
    await expect.poll(() => wordsOf(record.get('stage-retry'))).toBe(texts.failure.retry)
    await record.get('stage-retry').click()
    await record.expectStage('106')
  })
})

describe('the portal’s language', () => {
  it('may be switched: the next opening speaks it', async () => {
    const { semantics } = await loadMessages('ja')
    const app = await openStage('733')
    await expect.element(app.get('stage-semantics')).toHaveTextContent(/^Won$/)
    portal.settings.language = 'ja'
    const again = await openStage('733')
    await expect.poll(() => wordsOf(again.get('stage-semantics'))).toBe(semantics.success)
  })

  it.each<[string, Language, string]>([
    ['xx', 'en', 'en'],
    ['', 'en', 'en'],
    ['hi', 'hi', 'hi'],
    ['in', 'hi', 'hi'],
    ['ua', 'ua', 'uk'],
    ['br', 'br', 'pt-BR'],
    ['tc', 'tc', 'zh-TW'],
  ])('%j speaks %s', async (code, language, tag) => {
    const { semantics } = await loadMessages(language)
    portal.settings.language = code
    const app = await openStage('733')
    await expect.poll(() => wordsOf(app.get('stage-semantics'))).toBe(semantics.success)
    await app.expectStage('733')
    expect(reading().lang).toBe(tag)
  })
})
