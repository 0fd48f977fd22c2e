import { useI18n } from 'petite-vue-i18n'
import { disposePinia, type Pinia } from 'pinia'
import { h, nextTick, render, type App as VueApp, type Component } from 'vue'
import { expect } from 'vitest'
import { locators, page, userEvent, type Locator } from 'vitest/browser'
import { start } from '../../src/app'
import { askFirstCard } from '../../src/boot/firstCard'
import { guessLanguage, loadMessages, setPageLanguage, tagOf, type Language } from '../../src/locales'
import type { Call } from '../../src/portal/call'
import { connect } from '../../src/portal/connect'
import '../../src/kit.css'
import '../../src/style.css'
import { bindLinks } from '../portal/opening'
import { enterFrame, leaveFrames, portal, type Embedding, type Host } from './portal'

export { portal }

// Loads the app's lazy modules beforehand, so that no test waits for the dev server to transform them.
import.meta.glob(
  ['../../src/{views,panels,components}/**/*.vue', '../../src/stores/*.ts', '../../src/locales/*.json'],
  { eager: true },
)

/** The portal's page that shows the app. */
export const PAGE = '/marketplace/app/stage-card/'

declare module 'vitest/browser' {
  interface LocatorSelectors {
    /** The elements that match a CSS selector. */
    getBySelector(selector: string): Locator
  }
}

locators.extend({ getBySelector: (selector) => `css=${selector}` })

/** The running app, as a user operates it. The methods have the same names as in the e2e tests (`e2e/fixtures.ts`). */
export class App {
  private readonly places: Element[] = []

  constructor(
    readonly host: Host,
    private readonly vue: VueApp,
  ) {}

  get(testId: string): Locator {
    return page.getByTestId(testId)
  }

  /** For elements without a test ID. */
  find(selector: string): Locator {
    return page.getBySelector(selector)
  }

  /** All elements that match a selector now, without waiting. */
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

  /** Waits until the card shows the portal's answer for this stage, neither a stale card nor a placeholder. */
  async expectStage(id: string): Promise<void> {
    await expect.poll(() => this.currentStageId()).toBe(id)
  }

  /** The stage on the card; null while the card is missing, stale or a placeholder. */
  currentStageId(): string | null {
    const card = document.querySelector<HTMLElement>('[data-testid="stage-card"]')
    const settled =
      !document.querySelector('[data-testid="stage-error"], [data-testid="stage-loading"]') &&
      card?.dataset.stale === undefined
    return settled ? (card?.dataset.stageId ?? null) : null
  }

  /** Closes the card, which lies over the table. */
  async closeCard(): Promise<void> {
    await this.get('card-close').click()
    await expect.poll(() => this.card.elements()).toEqual([])
  }

  async expectError(kind: string): Promise<void> {
    await expect.element(this.error).toHaveAttribute('data-kind', kind)
  }

  /** Shows a component of the app on its own, beside the app. */
  show(component: Component, props: Record<string, unknown> = {}): void {
    const { _context: appContext } = this.vue
    const place = document.createElement('div')
    document.body.append(place)
    this.places.push(place)
    render(Object.assign(h(component, props), { appContext }), place)
  }

  /** Switches the language of the open page. A portal reloads the page instead, which takes much longer. */
  async switchLanguage(language: Language): Promise<void> {
    const messages = await loadMessages(language)
    this.show({
      setup() {
        const { locale, setLocaleMessage } = useI18n()
        setLocaleMessage(tagOf(language), messages)
        locale.value = tagOf(language)
        return () => null
      },
    })
    setPageLanguage(language)
    await nextTick()
  }

  /** For stores of this app: one that was closed before may still be the active one. */
  get pinia(): Pinia {
    return (this.vue.config.globalProperties as { $pinia: Pinia }).$pinia
  }

  unmount(): void {
    const { pinia } = this
    for (const place of this.places) render(null, place)
    this.vue.unmount()
    disposePinia(pinia)
    leaveFrames()
  }
}

let running: App | null = null
let openHost: Host | null = null

/** Answers no call after the app was closed, because the browser would have discarded the page. */
function callWhileOpen(call: Call, isOpen: () => boolean): Call {
  return async (method, params) => {
    const answer = call(method, params)
    await Promise.allSettled([answer])
    return isOpen() ? answer : new Promise(() => undefined)
  }
}

/**
 * Opens the app in the portal: the real interface, stores, texts and SDK over the stand-in portal in this page. Closes
 * an app that is still open. The e2e tests cover what `main.ts` does before.
 * @param path of the portal's page; by default the page that the left menu opens
 * @param embedding differences from a portal's frame
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
    askFirstCard({ ...connection, call: callWhileOpen(connection.call, isOpen) }),
  )
  firstCard.catch(() => undefined) // The interface shows the failure.
  const language = guessLanguage()
  running = new App(host, start(language, await loadMessages(language), firstCard))
  return running
}

/** Opens the app by a link to a stage, in a portal where such links are switched on. */
export function openStage(id: string): Promise<App> {
  bindLinks(portal, `${window.location.origin}/`)
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

/** Closes the open app, if any. */
export function close(): void {
  running?.unmount()
  running = null
  openHost = null
  document.body.replaceChildren()
  document.documentElement.removeAttribute('class')
}
