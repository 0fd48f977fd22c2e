import { execFileSync, spawnSync } from 'node:child_process'
import { findChromium } from './chromium.ts'

/**
 * Makes sure that there is a Chromium before the first browser test: Debian's package where we may install it, beside
 * fonts for the languages and the web server that the tests of the hosting examples run; Playwright's download elsewhere.
 */
export default function setup(): void {
  if (findChromium()) return
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  if (mayInstall) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    spawnSync(
      'apt-get',
      [
        'install',
        '-y',
        '-qq',
        '--no-install-recommends',
        'chromium',
        'fonts-noto-core',
        'fonts-noto-cjk',
        'nginx-light',
      ],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      },
    )
  }
  if (!findChromium()) execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' })
}
