import { expect } from 'vitest'
import { page, type Locator } from 'vitest/browser'

/** The app's address, as places of the portal know it. */
export const HANDLER = `${window.location.origin}/`

/** The box that has the app shown in a place. */
export function toggleOf(code: string): Locator {
  return page.getBySelector(`[data-testid="placement-toggle"][data-placement="${code}"]`)
}

/** Waits until the list of places is there, and a box in it is ticked or not. */
export async function expectTick(code: string, ticked: boolean): Promise<void> {
  if (ticked) await expect.element(toggleOf(code)).toBeChecked()
  else await expect.element(toggleOf(code)).not.toBeChecked()
}
