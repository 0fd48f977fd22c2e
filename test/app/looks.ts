import { onTestFinished } from 'vitest'
import { cdp, page, userEvent, type Locator } from 'vitest/browser'
import { portal } from './open'

/** The ID of a directory's item; throws where there is none, so that no test asks for nothing. */
export function idOf(entityId: string, statusId: string): string {
  const row = portal.data.statuses.find(({ ENTITY_ID, STATUS_ID }) => ENTITY_ID === entityId && STATUS_ID === statusId)
  if (!row) throw new Error(`No ${statusId} in ${entityId}`)
  return row.ID
}

/** What was asked for: the parameters of each call of a method. */
export function asked(method: string): Record<string, unknown>[] {
  return portal.log.filter((call) => call.method === method).map(({ params }) => params)
}

/** Where something stands, and how large it is. */
export function boxOf(locator: Locator): { x: number; y: number; width: number; height: number } {
  const { x, y, width, height } = locator.element().getBoundingClientRect()
  return { x, y, width, height }
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
