import { expect, vi } from 'vitest'

/** The selector of a test ID. */
export const byTestId = (id: string) => `[data-testid="${id}"]`

/**
 * Stops the clock until a test advances it. Animation frames still run, because the app waits for them. `expect.poll`
 * advances the clock a little with each attempt. So check what depends on the time with a plain `expect`, right after the
 * test has advanced the clock.
 */
export function stopTime(): void {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
}

/** The first visible element that matches a selector now. */
export function findVisible(selector: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.checkVisibility())
}

/** Waits until an element that matches a selector is visible. */
export async function waitForVisible(selector: string): Promise<HTMLElement> {
  await expect.poll(() => findVisible(selector), { message: selector }).toBeDefined()
  const found = findVisible(selector)
  if (!found) throw new Error(`${selector} disappeared again`)
  return found
}

/**
 * Waits for an element and calls its `click()`. A real mouse click takes longer than the rest of a test. Use this in
 * tables of hundreds of cases that do not test the click itself.
 */
export async function click(selector: string): Promise<void> {
  const target = await waitForVisible(selector)
  target.click()
}

export async function waitForField(selector: string): Promise<HTMLInputElement> {
  const field = await waitForVisible(selector)
  if (!(field instanceof HTMLInputElement)) throw new Error(`${selector} is not an input`)
  return field
}

/** Fills a field and submits its form by script, for the same reason as {@link click}. */
export async function submitField(field: HTMLInputElement, text: string): Promise<void> {
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  // Vue handles the input before the form is submitted, as it does between two keystrokes.
  await Promise.resolve()
  field.form?.requestSubmit()
}

/** Waits for a field, fills it and submits its form. */
export async function fillAndSubmit(selector: string, text: string): Promise<void> {
  await submitField(await waitForField(selector), text)
}
