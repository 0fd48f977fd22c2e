import { readFile } from 'node:fs/promises'
import type { Frame } from '@playwright/test'
import { EXPORT_FORMATS } from '../../src/crm/export'
import { expect, test as base, type App } from './fixtures'

/** Records everything the app shows, stores and sends, and searches it for tokens. */
interface LeakScan {
  /** Records the current state of the app's page. */
  snapshot: () => Promise<void>
  /** Records an output of the app, such as a download. */
  add: (place: string, text: string) => void
  /** The places that contain a token or a part of one. */
  leaks: () => Promise<string[]>
  frame: () => Promise<Frame>
  copied: string[]
}

/** Characters of a token that count as a leak. */
const PART_LENGTH = 16

const test = base.extend<{ leakScan: LeakScan }>({
  leakScan: async ({ app, context, page, portal }, use) => {
    const recorded: [place: string, text: string][] = []
    const copied: string[] = []
    const add = (place: string, text: string): number => recorded.push([place, text])
    page.on('console', (message) => add('console', message.text()))
    page.on('request', (request) => add('request URLs', request.url()))
    await page.exposeFunction('copied', (text: string) => {
      copied.push(text)
    })
    await page.addInitScript(() => {
      const reportCopied = Reflect.get(window, 'copied') as (text: string) => void
      const execCommand = document.execCommand.bind(document)
      document.execCommand = (...args) => {
        const field = document.activeElement
        reportCopied(
          field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
            ? field.value
            : String(getSelection()),
        )
        return execCommand(...args)
      }
    })

    const frame = (): Promise<Frame> => app.contentFrame()

    async function snapshot(): Promise<void> {
      const texts = await (
        await frame()
      ).evaluate(async () => ({
        HTML: document.documentElement.outerHTML,
        'form fields': [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')]
          .map(({ value }) => value)
          .join('\n'),
        localStorage: JSON.stringify(localStorage),
        sessionStorage: JSON.stringify(sessionStorage),
        databases: JSON.stringify(await indexedDB.databases()),
        caches: JSON.stringify(await caches.keys()),
        URL: location.href + JSON.stringify(history.state),
        title: document.title,
        'performance entries': performance
          .getEntries()
          .map(({ name }) => name)
          .join('\n'),
        'window properties': Object.keys(window)
          .filter((name) => typeof Reflect.get(window, name) === 'string')
          .map((name) => String(Reflect.get(window, name)))
          .join('\n'),
      }))
      for (const [place, text] of Object.entries(texts)) add(place, text)
      add('cookies', JSON.stringify(await context.cookies()))
      add('user options', JSON.stringify(portal.userOptions))
    }

    await use({
      snapshot,
      add,
      frame,
      copied,
      leaks: async () => {
        await snapshot()
        const parts = [...portal.tokens, ...portal.refreshTokens].flatMap((token) => [
          token.slice(0, PART_LENGTH),
          token.slice(-PART_LENGTH),
        ])
        const all = [...recorded, ...copied.map((text) => ['copied', text] as const)]
        return [
          ...new Set(all.flatMap(([place, text]) => (parts.some((part) => text.includes(part)) ? [place] : []))),
        ].toSorted()
      },
    })
  },
})

test.use({ ownContext: true })

/** Clicks every copy button. */
async function copyAll(app: App): Promise<void> {
  const buttons = app.card.locator('[data-testid="copy"]:not([disabled])')
  for (let index = 0; index < (await buttons.count()); index += 1) await buttons.nth(index).click()
}

test('using all features leaks no token', async ({ app, page, portal, leakScan }) => {
  test.slow()
  await test.step('a stage, its link, raw JSON, and code in every format for every task', async () => {
    await app.openStage('733')
    await app.expectStage('733')
    await expect(app.frame.locator('[data-copies="link"]')).toBeVisible()
    await app.get('raw-json-toggle').click()
    await expect(app.get('raw-json')).toBeVisible()
    await copyAll(app)
    await leakScan.snapshot()
    await app.get('code-toggle').click()
    await expect(app.get('code-snippet')).toBeVisible()
    const formats = await app
      .get('code-form')
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))
    const tasks = await app
      .get('code-task')
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))
    expect([formats.length, tasks.length]).toEqual([8, 4])
    for (const format of formats) {
      await app.get('code-form').selectOption(format)
      await expect(app.get('code-snippet')).toHaveAttribute('data-language', format)
      for (const task of tasks) {
        await app.get('code-task').selectOption(task)
        await app.frame.locator('[data-copies="code"]').click()
      }
    }
    expect(new Set(leakScan.copied).size).toBeGreaterThanOrEqual(formats.length * tasks.length)
    await leakScan.snapshot()
  })

  await test.step('an expired token that is refreshed', async () => {
    const before = portal.tokens.size
    portal.expireTokens()
    await app.get('stage-refresh').click()
    await expect.poll(() => portal.tokens.size).toBeGreaterThan(before)
    await app.expectStage('733')
    await leakScan.snapshot()
  })

  await test.step('an error message that contains the token', async () => {
    let token = ''
    await page.route('**/rest/crm.status.get?*', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      token = (route.request().postDataJSON() as { auth: string }).auth
      const body = { error: 'ODD', error_description: `The token ${token} is odd.` }
      return route.fulfill({ status: 400, headers: { 'Access-Control-Allow-Origin': '*' }, json: body })
    })
    await app.get('stage-refresh').click()
    await app.expectError('request')
    expect(portal.tokens.has(token)).toBe(true)
    await app.error.locator('summary').click()
    await expect(app.error).toContainText('The token ••• is odd.')
    await leakScan.snapshot()
    await page.unroute('**/rest/crm.status.get?*')
    await app.ask('733')
    await app.expectStage('733')
  })

  await test.step('settings', async () => {
    await app.get('settings-open').click()
    await expect(app.get('placement-toggle').first()).toBeVisible()
    await leakScan.snapshot()
    await app.get('settings-close').click()
  })

  await test.step('a directory, copied in every format and downloaded', async () => {
    await app.frame.locator('[data-entity-id="QUOTE_STATUS"]').first().click()
    await expect(app.frame.locator('[data-testid="directory-item"][data-stage-id="302"]')).toBeVisible()
    const before = leakScan.copied.length
    for (const format of EXPORT_FORMATS) {
      await app.get('export-format').selectOption(format)
      await app.frame.locator(`[data-copies="${format}"]`).first().click()
    }
    await expect.poll(() => leakScan.copied.length).toBe(before + EXPORT_FORMATS.length)
    const [download] = await Promise.all([page.waitForEvent('download'), app.get('directory-download').click()])
    const file = await readFile(await download.path(), 'utf8')
    expect(file).toContain('Accepted')
    leakScan.add('download', file + download.suggestedFilename())
    await app.get('theme-toggle').click()
    await expect.poll(() => JSON.stringify(portal.userOptions)).toContain('dark')
  })

  expect(portal.refreshTokens.size).toBeGreaterThan(0)
  expect(await leakScan.leaks()).toEqual([])
})

