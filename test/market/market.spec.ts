import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { unzipSync } from 'fflate'
import type { Frame, Page } from '@playwright/test'
import { SCOPES } from '../../src/crm/permissions'
import { expect, type App } from '../e2e/fixtures'
import { BUILD, example, isCaddyInstalled, isNginxInstalled, NO_CADDY, NO_NGINX, POST_FORM, test } from '../e2e/hosting'
import { foreignTexts, LANGUAGES, textsOf, withoutWords } from './languages'
import { deadLinks, problemsOfAddresses } from './links'
import { namedScopes, neededScopes } from './permissions'
import { FOUND } from './reporter'
import { FAILING, VIEWS } from './views'

const ROOT = join(import.meta.dirname, '../..')
const WIDTHS = [1280, 1440, 1920]
const HEIGHT = 900

/** Tells what a test has found; the table has it. */
function tell(description: string): void {
  test.info().annotations.push({ type: FOUND, description })
}

/** The app's frame. */
async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.getByTestId('app-frame').elementHandle())?.contentFrame()
  if (!frame) throw new Error('The page has no frame')
  return frame
}

/** By how many pixels a document is larger than its window. */
function overflow(target: Page | Frame): Promise<{ across: number; down: number }> {
  return target.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    return {
      across: Math.max(0, scrollWidth - window.innerWidth),
      down: Math.max(0, scrollHeight - window.innerHeight),
    }
  })
}

/** Waits until neither the frame nor, across, the portal's page has a scroll bar. The page itself may be long. */
async function expectNoScrollBars(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHT })
  const frame = await frameOf(page)
  await expect(async () => {
    expect({ width, frame: await overflow(frame) }).toEqual({ width, frame: { across: 0, down: 0 } })
    expect({ width, page: (await overflow(page)).across }).toEqual({ width, page: 0 })
  }).toPass({ timeout: 5_000 })
}

test.describe('No scroll bar at 1280, 1440 and 1920 px, and an empty console', () => {
  for (const [name, open] of Object.entries(VIEWS)) {
    test(name, async ({ app, page, consoleMessages }) => {
      await open(app)
      for (const width of WIDTHS) await expectNoScrollBars(page, width)
      const messages = FAILING.has(name)
        ? consoleMessages.messages.filter((text) => !text.startsWith('Failed to load resource: '))
        : consoleMessages.messages
      expect(messages, 'the console').toEqual([])
    })
  }

  test('outside a portal', async ({ page, server, consoleMessages }) => {
    await page.goto(`${server.appOrigin}/`)
    await expect(page.getByTestId('stage-error')).toHaveAttribute('data-kind', 'outside')
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT })
      await expect.poll(() => overflow(page)).toEqual({ across: 0, down: 0 })
    }
    expect(consoleMessages.messages).toEqual([])
  })
})

test.describe('No dead link', () => {
  test('in the built files', () => {
    const files = readdirSync(BUILD, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(html|css)$/.test(name))
    expect(files.length).toBeGreaterThan(1)
    expect(files.flatMap((name) => deadLinks(join(BUILD, name), readFileSync(join(BUILD, name), 'utf8')))).toEqual([])
  })

  test('in READMEs, listing and legal pages', () => {
    const files = ['README.md', 'CHANGELOG.md', ...filesIn('.package'), ...filesIn('.github')].filter((name) =>
      /\.(md|html|json)$/.test(name),
    )
    expect(files).toContain(join('.package', 'listing', 'legal', 'license.en.html'))
    for (const name of files)
      expect([name, problemsOfAddresses(readFileSync(join(ROOT, name), 'utf8'))]).toEqual([name, []])
    tell('links between READMEs: npx vitest portal/readme')
  })
})

/** Names of all files in a folder of the project. */
function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
}

