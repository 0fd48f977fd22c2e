import { expect, vi } from 'vitest'

/** An element as tests know it by a mark. */
export const marked = (mark: string) => `[data-testid="${mark}"]`

/**
 * Has time stand still until a test moves it on. Frames are painted as ever, so that what waits for them comes. Mind that
 * whatever polls moves time on too, a little each time: what is to come at its time is looked at, once, when time was moved.
 */
export function stopTime(): void {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
}

/** What can be seen of a selector now. */
export function visible(selector: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.checkVisibility())
}

/** Waits until something of a selector can be seen. */
export async function find(selector: string): Promise<HTMLElement> {
  await expect.poll(() => visible(selector), { message: selector }).toBeDefined()
  const found = visible(selector)
  if (!found) throw new Error(`${selector} has gone again`)
  return found
}

/**
 * Presses by script, once there is something to press. A real press takes longer than all the rest of a case: this is
 * for tables of hundreds of cases, where the press is not what is proved.
 */
export async function press(selector: string): Promise<void> {
  const target = await find(selector)
  target.click()
}

/** Waits for a field. */
export async function findField(selector: string): Promise<HTMLInputElement> {
  const field = await find(selector)
  if (!(field instanceof HTMLInputElement)) throw new Error(`${selector} is no field`)
  return field
}

/** Fills a field in and sends its form, by script as {@link press}. */
export async function fillIn(field: HTMLInputElement, text: string): Promise<void> {
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  // The field hands its text over before the form is sent, as between two keys.
  await Promise.resolve()
  field.form?.requestSubmit()
}

/** Waits for a field, and does {@link fillIn}. */
export async function enter(selector: string, text: string): Promise<void> {
  await fillIn(await findField(selector), text)
}
