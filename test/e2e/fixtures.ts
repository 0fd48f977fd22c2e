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
import { look } from '../chromium'
import { createPortal, type Portal } from '../portal/portal'
import { standInPortal } from '../portal/plugin'

export { expect }

interface World {
  portal: Portal
  /** Where the portal is served, and where the app: two origins, as in life. */
  portalOrigin: string
  appOrigin: string
}

/** The app inside the portal, as a person meets it. */
export class App {
  readonly frame: FrameLocator

  constructor(
    readonly page: Page,
    readonly world: World,
  ) {
    this.frame = page.frameLocator('[data-testid="app-frame"]')
  }

  /** Opens the app in the portal, by default from the left menu. */
  async open(path = '/marketplace/app/stage-card/'): Promise<void> {
    await this.page.goto(this.world.portalOrigin + path)
  }

  /** Opens the app by a link to a stage. */
  openStage(id: string): Promise<void> {
    return this.open(`/marketplace/view/stage-card/?params[id]=${encodeURIComponent(id)}`)
  }

  /**
   * Resolves once a portal that does not answer has been asked for something: it looks up whether it is to answer. By then
   * the app's wait for it has begun, and a clock may run on. To be called before what makes the app ask.
   */
  async hostAsked(): Promise<void> {
    await this.page.waitForRequest('**/~portal/settings')
  }

  /**
   * Has the app's time of day stand still, from now or from the next opening on: what counts down to a moment does not get
   * there while a test looks and presses, however busy the machine is. Timers go on.
   * @param ahead milliseconds, to move it on
   */
  async stopClock(ahead = 0): Promise<void> {
    await this.page.clock.setFixedTime(Date.now() + ahead)
  }

  /** The app's own frame, for what is to run in it. */
  async contentFrame(): Promise<Frame> {
    const frame = await (await this.page.getByTestId('app-frame').elementHandle())?.contentFrame()
    if (!frame) throw new Error('The app is not there')
    // Until the portal has sent its form, the frame holds another page, which goes.
    await expect.poll(() => frame.url()).toMatch(/^http:\/\/127/)
    return frame
  }

  /** Opens the app from a record's menu, tab or toolbar. */
  openRecord(placement: string, options: object): Promise<void> {
    return this.open(
      `/marketplace/app/stage-card/?placement=${placement}&options=${encodeURIComponent(JSON.stringify(options))}`,
    )
  }

  async ask(id: string): Promise<void> {
    await this.input.fill(id)
    await this.input.press('Enter')
  }

  get(mark: string): Locator {
    return this.frame.getByTestId(mark)
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

  /** Waits until the card of this stage is shown, as the portal has answered it: not an old one, and not what was known before. */
  async expectStage(id: string): Promise<void> {
    await expect(this.card).toHaveAttribute('data-stage-id', id)
    await expect(this.error).toHaveCount(0)
    await expect(this.get('stage-loading')).toHaveCount(0)
    await expect(this.card).not.toHaveAttribute('data-stale')
  }

  async expectError(kind: string): Promise<void> {
    await expect(this.error).toHaveAttribute('data-kind', kind)
  }
}

/** What the browser itself says about an answer that is an error; no page can keep it from saying so. */
const BROWSERS_OWN = /^Failed to load resource: |blocked by CORS policy/

interface TestFixtures {
  app: App
  portal: Portal
  /** Whether a test has a browser context to itself: it changes what is a whole context's (clock, connection, permissions). */
  own: boolean
  noise: { heard: string[]; allow: (pattern: RegExp) => void }
}

export const test = base.extend<TestFixtures, { world: World; warm: BrowserContext }>({
  world: [
    async ({}, use) => {
      const portal = createPortal()
      const server = await preview({
        configFile: false,
        base: './',
        build: { outDir: 'test/.build' },
        plugins: [standInPortal(portal)],
        preview: { host: '127.0.0.1', port: 4400 + test.info().parallelIndex, strictPort: false },
        logLevel: 'error',
      })
      const address = server.httpServer.address()
      const port = typeof address === 'object' ? address?.port : undefined
      await use({ portal, portalOrigin: `http://localhost:${port}`, appOrigin: `http://127.0.0.1:${port}` })
      await server.close()
    },
    { scope: 'worker' },
  ],
  // Its cache holds the app's files, as that of everyone who opens the app a second time.
  warm: [
    async ({ browser }, use) => {
      const context = await browser.newContext(look)
      await use(context)
      await context.close()
    },
    { scope: 'worker' },
  ],
  own: [false, { option: true }],
  portal: async ({ world }, use) => {
    world.portal.reset()
    await use(world.portal)
    world.portal.reset()
  },
  context: async ({ browser, own, warm }, use) => {
    const context = own ? await browser.newContext(look) : warm
    await use(context)
    if (own) await context.close()
  },
  noise: async ({}, use) => {
    const allowed = [BROWSERS_OWN]
    const heard: string[] = []
    await use({ heard, allow: (pattern) => allowed.push(pattern) })
    expect(heard.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([])
  },
  // An unexpected word on the console, or an error that nobody caught, fails any test.
  page: async ({ context, noise }, use) => {
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() !== 'debug') noise.heard.push(message.text())
    })
    page.on('pageerror', (error) => noise.heard.push(`uncaught: ${error.message}`))
    await use(page)
    await page.close()
  },
  // Needs `portal`, so that every test finds the portal as new.
  app: async ({ page, world, portal }, use) => {
    await use(new App(page, { ...world, portal }))
  },
})
