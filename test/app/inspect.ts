import { onTestFinished, vi } from 'vitest'
import { cdp, page, userEvent, type Locator } from 'vitest/browser'
import { portal } from './open'

type Item = (typeof portal.data.statuses)[number]

function findItem(name: string, matches: (item: Item) => boolean): Item {
  const item = portal.data.statuses.find(matches)
  if (!item) throw new Error(`No item ${name}`)
  return item
}

/** A directory item in the portal's data, for a test to change. */
export function itemOf(id: string): Item {
  return findItem(id, ({ ID }) => ID === id)
}

/** The ID of a directory item. Throws if there is none, so that no test asks for a missing ID by accident. */
export function idOf(entityId: string, statusId: string): string {
  return findItem(statusId, ({ ENTITY_ID, STATUS_ID }) => ENTITY_ID === entityId && STATUS_ID === statusId).ID
}

/** The parameters of each call of a method. */
export function paramsOf(method: string): Record<string, unknown>[] {
  return portal.log.filter((call) => call.method === method).map(({ params }) => params)
}

/** How often a method was called. */
export function callCount(method: string): number {
  return paramsOf(method).length
}

/** Position and size of an element. */
export function boxOf(locator: Locator): { x: number; y: number; width: number; height: number } {
  const { x, y, width, height } = locator.element().getBoundingClientRect()
  return { x, y, width, height }
}

/** Makes both ways of copying fail, as they do in some frames. */
export function refuseCopying(): void {
  const spies = [
    vi.spyOn(document, 'execCommand').mockReturnValue(false),
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('denied', 'NotAllowedError')),
  ]
  onTestFinished(() => spies.forEach((spy) => spy.mockRestore()))
}

/** Records a value in every animation frame until the test ends. The returned list keeps growing. */
export function recordEachFrame<T>(read: () => T): T[] {
  const values: T[] = []
  let frame = 0
  const next = (): void => {
    values.push(read())
    frame = requestAnimationFrame(next)
  }
  next()
  onTestFinished(() => cancelAnimationFrame(frame))
  return values
}

/** By how many pixels the page is wider than the window. */
export function horizontalOverflow(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth
}

/** The button that copies a field, a link or code. */
export function copyButton(name: string): Locator {
  return page.getBySelector(`[data-testid="copy"][data-copies="${name}"]`)
}

/** The text in the clipboard, read by pasting it, as a user does. */
export async function paste(): Promise<string> {
  const field = document.createElement('textarea')
  document.body.append(field)
  field.focus()
  await userEvent.keyboard('{ControlOrMeta>}v{/ControlOrMeta}')
  field.remove()
  return field.value
}

/** Width in pixels of the app's frame on a phone that is 360 pixels wide. */
export const PHONE_FRAME = 336

/** Changes the size of the window until the test ends. */
export async function resize(width: number, height: number): Promise<void> {
  onTestFinished(() => page.viewport(1280, 900))
  await page.viewport(width, height)
}

interface Media {
  media?: 'print' | ''
  colorScheme?: 'light' | 'dark'
}

/** Emulates print media or a color scheme until the test ends. */
export async function emulate({ media = '', colorScheme }: Media): Promise<void> {
  const features = colorScheme ? [{ name: 'prefers-color-scheme', value: colorScheme }] : []
  const set = 'Emulation.setEmulatedMedia'
  onTestFinished(async () => void (await cdp().send(set, { media: '', features: [] })))
  await cdp().send(set, { media, features })
}

/** Waits for a number of animation frames. */
export async function waitForFrames(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await new Promise((resolve) => requestAnimationFrame(resolve))
}
