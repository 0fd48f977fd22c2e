import { onTestFinished, vi } from 'vitest'
import { cdp, page, userEvent, type Locator } from 'vitest/browser'
import { portal } from './open'

type Item = (typeof portal.data.statuses)[number]

function itemWhere(words: string, fits: (item: Item) => boolean): Item {
  const item = portal.data.statuses.find(fits)
  if (!item) throw new Error(`No item ${words}`)
  return item
}

/** A directory's item as the portal keeps it, for a test to change; throws where there is none. */
export function itemOf(id: string): Item {
  return itemWhere(id, ({ ID }) => ID === id)
}

/** The ID of a directory's item; throws where there is none, so that no test asks for nothing. */
export function idOf(entityId: string, statusId: string): string {
  return itemWhere(statusId, ({ ENTITY_ID, STATUS_ID }) => ENTITY_ID === entityId && STATUS_ID === statusId).ID
}

/** What was asked for: the parameters of each call of a method. */
export function asked(method: string): Record<string, unknown>[] {
  return portal.log.filter((call) => call.method === method).map(({ params }) => params)
}

/** How often the portal was asked by a method. */
export function timesAsked(method: string): number {
  return asked(method).length
}

/** Where something stands, and how large it is. */
export function boxOf(locator: Locator): { x: number; y: number; width: number; height: number } {
  const { x, y, width, height } = locator.element().getBoundingClientRect()
  return { x, y, width, height }
}

/** Has the browser refuse every way of copying, as some do in a frame. */
export function refuseCopying(): void {
  const spies = [
    vi.spyOn(document, 'execCommand').mockReturnValue(false),
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('denied', 'NotAllowedError')),
  ]
  onTestFinished(() => spies.forEach((spy) => spy.mockRestore()))
}

/** Looks at something in every frame until the test ends; gives the list that it goes on filling. */
export function eachFrame<T>(look: () => T): T[] {
  const seen: T[] = []
  let frame = 0
  const next = (): void => {
    seen.push(look())
    frame = requestAnimationFrame(next)
  }
  next()
  onTestFinished(() => cancelAnimationFrame(frame))
  return seen
}

/** How much wider the page is than the window: whoever sees more than none has to scroll sideways. */
export function overflow(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth
}

/** The button that copies something. */
export function copyOf(name: string): Locator {
  return page.getBySelector(`[data-testid="copy"][data-copies="${name}"]`)
}

/** What is in the clipboard, got as a person gets it: by pasting. */
export async function paste(): Promise<string> {
  const field = document.createElement('textarea')
  document.body.append(field)
  field.focus()
  await userEvent.keyboard('{ControlOrMeta>}v{/ControlOrMeta}')
  field.remove()
  return field.value
}

/** Pixels that a portal leaves for the app's frame on a phone that is 360 wide. */
export const PHONE_FRAME = 336

/** Has the test run in a window of another size. */
export async function resize(width: number, height: number): Promise<void> {
  onTestFinished(() => page.viewport(1280, 900))
  await page.viewport(width, height)
}

interface Media {
  media?: 'print' | ''
  colorScheme?: 'light' | 'dark'
}

/** Has the test run on paper, or on a device that is set so. */
export async function emulate({ media = '', colorScheme }: Media): Promise<void> {
  const features = colorScheme ? [{ name: 'prefers-color-scheme', value: colorScheme }] : []
  const set = 'Emulation.setEmulatedMedia'
  onTestFinished(async () => void (await cdp().send(set, { media: '', features: [] })))
  await cdp().send(set, { media, features })
}

/** Waits for so many frames of the browser. */
export async function frames(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await new Promise((resolve) => requestAnimationFrame(resolve))
}