/** Opens the page as portals and the Market do. */
async function expectAnswers(origin: string): Promise<void> {
  const page = readFileSync(join(BUILD, 'index.html'), 'utf8')
  for (const path of ['/', '/index.html', '/?DOMAIN=acme.bitrix24.com&PROTOCOL=1&LANG=de&APP_SID=0123']) {
    const head = await fetch(origin + path, { method: 'HEAD' })
    expect([path, head.status, await head.text()]).toEqual([path, 200, ''])
    const post = await fetch(origin + path, POST_FORM)
    expect([path, post.status, (await post.text()) === page]).toEqual([path, 200, true])
  }
}

test.describe('HEAD and POST are answered by each hosting example', () => {
  test('nginx.conf', async ({ nginx }) => {
    test.skip(!isNginxInstalled, NO_NGINX)
    await nginx.start()
    await expectAnswers(nginx.origin)
  })

  test('Caddyfile', async ({ caddy }) => {
    test.skip(!isCaddyInstalled, NO_CADDY)
    await caddy.start()
    await expectAnswers(caddy.origin)
  })

  test('Containerfile', () => {
    expect(example('Containerfile')).toContain('COPY test/hosting/nginx.conf /etc/nginx/conf.d/default.conf')
    tell('Containerfile: serves with nginx.conf, and is not built here')
  })
})

test.describe('Only the permissions that are used', () => {
  test('are asked for and named', () => {
    expect(neededScopes()).toEqual(SCOPES.toSorted())
    for (const [where, scopes] of namedScopes()) expect([where, scopes]).toEqual([where, SCOPES.toSorted()])
    tell(SCOPES.join(', '))
  })
})

/** Views with many words. */
const WORDY: Record<string, ((app: App) => Promise<void>) | undefined> = {
  record: async (app) => {
    const { records } = app.server.portal.data
    const deal = records.find(({ entityTypeId, stageId }) => entityTypeId === 2 && stageId === 'EXECUTING')
    await app.openRecord('CRM_DEAL_LIST_MENU', { ID: String(deal?.id) })
    await app.expectStage('104')
    await expect(app.get('pipeline-stage').first()).toBeVisible()
  },
  'code snippet': VIEWS['code snippet'],
  plan: VIEWS.plan,
  settings: VIEWS.settings,
}

test.describe('No text of another language', () => {
  for (const language of LANGUAGES) {
    test(language, async ({ app, portal }) => {
      portal.settings.language = language
      withoutWords(portal.data)
      for (const [name, open] of Object.entries(WORDY)) {
        await open?.(app)
        const texts = await textsOf(app.frame.locator('body'))
        expect(texts.length).toBeGreaterThan(10)
        expect([name, foreignTexts(texts, language)]).toEqual([name, []])
      }
    })
  }
})

const kilobytes = (size: number): string => `${Math.round(size / 1_000).toLocaleString('en')} kB`

test.describe('The archive is one file, without source maps', () => {
  test('one file with both pages at its root', () => {
    const folder = mkdtempSync(join(tmpdir(), 'stage-card-market-'))
    const archive = join(folder, 'stage-card.zip')
    execFileSync('npx', ['vite', 'build', '--outDir', join(folder, 'build'), '--logLevel', 'warn'], { cwd: ROOT })
    execFileSync(process.execPath, ['.package/package.mjs', join(folder, 'build'), archive], { cwd: ROOT })
    const bytes = readFileSync(archive)
    const files = Object.entries(unzipSync(bytes))
    const names = files.map(([name]) => name)
    expect(names).toEqual(expect.arrayContaining(['index.html', 'install.html']))
    expect(names.filter((name) => name.endsWith('.map') || name.startsWith('..') || name.endsWith('.zip'))).toEqual([])
    expect(readdirSync(folder).toSorted()).toEqual(['build', 'stage-card.zip'])
    const unpacked = files.reduce((sum, [, { length }]) => sum + length, 0)
    tell(`${relative(folder, archive)}: ${kilobytes(bytes.length)}, ${kilobytes(unpacked)} in ${names.length} files`)
    rmSync(folder, { recursive: true })
  })
})
