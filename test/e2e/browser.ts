import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']

/** Finds a Chromium for the browser tests: the one that CHROMIUM names, one of the system's, or Playwright's own. */
function findChromium(): string | undefined {
  return [process.env.CHROMIUM, ...CANDIDATES, chromium.executablePath()].find((path) => path && existsSync(path))
}

/**
 * Makes sure that there is one: Debian's package where we may install it, beside fonts for the languages and the web
 * server that the tests of the hosting examples run; Playwright's download elsewhere.
 * @returns its path
 */
export function ensureChromium(): string | undefined {
  const found = findChromium()
  if (found) return found
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  if (mayInstall) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core', 'fonts-noto-cjk', 'nginx-light'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  if (!findChromium()) execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' })
  return findChromium()
}
