import type { Locator } from 'vitest/browser'

/** What an element says, as one reads it; throws while it is not there. */
export function wordsOf(locator: Locator): string {
  return (locator.element() as HTMLElement).innerText.trim()
}

/** How the page is to be read: what stands on its root. */
export function reading(): { lang: string; dir: string; theme: string } {
  const { lang, dir, classList } = document.documentElement
  return { lang, dir, theme: ['light', 'dark'].filter((theme) => classList.contains(theme)).join() }
}