test('the leak scan finds a token in every place', async ({ app, context, portal, leakScan, server }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await app.frame.locator('[data-copies="STATUS_ID"]').click()
  expect(leakScan.copied).toEqual(['DT1038_37:SUCCESS'])
  expect(await leakScan.leaks()).toEqual([])

  const [token = '', refresh = ''] = [[...portal.tokens].at(-1), [...portal.refreshTokens].at(-1)]
  portal.userOptions.stageCard = `{"form":"${refresh}"}`
  await context.addCookies([{ name: 'token', value: token, url: server.appOrigin }])
  leakScan.add('download', `ID;${token}`)
  await (
    await leakScan.frame()
  ).evaluate(async (secret) => {
    const field = Object.assign(document.createElement('textarea'), { value: secret })
    document.body.append(field)
    field.select()
    document.execCommand('copy')
    document.body.append(Object.assign(document.createElement('p'), { title: `…${secret.slice(-20)}` }))
    localStorage.setItem('token', secret)
    sessionStorage.setItem('token', secret)
    await new Promise((resolve) => Object.assign(indexedDB.open(secret), { onsuccess: resolve }))
    await caches.open(secret)
    history.replaceState({ secret }, '')
    document.title = secret
    performance.mark(secret)
    Object.assign(window, { token: secret })
    console.debug('token', secret)
    await new Promise((resolve) =>
      Object.assign(new Image(), { onload: resolve, onerror: resolve, src: `./favicon.svg?${secret}` }),
    )
  }, token)
  expect(await leakScan.leaks()).toEqual([
    'HTML',
    'URL',
    'caches',
    'console',
    'cookies',
    'copied',
    'databases',
    'download',
    'form fields',
    'localStorage',
    'performance entries',
    'request URLs',
    'sessionStorage',
    'title',
    'user options',
    'window properties',
  ])
})
