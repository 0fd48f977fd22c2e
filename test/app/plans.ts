import { onTestFinished, vi } from 'vitest'
import type { WantedItem } from '../../src/crm/change/types'
import { wantedOf } from '../../src/crm/change/wanted'
import { parseStages } from '../../src/crm/stage'
import { useDraftsStore } from '../../src/stores/drafts'
import type { Target } from '../../src/crm/change/part'
import { usePlanStore } from '../../src/stores/plan'
import { bySort, type StatusRow } from '../portal/data'
import { byTestId, findVisible, waitForVisible } from './dom'
import { openApp, portal, type App } from './open'

/** Answers come at once: the pauses between the app's requests take no time until the test ends. */
function withoutPauses(): void {
  let now = performance.now()
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000))
  onTestFinished(() => spy.mockRestore())
}

/** The rows of a directory, as the portal has them. */
export function rowsOf(entityId: string): StatusRow[] {
  return bySort(portal.data.statuses.filter((row) => row.ENTITY_ID === entityId))
}

/** Code, name and color of each item of a directory, as the portal has them. */
export function itemsOf(entityId: string): string[] {
  return wantedOf(parseStages(rowsOf(entityId))).map(({ code, name, color }) => `${code} ${name} ${color ?? '-'}`)
}

export type Wish = (items: WantedItem[]) => WantedItem[]

/** Makes a draft of a directory, as the editor does. */
export function draftOf(app: App, entityId: string, wish: Wish): Target {
  const drafts = useDraftsStore(app.pinia)
  const { base } = drafts.open(entityId, parseStages(rowsOf(entityId)))
  drafts.change(entityId, wish(base))
  const { wanted } = drafts.of(entityId) ?? { wanted: base }
  return { entityId, title: entityId, base, mine: wanted }
}

/** Opens the app for a plan. */
export async function openForPlan(): Promise<App> {
  withoutPauses()
  const app = await openApp()
  await waitForVisible(byTestId('directory-list'))
  return app
}

/** Opens the app, and a plan that changes directories. */
export async function openPlan(...wishes: [entityId: string, wish: Wish][]): Promise<App> {
  const app = await openForPlan()
  await usePlanStore(app.pinia).begin(wishes.map(([entityId, wish]) => draftOf(app, entityId, wish)))
  await waitForVisible(byTestId('plan'))
  return app
}

/** Changes one item. */
export function changing(code: string, change: Partial<WantedItem>): Wish {
  return (items) => items.map((item) => (item.code === code ? { ...item, ...change } : item))
}

/** Puts an item before another one. */
export function moving(code: string, before: string): Wish {
  return (items) => {
    const moved = items.filter((item) => item.code === code)
    return items.flatMap((item) => (item.code === code ? [] : item.code === before ? [...moved, item] : [item]))
  }
}

export function deleting(code: string): Wish {
  return (items) => items.filter((item) => item.code !== code)
}

export function adding(item: WantedItem, before: string): Wish {
  return (items) => items.flatMap((other) => (other.code === before ? [item, other] : [other]))
}

export function all(...wishes: Wish[]): Wish {
  return (items) => wishes.reduce((wished, wish) => wish(wished), items)
}

/** What the page says: each step's act, code and state. */
export function toldSteps(): string[] {
  return [...document.querySelectorAll<HTMLElement>(byTestId('plan-step'))].map(
    ({ dataset }) => `${dataset.act} ${dataset.code} ${dataset.state}`,
  )
}

/** How far the plan is, as the page says it. */
export function summary(): string | undefined {
  return findVisible(byTestId('plan-summary'))?.textContent.trim()
}

/** Waits until a plan is in a phase. */
export async function waitForPhase(phase: 'ready' | 'running' | 'ended'): Promise<void> {
  await waitForVisible(`${byTestId('plan')}[data-phase="${phase}"]`)
}

export const RENT = 'DEAL_STAGE_1'

/** A stage of the second pipeline of deals, in which no record is. */
export function addTalk(): StatusRow {
  return portal.someoneElse.add({ ENTITY_ID: RENT, STATUS_ID: 'TALK', NAME: 'Talk', SORT: '35', COLOR: '#123456' })
}

/** Six changes of the second pipeline of deals; see {@link addTalk}. */
export const SIX: Wish = all(
  changing('PREPARATION', { name: 'Papers' }),
  changing('EXECUTING', { color: '#ff0000' }),
  changing('LOSE', { name: 'Gone' }),
  moving('FINAL_INVOICE', 'EXECUTING'),
  deleting('TALK'),
  adding({ code: 'AUDIT', name: 'Audit', color: '#00ff00', outcome: 'process' }, 'PREPARATION'),
)

/** Whether the portal has done each of {@link SIX}, by act and code. */
export function doneOfSix(): string[] {
  const rows = rowsOf(RENT)
  const codes = rows.map(({ STATUS_ID }) => STATUS_ID.replace('C1:', ''))
  const row = (code: string) => rows[codes.indexOf(code)]
  const effects: Record<string, boolean> = {
    'rename PREPARATION': row('PREPARATION')?.NAME === 'Papers',
    'recolor EXECUTING': row('EXECUTING')?.COLOR === '#ff0000',
    'rename LOSE': row('LOSE')?.NAME === 'Gone',
    'move FINAL_INVOICE': codes.indexOf('FINAL_INVOICE') < codes.indexOf('EXECUTING'),
    'delete TALK': !codes.includes('TALK'),
    'add AUDIT': codes.includes('AUDIT'),
  }
  return Object.keys(effects).filter((name) => effects[name])
}

/** What the second pipeline of deals is after {@link SIX}. */
export const AFTER_SIX = [
  'NEW Request #39a8ef',
  'AUDIT Audit #00ff00',
  'PREPARATION Papers -',
  'FINAL_INVOICE Returned #9b59b6',
  'EXECUTING Rented out #ff0000',
  'WON Closed #7bd500',
  'LOSE Gone #ff5752',
]
