import type { App } from './open'

let running: App | null = null

/** Ends the app that is open, if one is, and opens another in its place. */
export function replaceApp(app: App | null): void {
  running?.end()
  running = app
}

/** Leaves the page as it was before the app. */
export function closeApp(): void {
  replaceApp(null)
  document.body.replaceChildren()
  document.documentElement.removeAttribute('class')
}
