import { readFile } from 'node:fs/promises'
import type { Frame } from '@playwright/test'
import { expect, test as base, type App } from './fixtures'

/** Looks for tokens wherever the app may have left one. */
interface Search {
  /** Takes down what stands on the app's page now. */
  look: () => Promise<void>
  /** Adds something that the app gave out. */
  add: (place: string, text: string) => void
  /** The places where a token was found, whole or in part. */
  leaks: () => Promise<string[]>
  frame: () => Promise<Frame>
  copied: string[]
}

/** Enough of a token to know it by. */
const PART = 16

const test = base.extend<{ search: Search }>({
  search: async ({ app, context, page, portal }, use) => {
    const seen: [place: string, text: string][] = []
    const copied: string[] = []
    const add = (place: string, text: string): number => seen.push([place, text])
    page.on('console', (message) => add('console', message.text()))
    page.on('request', (request) => add('addresses asked for', request.url()))
    await page.exposeFunction('copied', (text: string) => {
      copied.push(text)
    })
    await page.addInitScript(() => {
      const tell = Reflect.get(window, 'copied') as (text: string) => void
      const command = document.execCommand.bind(document)
      document.execCommand = (...args) => {
        const field = document.activeElement
        tell(
          field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
            ? field.value
            : String(getSelection()),
        )
        return command(...args)
      }
    })

    const frame = (): Promise<Frame> => app.contentFrame()

    async function look(): Promise<void> {
      const texts = await (
        await frame()
      ).evaluate(async () => ({
        page: document.documentElement.outerHTML,
        fields: [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')]
          .map(({ value }) => value)
          .join('\n'),
        localStorage: JSON.stringify(localStorage),
        sessionStorage: JSON.stringify(sessionStorage),
        databases: JSON.stringify(await indexedDB.databases()),
        caches: JSON.stringify(await caches.keys()),
        address: location.href + JSON.stringify(history.state),
        title: document.title,
        'what was loaded': performance
          .getEntries()
          .map(({ name }) => name)
          .join('\n'),
        'names of the page': Object.keys(window)
          .filter((name) => typeof Reflect.get(window, name) === 'string')
          .map((name) => String(Reflect.get(window, name)))
          .join('\n'),
      }))
      for (const [place, text] of Object.entries(texts)) add(place, text)
      add('cookies', JSON.stringify(await context.cookies()))
      add('user options', JSON.stringify(portal.userOptions))
    }

    await use({
      look,
      add,
      frame,
      copied,
      leaks: async () => {
        await look()
        const parts = [...portal.tokens, ...portal.refreshTokens].flatMap((token) => [
          token.slice(0, PART),
          token.slice(-PART),
        ])
        const all = [...seen, ...copied.map((text) => ['copied', text] as const)]
        return [
          ...new Set(all.flatMap(([place, text]) => (parts.some((part) => text.includes(part)) ? [place] : []))),
        ].toSorted()
      },
    })
  },
})

test.use({ own: true })

/** Presses every button that copies something. */
async function copyAll(app: App): Promise<void> {
  const buttons = app.frame.locator('[data-testid="copy"]:not([disabled])')
  for (let at = 0; at < (await buttons.count()); at += 1) await buttons.nth(at).click()
}

test('a long walk leaves no token anywhere', async ({ app, page, portal, search }) => {
  test.slow()
  await test.step('a stage, its link, its raw answer, and code in every form for every task', async () => {
    await app.openStage('733')
    await app.expectStage('733')
    await expect(app.frame.locator('[data-copies="link"]')).toBeVisible()
    await app.get('raw-json-toggle').click()
    await expect(app.get('raw-json')).toBeVisible()
    await copyAll(app)
    await search.look()
    await app.get('code-toggle').click()
    await expect(app.get('code-snippet')).toBeVisible()
    const forms = await app
      .get('code-form')
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))
    const tasks = await app
      .get('code-task')
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))
    expect([forms.length, tasks.length]).toEqual([8, 4])
    for (const form of forms) {
      await app.get('code-form').selectOption(form)
      await expect(app.get('code-snippet')).toHaveAttribute('data-language', form)
      for (const task of tasks) {
        await app.get('code-task').selectOption(task)
        await app.frame.locator('[data-copies="code"]').click()
      }
    }
    expect(new Set(search.copied).size).toBeGreaterThanOrEqual(forms.length * tasks.length)
    await search.look()
  })

  await test.step('a token that expires and is renewed', async () => {
    const before = portal.tokens.size
    portal.expireTokens()
    await app.get('stage-refresh').click()
    await expect.poll(() => portal.tokens.size).toBeGreaterThan(before)
    await app.expectStage('733')
    await search.look()
  })

  await test.step('an error whose text repeats the token', async () => {
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
    await search.look()
    await page.unroute('**/rest/crm.status.get?*')
    await app.ask('733')
    await app.expectStage('733')
  })

  await test.step('settings', async () => {
    await app.get('settings-open').click()
    await expect(app.get('placement-toggle').first()).toBeVisible()
    await search.look()
    await app.get('settings-close').click()
  })

  await test.step('a directory, copied in every form, and as a file', async () => {
    await app.get('directory-open').click()
    await app.frame.locator('[data-entity-id="QUOTE_STATUS"]').first().click()
    await expect(app.frame.locator('[data-testid="directory-item"][data-stage-id="302"]')).toBeVisible()
    const before = search.copied.length
    for (const form of ['csv', 'json', 'markdown']) await app.frame.locator(`[data-copies="${form}"]`).first().click()
    await expect.poll(() => search.copied.length).toBe(before + 3)
    const [download] = await Promise.all([page.waitForEvent('download'), app.get('directory-download').click()])
    const file = await readFile(await download.path(), 'utf8')
    expect(file).toContain('APPROVED')
    search.add('download', file + download.suggestedFilename())
    await app.get('theme-toggle').click()
    await expect.poll(() => JSON.stringify(portal.userOptions)).toContain('dark')
  })

  expect(portal.refreshTokens.size).toBeGreaterThan(0)
  expect(await search.leaks()).toEqual([])
})

test('the search finds a token wherever one stands', async ({ app, context, portal, search, world }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await app.frame.locator('[data-copies="STATUS_ID"]').click()
  expect(search.copied).toEqual(['DT1038_37:SUCCESS'])
  expect(await search.leaks()).toEqual([])

  const [token = '', refresh = ''] = [[...portal.tokens].at(-1), [...portal.refreshTokens].at(-1)]
  portal.userOptions.stageCard = `{"form":"${refresh}"}`
  await context.addCookies([{ name: 'token', value: token, url: world.appOrigin }])
  search.add('download', `ID;${token}`)
  await (
    await search.frame()
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
  expect(await search.leaks()).toEqual([
    'address',
    'addresses asked for',
    'caches',
    'console',
    'cookies',
    'copied',
    'databases',
    'download',
    'fields',
    'localStorage',
    'names of the page',
    'page',
    'sessionStorage',
    'title',
    'user options',
    'what was loaded',
  ])
})
