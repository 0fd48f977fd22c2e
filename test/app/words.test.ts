import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { boxOf, callCount, copyButton, horizontalOverflow, paramsOf, paste, PHONE_FRAME, resize } from './inspect'
import { expectNoPollution, MARKUP } from './hostileData'
import { openApp, openDeal, openStage, portal, type App } from './open'
import { textOf } from './text'
import { option } from './directories'
import { byTestId, stopTime } from './dom'

const OPTION = 'stageWords_DEAL_STAGE'
const WORDS = { meaning: 'The van is on its way.', ask: 'Ada', link: 'https://wiki.acme.example/vans' }
const [GET, SET] = ['app.option.get', 'app.option.set']

/** What the portal keeps about the stages of deals. */
const kept = () => JSON.parse(String(portal.appOptions[OPTION] ?? 'null')) as unknown

function write(words: object): void {
  portal.appOptions = { ...portal.appOptions, [OPTION]: JSON.stringify(words) }
}

async function openVan(): Promise<App> {
  const app = await openDeal('Delivery van')
  await app.expectStage('104')
  return app
}

/** Opens the editor and types. */
async function edit(app: App, texts: Record<string, string>): Promise<void> {
  await app.get('stage-words-edit').click()
  for (const [field, text] of Object.entries(texts)) await app.get(`stage-words-${field}`).fill(text)
}

/** Hides the page, lets time pass, and shows it again. */
async function comeBack(minutes: number): Promise<void> {
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(minutes * 60_000)
  visibility.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  // Vue watches it: the question goes out after its next update.
  await vi.advanceTimersByTimeAsync(100)
}

expectNoPollution()

describe('who opens a record', () => {
  it('reads the company’s words first, without any question', async () => {
    portal.settings.user = 'employee'
    write({ EXECUTING: WORDS })
    const held = portal.hold('crm.status.get')
    const app = await openDeal('Delivery van')
    // The placeholder has them already.
    await expect.element(app.get('stage-words-meaning')).toHaveTextContent(WORDS.meaning)
    held.off()
    await app.expectStage('104')
    await expect.element(app.get('stage-words-link')).toHaveTextContent(WORDS.link)
    expect(boxOf(app.get('stage-words')).y).toBeLessThan(boxOf(app.get('stage-field-ID')).y)
    expect(app.get('stage-words-edit').elements()).toEqual([])
    await expect.element(app.get('automation')).toBeVisible()
    expect(boxOf(app.get('stage-words')).y).toBeLessThan(boxOf(app.get('automation')).y)
    expect([callCount(GET), callCount(SET)]).toEqual([0, 0])
  })

  it('sees nothing where nothing is written, unless they may write', async () => {
    portal.settings.user = 'employee'
    const employee = await openVan()
    expect(employee.get('stage-words').elements()).toEqual([])
    portal.settings.user = 'admin'
    const admin = await openVan()
    await expect.element(admin.get('stage-words')).toHaveTextContent('Nothing written yet.')
  })

  it('sees no words about values of plain lists', async () => {
    const app = await openStage('501')
    await app.expectStage('501')
    expect(app.get('stage-words').elements()).toEqual([])
  })

  it.each([
    7,
    true,
    [],
    { EXECUTING: WORDS },
    'no JSON',
    '[]',
    '{"EXECUTING":7}',
    '{"__proto__":{"meaning":"x"},"constructor":{"meaning":"x"}}',
    '{"EXECUTING":{"link":"javascript:alert(1)"}}',
    '{"EXECUTING":{"link":"https://bitrix24.com@evil.example/"}}',
  ])('sees nothing of what is no words: %j', async (value) => {
    portal.settings.user = 'employee'
    portal.appOptions = { [OPTION]: value }
    const app = await openVan()
    expect(app.get('stage-words').elements()).toEqual([])
  })

  it('reads markup as text', async () => {
    portal.settings.user = 'employee'
    write({ EXECUTING: { meaning: MARKUP, ask: `\u202E${MARKUP}` } })
    const app = await openVan()
    await expect.element(app.get('stage-words-meaning')).toHaveTextContent(MARKUP)
    expect(app.all('[data-injected]')).toEqual([])
  })
})

