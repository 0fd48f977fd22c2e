import {
  expect,
  test as base,
  type BrowserContext,
  type Frame,
  type FrameLocator,
  type Locator,
  type Page,
} from '@playwright/test'
import { preview } from 'vite'
import { contextOptions } from '../chromium'
import { bindLinks } from '../portal/opening'
import { createPortal, type Portal } from '../portal/portal'
import { standInPortal } from '../portal/plugin'

export { expect }

interface Server {
  portal: Portal
  /** The portal and the app have different origins, as in production. */
  portalOrigin: string
  appOrigin: string
}

/** Page object of the app in the portal's frame. */
export class App {
  readonly frame: FrameLocator

  constructor(
    readonly page: Page,
    readonly server: Server,
  ) {
    this.frame = page.frameLocator('[data-testid="app-frame"]')
  }

  /** Opens the app in the portal; by default its page in the left menu. */
  async open(path = '/marketplace/app/stage-card/'): Promise<void> {
    await this.page.goto(this.server.portalOrigin + path)
  }

  /** Opens the app through a link to a stage, in a portal where such links are switched on. */
  openStage(id: string): Promise<void> {
    bindLinks(this.server.portal, `${this.server.appOrigin}/`)
    return this.open(`/marketplace/view/stage-card/?params[id]=${encodeURIComponent(id)}`)
  }

  /**
   * Resolves when the unresponsive portal gets the app's next message: its page then checks whether it may respond. By
   * then the app's timeout has started, so the test may advance the clock. Call it before the action that sends the
   * message, and only if `portal.settings.host` is not `answers`.
   */
  async waitForFrameMessage(): Promise<void> {
    await this.page.waitForRequest('**/~portal/settings')
  }

  /**
   * Freezes `Date`, so that a countdown does not end during the test's checks on a busy machine. Timers still run.
   * @param ahead milliseconds to add to the current time
   */
  async stopClock(ahead = 0): Promise<void> {
    await this.page.clock.setFixedTime(Date.now() + ahead)
  }

  /** The app's frame, to evaluate code in it. */
  async contentFrame(): Promise<Frame> {
    const frame = await (await this.page.getByTestId('app-frame').elementHandle())?.contentFrame()
    if (!frame) throw new Error('The portal shows no app frame')
    // The frame starts with a blank page, until the portal submits the form that loads the app.
    await expect.poll(() => frame.url()).toMatch(/^http:\/\/127/)
    return frame
  }

  /** Waits until the frame is drawn in its present size. */
  async waitUntilDrawn(): Promise<void> {
    const width = await this.page.getByTestId('app-frame').evaluate((frame) => frame.clientWidth)
    const root = this.frame.locator('html')
    await expect.poll(() => root.evaluate(() => innerWidth)).toBe(width)
    await root.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  }

  /** Opens the app from a record's menu, tab or toolbar. */
  openRecord(placement: string, options: object): Promise<void> {
    return this.open(
      `/marketplace/app/stage-card/?placement=${placement}&options=${encodeURIComponent(JSON.stringify(options))}`,
    )
  }

  /** Types an ID and presses Enter. */
  async ask(id: string): Promise<void> {
    await this.input.fill(id)
    await this.input.press('Enter')
  }

  /**
   * Clicks an element that has just appeared. Right after the portal's page scrolls or resizes the frame, Chromium may
   * still send `mousedown` to the portal's page, and the click gets lost. So this first hovers until the element notices.
   */
  async clickWhenSettled(target: Locator): Promise<void> {
    await expect(async () => {
      await target.hover()
      expect(await target.evaluate((element) => element.matches(':hover'))).toBe(true)
    }).toPass()
    await target.click()
  }

  get(testId: string): Locator {
    return this.frame.getByTestId(testId)
  }

  get input(): Locator {
    return this.get('stage-id-input')
  }

  get card(): Locator {
    return this.get('stage-card')
  }

  get error(): Locator {
    return this.get('stage-error')
  }

