import type { Locator } from 'vitest/browser'

/** The visible text of an element. Throws if there is no such element yet. */
export function textOf(locator: Locator): string {
  return (locator.element() as HTMLElement).innerText.trim()
}

/** Language, direction and theme on the root element. */
export function rootAttributes(): { lang: string; dir: string; theme: string } {
  const { lang, dir, classList } = document.documentElement
  return { lang, dir, theme: ['light', 'dark'].filter((theme) => classList.contains(theme)).join() }
}
