import type { Locator } from '@playwright/test'
import { expect, type App } from './fixtures'

/** Presses Tab until the target has the focus. Every element on the way must show its focus. */
export async function tabTo(app: App, target: Locator): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await app.page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
    const withoutFocusStyle = await app.frame.locator('html').evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return null
      const { outlineStyle, boxShadow } = getComputedStyle(focused)
      return outlineStyle === 'none' && boxShadow === 'none' ? focused.outerHTML.slice(0, 160) : null
    })
    expect(withoutFocusStyle, 'focus without a visible style').toBeNull()
  }
  throw new Error('Tab does not reach the target')
}
