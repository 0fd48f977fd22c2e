import { expect } from 'vitest'
import { enter, find, marked, press, visible } from './hands'
import { openApp, openDeal, openStage, portal, type App } from './open'

/** A way in: which call it depends on, how it is opened, and what is to be seen when all is well. */
export interface Way {
  method: string
  open: () => Promise<App>
  good: () => HTMLElement | undefined
}

/** The card of a stage, as the portal has answered it. */
const cardOf = (id: string) => () =>
  visible(marked('stage-loading'))
    ? undefined
    : visible(`${marked('stage-card')}[data-stage-id="${id}"]:not([data-stale])`)
const first = (selector: string) => () => visible(selector)

export const WAYS = {
  'a link to a stage': {
    method: 'crm.status.get',
    open: () => openStage('733'),
    good: cardOf('733'),
  },
  'a record’s menu': {
    method: 'batch',
    open: () => openDeal('Delivery van'),
    good: cardOf('104'),
  },
  'an ID that is typed': {
    method: 'crm.status.get',
    open: async () => {
      const app = await openApp()
      await enter(marked('stage-id-input'), '733')
      return app
    },
    good: cardOf('733'),
  },
  'the directories': {
    method: 'crm.status.entity.types',
    open: () => openApp(),
    good: first(marked('directory-list')),
  },
  'a directory’s items': {
    method: 'crm.status.list',
    open: async () => {
      const app = await openApp()
      await press(`${marked('directory-option')}[data-entity-id="SOURCE"]`)
      return app
    },
    good: first(marked('directory-item')),
  },
  'a search': {
    method: 'crm.status.list',
    open: async () => {
      const app = await openApp()
      await find(marked('directory-list'))
      await enter(marked('directory-search'), 'won')
      return app
    },
    good: first(`${marked('search-results')} ${marked('directory-item')}`),
  },
  'the installer': {
    method: 'placement.list',
    open: () => {
      portal.settings.installing = true
      return openApp()
    },
    good: first(marked('placement-toggle')),
  },
  settings: {
    method: 'placement.get',
    open: async () => {
      const app = await openStage('733')
      await press(marked('settings-open'))
      return app
    },
    good: first(marked('placement-toggle')),
  },
} satisfies Record<string, Way>

/** The notice of a failure, wherever it stands. */
export const notice = () => visible('[role="alert"][data-kind]')

/** What kind of failure is told now. */
export const toldKind = () => notice()?.dataset.kind

export async function expectKind(kind: string): Promise<void> {
  await expect.poll(toldKind).toBe(kind)
}

/** Waits until a way in shows what it is there for, and no failure beside it. */
export async function expectGood(way: Way): Promise<void> {
  await expect.poll(way.good).toBeDefined()
  expect(notice()).toBeUndefined()
}

/** Presses what asks for a reload; the portal does it, and the app is opened anew. */
export async function reload(app: App, open: () => Promise<App>): Promise<App> {
  await press(marked('stage-retry'))
  await expect.poll(() => app.host.reloads).toBe(1)
  return open()
}
