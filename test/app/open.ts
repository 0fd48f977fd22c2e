import { disposePinia, type Pinia } from 'pinia'
import type { App as VueApp } from 'vue'
import { expect } from 'vitest'
import { locators, page, userEvent, type Locator } from 'vitest/browser'
import { start } from '../../src/app'
import { askFirstCard } from '../../src/boot/firstCard'
import { guessLanguage, loadMessages } from '../../src/locales'
import type { Call } from '../../src/portal/call'
import { connect } from '../../src/portal/connect'
import '../../src/kit.css'
import '../../src/style.css'
import { enterFrame, leaveFrames, portal, type Embedding, type Host } from './portal'

export { portal }

// What the app loads when it is first shown is there beforehand, so that no test waits for the server to make it.
import.meta.glob(['../../src/{views,panels,components}/**/*.vue', '../../src/locales/*.json'], { eager: true })

/** The portal's page that shows the app. */
export const PAGE = '/marketplace/app/stage-card/'

declare module 'vitest/browser' {
  interface LocatorSelectors {
    /** What a CSS selector finds. */
    getBySelector(selector: string): Locator
  }
}

locators.extend({ getBySelector: (selector) => `css=${selector}` })

/** The running interface, as a person meets it: the same words as in the browser tests of the whole (`e2e/fixtures.ts`). */
export class App {
  constructor(
    readonly host: Host,
    private readonly vue: VueApp,
  ) {}

  /** What outside checks know by a mark. */
  get(mark: string): Locator {
    return page.getByTestId(mark)
  }

  /** What a selector finds, which outside checks do not know. */
  find(selector: string): Locator {
    return page.getBySelector(selector)
  }

  /** All elements of a selector, as they are now. */
  all(selector: string): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>(selector)]
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

  /** Types an ID and presses Enter. */
  async ask(id: string): Promise<void> {
    await this.input.fill(id)
    await userEvent.keyboard('{Enter}')
  }

  /** Waits until the card of this stage is shown, as the portal has answered it: not an old one, and not what was known before. */
  async expectStage(id: string): Promise<void> {
    await expect.poll(() => this.shownStage()).toBe(id)
  }

  /** The stage whose card is shown and current; null while it is not. */
  shownStage(): string | null {
    const card = document.querySelector<HTMLElement>('[data-testid="stage-card"]')
    const settled =
      !document.querySelector('[data-testid="stage-error"], [data-testid="stage-loading"]') &&
      card?.dataset.stale === undefined
    return settled ? (card?.dataset.stageId ?? null) : null
  }

  async expectError(kind: string): Promise<void> {
    await expect.element(this.error).toHaveAttribute('data-kind', kind)
  }

  end(): void {
    const { $pinia } = this.vue.config.globalProperties as { $pinia: Pinia }
    this.vue.unmount()
    disposePinia($pinia)
    leaveFrames()
  }
}

let running: App | null = null
let openHost: Host | null = null

/** What an app has asked before it was closed is never answered, as in a page that is gone. */
function whileOpen(call: Call, isOpen: () => boolean): Call {
  return async (method, params) => {
    const answer = call(method, params)
    await Promise.allSettled([answer])
    return isOpen() ? answer : new Promise(() => undefined)
  }
}

/**
 * Opens the app in the portal: the real interface, stores, texts and SDK over the stand-in portal in this very page. What
 * `main.ts` does before is left to the browser tests of the whole. Opened again, it is opened anew.
 * @param path of the portal's page; by default the left menu's
 * @param embedding what is not as in a portal's frame
 */
export async function openApp(path = PAGE, embedding: Embedding = {}): Promise<App> {
  close()
  const root = document.createElement('div')
  root.id = 'app'
  document.body.replaceChildren(root)
  const host = enterFrame(path, embedding)
  openHost = host
  const isOpen = () => openHost === host
  const firstCard = connect().then((connection) =>
    askFirstCard({ ...connection, call: whileOpen(connection.call, isOpen) }),
  )
  firstCard.catch(() => undefined) // the interface shows it
  const language = guessLanguage()
  running = new App(host, start(language, await loadMessages(language), firstCard))
  return running
}

/** Opens the app by a link to a stage. */
export function openStage(id: string): Promise<App> {
  return openApp(`/marketplace/view/stage-card/?params[id]=${encodeURIComponent(id)}`)
}

/** Opens the app from a record's menu, tab or toolbar. */
export function openRecord(placement: string, options: unknown): Promise<App> {
  return openApp(`${PAGE}?placement=${placement}&options=${encodeURIComponent(JSON.stringify(options))}`)
}

/** Opens the app from a deal's menu. */
export function openDeal(title: string): Promise<App> {
  const deal = portal.data.records.find((record) => record.title === title)
  return openRecord('CRM_DEAL_LIST_MENU', { ID: String(deal?.id) })
}

/** Ends the app that is open, if any. */
export function close(): void {
  running?.end()
  running = null
  openHost = null
  document.body.replaceChildren()
  document.documentElement.removeAttribute('class')
}
