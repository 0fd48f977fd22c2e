import { expect } from 'vitest'
import { fillAndSubmit, waitForVisible, byTestId, click, findVisible } from './dom'
import { openApp, openDeal, openStage, portal, type App } from './open'

/** A part of the app that makes a call as soon as it opens. */
export interface EntryPoint {
  /** The call that it depends on. */
  method: string
  open: () => Promise<App>
  /** The element that it shows once the call has succeeded. */
  loaded: () => HTMLElement | undefined
}

/** The card with the portal's answer, not a placeholder or a stale card. */
const cardOf = (id: string) => () =>
  findVisible(byTestId('stage-loading'))
    ? undefined
    : findVisible(`${byTestId('stage-card')}[data-stage-id="${id}"]:not([data-stale])`)
const visible = (selector: string) => () => findVisible(selector)

export const ENTRY_POINTS = {
  'a link to a stage': {
    method: 'crm.status.get',
    open: () => openStage('733'),
    loaded: cardOf('733'),
  },
  'a record’s menu': {
    method: 'batch',
    open: () => openDeal('Delivery van'),
    loaded: cardOf('104'),
  },
  'a typed ID': {
    method: 'crm.status.get',
    open: async () => {
      const app = await openApp()
      await fillAndSubmit(byTestId('stage-id-input'), '733')
      return app
    },
    loaded: cardOf('733'),
  },
  'the directories': {
    method: 'crm.status.entity.types',
    open: () => openApp(),
    loaded: visible(byTestId('directory-list')),
  },
  'a directory’s items': {
    method: 'crm.status.list',
    open: async () => {
      const app = await openApp()
      await click(`${byTestId('directory-option')}[data-entity-id="SOURCE"]`)
      return app
    },
    loaded: visible(byTestId('directory-item')),
  },
  'a search': {
    method: 'crm.status.list',
    open: async () => {
      const app = await openApp()
      await waitForVisible(byTestId('directory-list'))
      await fillAndSubmit(byTestId('stage-id-input'), 'won')
      return app
    },
    loaded: visible(`${byTestId('search-results')} ${byTestId('directory-item')}`),
  },
  'the installer': {
    method: 'placement.list',
    open: () => {
      portal.settings.installing = true
      return openApp()
    },
    loaded: visible(byTestId('placement-toggle')),
  },
  settings: {
    method: 'placement.get',
    open: async () => {
      const app = await openStage('733')
      await click(byTestId('settings-open'))
      return app
    },
    loaded: visible(byTestId('placement-toggle')),
  },
} satisfies Record<string, EntryPoint>

/** The visible failure notice, in any part of the app. */
export const failureNotice = () => findVisible('[role="alert"][data-kind]')

/** The kind of failure that the notice shows now. */
export const errorKind = () => failureNotice()?.dataset.kind

export async function expectErrorKind(kind: string): Promise<void> {
  await expect.poll(errorKind).toBe(kind)
}

/** Waits until an entry point has loaded, and expects no failure notice. */
export async function expectLoaded(entryPoint: EntryPoint): Promise<void> {
  await expect.poll(entryPoint.loaded).toBeDefined()
  expect(failureNotice()).toBeUndefined()
}

/** Clicks the reload button, waits until the portal is asked to reload its page, and opens the app again. */
export async function reload(app: App, open: () => Promise<App>): Promise<App> {
  await click(byTestId('stage-retry'))
  await expect.poll(() => app.host.reloads).toBe(1)
  return open()
}
