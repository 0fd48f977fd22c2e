import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/**
 * Finds a Chromium: the one that the environment variable CHROMIUM names, an installed one, or Playwright's own.
 * @returns its path; undefined if there is none
 */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM, ...CANDIDATES, chromium.executablePath()].find((path) => path && existsSync(path))
}

/** Launch options of all browser tests. The path is a getter, because the setup may install the browser later. */
export const launchOptions = {
  get executablePath() {
    return findChromium()
  },
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Replaces Playwright's longer list. That list blocks storage in third-party frames; real browsers partition it.
    '--disable-features=HttpsUpgrades,MediaRouter,Translate',
  ],
}

/** Default viewport and language of browser tests. */
export const contextOptions = { viewport: { width: 1280, height: 900 }, locale: 'en-US' }
