import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/**
 * Finds a Chromium: the one that CHROMIUM names, one of the system's, or Playwright's own.
 * @returns its path; undefined where there is none
 */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM, ...CANDIDATES, chromium.executablePath()].find((path) => path && existsSync(path))
}

/** How all browser tests start it. It is looked for when it is started, not when a configuration is read. */
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
    // In place of Playwright's longer list, which also has the storage of frames not kept apart but denied, unlike people's browsers.
    '--disable-features=HttpsUpgrades,MediaRouter,Translate',
  ],
}

/** The window and the language of a browser test that says nothing else. */
export const look = { viewport: { width: 1280, height: 900 }, locale: 'en-US' }