  /** Waits for the card of this stage with the portal's answer: not a stale card, and not a placeholder. */
  async expectStage(id: string): Promise<void> {
    await expect(this.card).toHaveAttribute('data-stage-id', id)
    await expect(this.error).toHaveCount(0)
    await expect(this.get('stage-loading')).toHaveCount(0)
    await expect(this.card).not.toHaveAttribute('data-stale')
    // A cached answer is shown while the portal is asked again.
    await expect(this.card).toHaveAttribute('aria-busy', 'false')
  }

  async expectError(kind: string): Promise<void> {
    await expect(this.error).toHaveAttribute('data-kind', kind)
  }
}

/** Messages that the browser itself logs for failed requests; a page cannot prevent them. */
const BROWSER_MESSAGES = /^Failed to load resource: |blocked by CORS policy/

interface TestFixtures {
  app: App
  /** Opens another tab, for somebody else or for later. */
  newPage: () => Promise<Page>
  portal: Portal
  /** Whether the test gets a new browser context. Needed if it changes the context's clock, connection or permissions. */
  ownContext: boolean
  /** Whether the test's portal makes the app send JSON. */
  allowsPreflights: boolean
  /** Fails the test if the console has messages that it does not allow. */
  consoleMessages: { messages: string[]; allow: (pattern: RegExp) => void }
}

export const test = base.extend<TestFixtures, { server: Server; sharedContext: BrowserContext }>({
  server: [
    async ({}, use) => {
      const portal = createPortal()
      const viteServer = await preview({
        configFile: false,
        base: './',
        build: { outDir: 'test/.build' },
        plugins: [standInPortal(portal)],
        preview: { host: '127.0.0.1', port: 4400 + test.info().parallelIndex, strictPort: false },
        logLevel: 'error',
      })
      const address = viteServer.httpServer.address()
      const port = typeof address === 'object' ? address?.port : undefined
      await use({ portal, portalOrigin: `http://localhost:${port}`, appOrigin: `http://127.0.0.1:${port}` })
      await viteServer.close()
    },
    { scope: 'worker' },
  ],
  // The tests of a worker share the HTTP cache, as a returning user's browser keeps the app's files.
  sharedContext: [
    async ({ browser }, use) => {
      const context = await browser.newContext(contextOptions)
      await use(context)
      await context.close()
    },
    { scope: 'worker' },
  ],
  ownContext: [false, { option: true }],
  allowsPreflights: [false, { option: true }],
  portal: async ({ server, allowsPreflights }, use) => {
    server.portal.reset()
    await use(server.portal)
    // Every call of the app is a simple request: a preflight would cost it a round trip more.
    if (!allowsPreflights) expect(server.portal.preflights).toBe(0)
    server.portal.reset()
  },
  context: async ({ browser, ownContext, sharedContext }, use) => {
    const context = ownContext ? await browser.newContext(contextOptions) : sharedContext
    await use(context)
    if (ownContext) await context.close()
  },
  consoleMessages: async ({}, use) => {
    const allowed = [BROWSER_MESSAGES]
    const messages: string[] = []
    await use({ messages, allow: (pattern) => allowed.push(pattern) })
    expect(messages.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([])
  },
  // An unexpected console message or an uncaught error fails any test.
  newPage: async ({ context, consoleMessages }, use) => {
    const pages: Page[] = []
    await use(async () => {
      const page = await context.newPage()
      pages.push(page)
      page.on('console', (message) => {
        if (message.type() !== 'debug') consoleMessages.messages.push(message.text())
      })
      page.on('pageerror', (error) => consoleMessages.messages.push(`uncaught: ${error.message}`))
      return page
    })
    for (const page of pages) await page.close()
  },
  page: async ({ newPage }, use) => use(await newPage()),
  // Depends on `portal`, so that the portal is reset for every test.
  app: async ({ page, server, portal }, use) => {
    await use(new App(page, { ...server, portal }))
  },
})
