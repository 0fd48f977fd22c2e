import { expect } from 'vitest'
import { page, type Locator } from 'vitest/browser'

/** The handler address with which placements are bound. */
export const HANDLER = `${window.location.origin}/`

/** The checkbox of a placement. */
export function toggleOf(code: string): Locator {
  return page.getBySelector(`[data-testid="placement-toggle"][data-placement="${code}"]`)
}

/** Waits until the checkbox of a placement is there and checked, or not checked. */
export async function expectChecked(code: string, checked: boolean): Promise<void> {
  if (checked) await expect.element(toggleOf(code)).toBeChecked()
  else await expect.element(toggleOf(code)).not.toBeChecked()
}
