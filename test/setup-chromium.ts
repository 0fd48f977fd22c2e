import { execFileSync, spawnSync } from 'node:child_process'
import { findChromium } from './chromium.ts'

/**
 * Installs a Chromium if there is none. As root on Debian, it installs Debian's package, fonts for all languages, and
 * nginx for the tests of the hosting examples. Anywhere else it downloads Playwright's Chromium.
 */
export default function setup(): void {
  if (findChromium()) return
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  if (canInstall) {
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