describe('an administrator', () => {
  it('writes, and employees read it', async () => {
    const app = await openVan()
    await edit(app, { ...WORDS, enter: ' The deal is paid.\n' })
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words')).toHaveTextContent('The deal is paid.')
    expect(kept()).toEqual({ EXECUTING: { ...WORDS, enter: 'The deal is paid.' } })
    // The focus goes to what took the editor's place.
    expect(app.get('stage-words').element().contains(document.activeElement)).toBe(true)
    portal.settings.user = 'employee'
    const employee = await openVan()
    await expect.element(employee.get('stage-words-meaning')).toHaveTextContent(WORDS.meaning)
  })

  it('removes words by emptying them', async () => {
    write({ EXECUTING: { ask: 'Ada' }, NEW: WORDS })
    const app = await openVan()
    await edit(app, { ask: ' ' })
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words')).toHaveTextContent('Nothing written yet.')
    expect(kept()).toEqual({ NEW: WORDS })
  })

  it('writes by keyboard alone; Escape does not close the card', async () => {
    const app = await openStage('104')
    await app.expectStage('104')
    await expect.element(app.get('stage-words-edit')).toBeVisible()
    app
      .get('stage-words-edit')
      .element()
      .dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await expect.element(app.get('stage-words-meaning')).toHaveFocus()
    await userEvent.keyboard('We wait.{Escape}')
    await expect.element(app.get('stage-words-discard')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(app.get('stage-words-meaning')).toHaveFocus()
    await userEvent.tab()
    await userEvent.tab()
    await userEvent.tab()
    await expect.element(app.get('stage-words-ask')).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(app.get('stage-words')).toHaveTextContent('We wait.')
    expect(kept()).toEqual({ EXECUTING: { meaning: 'We wait.' } })
    await expect.element(app.card).toBeVisible()
  })

  it('loses no other stage’s words that somebody else has just written', async () => {
    const app = await openVan()
    await edit(app, { ask: 'Ada' })
    write({ NEW: WORDS })
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-ask')).toHaveTextContent('Ada')
    await expect.element(app.get('stage-words-edit')).toBeVisible()
    expect(kept()).toEqual({ NEW: WORDS, EXECUTING: { ask: 'Ada' } })
    expect(paramsOf(SET)).toHaveLength(1)
  })

  it('is told what somebody else has just written about the same stage, before it is replaced', async () => {
    const app = await openVan()
    await edit(app, { ask: 'Ada' })
    write({ EXECUTING: { ask: 'Bob' } })
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-form')).toHaveTextContent('Someone else has just changed this.')
    await expect.element(app.get('stage-words-form')).toHaveTextContent('Bob')
    expect(callCount(SET)).toBe(0)
    await expect.element(app.get('stage-words-ask')).toHaveValue('Ada')
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-edit')).toBeVisible()
    expect(kept()).toEqual({ EXECUTING: { ask: 'Ada' } })
  })

  it('keeps the draft of a stage while others are shown, and after a reload', async () => {
    const app = await openVan()
    await edit(app, { meaning: 'Half a sen' })
    await app.find('[data-testid="pipeline-stage"][data-stage-id="101"]').click()
    await app.expectStage('101')
    await expect.element(app.get('stage-words-edit')).toBeVisible()
    await app.get('back-to-record').click()
    await app.expectStage('104')
    await expect.element(app.get('stage-words-meaning')).toHaveValue('Half a sen')
    const again = await openVan()
    await again.get('stage-words-edit').click()
    await expect.element(again.get('stage-words-meaning')).toHaveValue('Half a sen')
    await again.get('stage-words-cancel').click()
    await again.get('stage-words-discard').click()
    await again.get('stage-words-edit').click()
    await expect.element(again.get('stage-words-meaning')).toHaveValue('')
    expect(callCount(SET)).toBe(0)
  })

  it('is told of a bad link before anything is asked', async () => {
    const app = await openVan()
    await edit(app, { link: 'javascript:alert(1)' })
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-link')).toHaveAttribute('aria-invalid', 'true')
    await expect.element(app.get('stage-words-link')).toHaveFocus()
    expect(callCount(GET)).toBe(0)
    await app.get('stage-words-link').fill('https://acme.example')
    await expect.element(app.get('stage-words-link')).not.toHaveAttribute('aria-invalid')
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-link')).toHaveTextContent('https://acme.example/')
  })

  it('is told if there is no room', async () => {
    const long = { meaning: 'x'.repeat(600), enter: 'x'.repeat(300), leave: 'x'.repeat(300) }
    write(
      Object.fromEntries(['NEW', 'PREPARATION', 'WON', 'LOSE', 'APOLOGY', 'FINAL_INVOICE'].map((code) => [code, long])),
    )
    const app = await openVan()
    await edit(app, { meaning: 'я'.repeat(600) })
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-form')).toHaveTextContent('There’s no room left.')
    await expect.element(app.get('stage-words-meaning')).toHaveValue('я'.repeat(600))
    expect(callCount(SET)).toBe(0)
  })

  it('makes room by forgetting stages that no longer exist', async () => {
    const long = { meaning: 'x'.repeat(600), enter: 'x'.repeat(300), leave: 'x'.repeat(300) }
    write(Object.fromEntries(['NEW', 'GONE1', 'GONE2', 'GONE3', 'GONE4', 'GONE5'].map((code) => [code, long])))
    const app = await openVan()
    await edit(app, { meaning: 'я'.repeat(600) })
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-edit')).toBeVisible()
    expect(kept()).toEqual({ NEW: long, EXECUTING: { meaning: 'я'.repeat(600) } })
  })

  it('exports the words', async () => {
    write({ EXECUTING: WORDS })
    const app = await openApp()
    await option('DEAL_STAGE').click()
    await app.get('export-format').selectOptions('markdown')
    await copyButton('markdown').click()
    expect(await paste()).toContain('| What it means: The van is on its way.<br>Who to ask: Ada<br>Link: https://')
  })
})

describe('what is written in another frame', () => {
  it('appears when the person comes back, without a reload; also where nothing was written', async () => {
    portal.settings.user = 'employee'
    stopTime()
    const app = await openVan()
    await expect.element(app.get('automation')).toBeVisible()
    expect(app.all(byTestId('stage-words'))).toEqual([])
    write({ EXECUTING: WORDS })
    await comeBack(6)
    await expect.element(app.get('stage-words-meaning')).toHaveTextContent(WORDS.meaning)
    expect(callCount(GET)).toBe(1)
    portal.appOptions = {}
    await comeBack(6)
    await expect.poll(() => app.all(byTestId('stage-words-meaning'))).toEqual([])
  })

  it('is asked for at most once in five minutes, and never told to have failed', async () => {
    stopTime()
    write({ EXECUTING: WORDS })
    const app = await openVan()
    await expect.element(app.get('stage-words-meaning')).toBeVisible()
    await comeBack(1)
    expect(callCount(GET)).toBe(0)
    portal.addFault({ fault: 'server-internal', method: GET })
    await comeBack(5)
    await expect.poll(() => callCount(GET)).toBe(1)
    await comeBack(1)
    expect(callCount(GET)).toBe(1)
    await expect.element(app.get('stage-words-meaning')).toBeVisible()
    expect(app.all(`${byTestId('failure')}, [role="alert"]`)).toEqual([])
  })

  it('is what the editor begins with, unless something is typed', async () => {
    stopTime()
    const app = await openVan()
    await expect.element(app.get('stage-words-edit')).toBeVisible()
    await vi.advanceTimersByTimeAsync(6 * 60_000)
    write({ EXECUTING: WORDS })
    const held = portal.hold(GET)
    await app.get('stage-words-edit').click()
    const call = await held.next()
    await expect.element(app.get('stage-words-meaning')).toHaveValue('')
    call.release()
    held.off()
    await expect.element(app.get('stage-words-meaning')).toHaveValue(WORDS.meaning)
    await app.get('stage-words-cancel').click()
    await vi.advanceTimersByTimeAsync(6 * 60_000)
    write({ EXECUTING: { meaning: 'Theirs' } })
    const again = portal.hold(GET)
    await edit(app, { meaning: 'Mine' })
    ;(await again.next()).release()
    again.off()
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-form')).toHaveTextContent('Someone else has just changed this.')
    await expect.element(app.get('stage-words-meaning')).toHaveValue('Mine')
  })
})

describe('what is saved is read back', () => {
  it.each([
    ['of this stage', { EXECUTING: { meaning: 'Cut' } }, 'Cut'],
    ['with nothing', {}, ''],
  ])('and another value %s is told; the draft stays', async (_, present, shown) => {
    const app = await openVan()
    await edit(app, { meaning: 'We wait.' })
    const held = portal.hold(GET)
    await app.get('stage-words-save').click()
    ;(await held.next()).release()
    const readBack = await held.next()
    expect(kept()).toEqual({ EXECUTING: { meaning: 'We wait.' } })
    write(present)
    readBack.release()
    held.off()
    await expect
      .element(app.get('stage-words-form'))
      .toHaveTextContent('Bitrix24 saved something other than what you typed. Save again to replace what’s there now:')
    expect(textOf(app.get('stage-words-form'))).toContain(shown)
    await expect.element(app.get('stage-words-meaning')).toHaveValue('We wait.')
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-edit')).toBeVisible()
    expect(kept()).toEqual({ EXECUTING: { meaning: 'We wait.' } })
  })

  it('and what another administrator has written about another stage is no difference', async () => {
    const app = await openVan()
    await edit(app, { meaning: 'We wait.' })
    const held = portal.hold(GET)
    await app.get('stage-words-save').click()
    ;(await held.next()).release()
    const readBack = await held.next()
    write({ EXECUTING: { meaning: 'We wait.' }, NEW: WORDS })
    readBack.release()
    held.off()
    await expect.element(app.get('stage-words-edit')).toBeVisible()
  })

  it('and a failure of that is told; saving again finds that it is there', async () => {
    const app = await openVan()
    await edit(app, { meaning: 'We wait.' })
    const held = portal.hold(GET)
    await app.get('stage-words-save').click()
    ;(await held.next()).release()
    const readBack = await held.next()
    portal.addFault({ fault: 'server-internal', method: GET })
    readBack.release()
    held.off()
    await expect.element(app.get('stage-words-form')).toHaveTextContent('Your text is still here.')
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-edit')).toBeVisible()
    expect(callCount(SET)).toBe(1)
  })
})

describe('whoever may not write, or is not answered', () => {
  it.each([
    ['is told to be an administrator and is none', null, 'Only administrators can do this'],
    ['loses the connection', { fault: 'network-drop', method: SET }, 'Can’t connect to Bitrix24'],
    ['cannot read before', { fault: 'server-internal', method: GET }, 'Bitrix24 server error'],
    ['gets another answer to the question', { fault: 'bad-string', method: GET }, 'Unexpected response'],
    ['gets another answer to the change', { fault: 'bad-html', method: SET }, 'Unexpected response'],
    ['must wait', { fault: 'limit-rate', method: SET }, 'Too many requests'],
  ] as const)('%s, and keeps the draft', async (_, fault, reason) => {
    if (!fault) portal.settings.user = 'installer'
    const app = await openVan()
    if (fault) portal.addFault(fault)
    await edit(app, { meaning: 'We wait.' })
    await app.get('stage-words-save').click()
    await expect
      .element(app.get('stage-words-form'))
      .toHaveTextContent(`Couldn’t save: ${reason}. Your text is still here.`)
    await expect.element(app.get('stage-words-meaning')).toHaveValue('We wait.')
    expect(portal.appOptions).not.toHaveProperty(OPTION)
    portal.settings.user = 'admin'
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-edit')).toBeVisible()
    expect(kept()).toEqual({ EXECUTING: { meaning: 'We wait.' } })
  })

  it('finds out that it was saved, although the answer was none', async () => {
    const app = await openVan()
    portal.addFault({ fault: 'bad-null', method: SET })
    await edit(app, { ask: 'Ada' })
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-form')).toHaveTextContent('Couldn’t save: Unexpected response.')
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-edit')).toBeVisible()
    expect(callCount(SET)).toBe(1)
  })

  it('sees that the portal is being waited for', async () => {
    const held = portal.hold(GET)
    const app = await openVan()
    await edit(app, { ask: 'Ada' })
    await app.get('stage-words-save').click()
    await expect.element(app.get('stage-words-form')).toHaveTextContent('Waiting for Bitrix24…')
    ;(app.get('stage-words-save').element() as HTMLElement).click()
    held.off()
    await expect.element(app.get('stage-words-edit')).toBeVisible()
    expect(callCount(SET)).toBe(1)
  })
})

it.each(['en', 'ar'])('fits a phone, also with very long words: %s', async (language) => {
  portal.settings.language = language
  write({ EXECUTING: { ...WORDS, meaning: 'x'.repeat(600), link: `https://acme.example/${'x'.repeat(400)}` } })
  await resize(PHONE_FRAME, 900)
  const app = await openVan()
  await expect.element(app.get('stage-words-meaning')).toBeVisible()
  expect(horizontalOverflow()).toBe(0)
  await app.get('stage-words-edit').click()
  await expect.element(app.get('stage-words-save')).toBeVisible()
  expect(horizontalOverflow()).toBe(0)
})
