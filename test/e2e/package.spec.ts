import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, extname, join, sep } from 'node:path'
import { unzipSync } from 'fflate'
import type { Page } from '@playwright/test'
import { removeApp, uploadArchive } from '../portal/archive'
import { expect, test as base, type App } from './fixtures'

const ROOT = join(import.meta.dirname, '../..')
/** A folder name with characters that URLs must encode: space, `#`, non-ASCII, and a literal percent escape. */
const FOLDER_NAME = 'Über Stage Card #1, 100%25 (Kopie)'
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** The archive, unpacked and served like the portal's CDN: GET only, from an arbitrary folder. */
interface UnpackedArchive {
  /** The address of the folder, with a slash at the end. */
  folder: string
  /** Output of the packaging script. */
  listing: string
  names: string[]
  /** Requests to the server, with their status. */
  requests: string[]
}

const test = base.extend<{ unpacked: UnpackedArchive }>({
  unpacked: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'stage-card-'))
    const archive = join(folder, 'stage-card.zip')
    const listing = execFileSync(process.execPath, ['.package/package.mjs', 'test/.build', archive], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    const files = Object.entries(unzipSync(readFileSync(archive)))
    for (const [name, content] of files) {
      const path = join(folder, FOLDER_NAME, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
    }

    const requests: string[] = []
    const server = createServer((request, response) => {
      const path = join(folder, decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname))
      const exists =
        path.startsWith(join(folder, FOLDER_NAME) + sep) && statSync(path, { throwIfNoEntry: false })?.isFile()
      const status = request.method !== 'GET' ? 405 : exists ? 200 : 404
      requests.push(`${status} ${request.method} ${path.slice(folder.length)}`)
      response.writeHead(status, { 'Content-Type': (status === 200 && TYPES[extname(path)]) || 'text/plain' })
      response.end(status === 200 ? readFileSync(path) : '')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const address = `http://127.0.0.1:${port}/${encodeURIComponent(FOLDER_NAME)}/`
    await use({
      folder: address,
      listing,
      names: files.map(([name]) => name),
      requests,
    })
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true })
  },
})

/** The address of the page in the frame, without its query. */
const pageInFrame = (page: Page) =>
  page.getByTestId('app-frame').evaluate((frame: HTMLIFrameElement) => frame.src.split('?')[0])

test.beforeEach(({ portal, unpacked }) => {
  uploadArchive(portal, unpacked.folder, unpacked.names)
  portal.settings.installing = false
})

test.afterEach(({ unpacked }) => {
  expect(unpacked.requests.filter((request) => !request.startsWith('200 '))).toEqual([])
})

test('the archive has index.html at its root, no source maps, and a listing with sizes', ({ unpacked }) => {
  expect(unpacked.names).toEqual(expect.arrayContaining(['index.html', 'install.html']))
  expect(unpacked.names.filter((name) => name.endsWith('.map') || name.startsWith('/') || name.includes('\\'))).toEqual(
    [],
  )
  const listed = [...unpacked.listing.matchAll(/^ *[\d,]+  (.+)$/gm)].map(([, entry]) => entry)
  expect(listed.slice(0, -1)).toEqual([...unpacked.names, `bytes in ${unpacked.names.length} files`])
})

test('packaging prints what the build trusts, and a build for any portal has an archive of its own', ({
  unpacked,
}, info) => {
  expect(unpacked.listing).toMatch(
    /\n\nTrusts Bitrix24’s cloud in \d+ domains, and http:\/\/localhost:\*, https:\/\/localhost:\*\.\n$/,
  )
  mkdirSync(info.outputPath('dist'), { recursive: true })
  writeFileSync(info.outputPath('dist/index.html'), '<meta content="default-src \'none\'; connect-src https:; a b">')
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(ROOT, '.package/package.mjs'), ...args], {
      cwd: info.outputPath(),
      encoding: 'utf8',
    })
  expect(run('dist').stdout).toContain('\n\nTrusts any portal: a host over https that the browser proves')
  expect(readdirSync(info.outputPath('dist'))).toEqual(['index.html', 'stage-card-any-portal.zip'])
  expect(run('--any-portal', 'dist')).toMatchObject({
    status: 1,
    stderr: '--any-portal makes a build of its own. It cannot change one that is there.\n',
  })
})

test('uploaded archive: entering an ID shows the card', async ({ app, page, portal, unpacked }) => {
  await app.open()
  await app.ask('733')
  await app.expectStage('733')
  await expect(app.get('stage-name')).toHaveText('Success')
  await expect(app.get('stage-field-STATUS_ID')).toHaveText('DT1038_37:SUCCESS')
  await expect(app.get('stage-directory')).toHaveText('Equipment, General')
  await expect(app.get('stage-swatch')).toHaveCSS('background-color', 'rgb(0, 255, 0)')
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toEqual([
    expect.objectContaining({ params: { id: '733' }, status: 200, auth: 'token' }),
  ])
  expect(await pageInFrame(page)).toBe(`${unpacked.folder}index.html`)
})

/** Installs the archive, and waits until the portal has opened the app. */
async function install(app: App, page: Page): Promise<void> {
  await app.open()
  await app.get('install-finish').click()
  await page.waitForURL(/install_finished=Y/)
  await expect(app.input).toBeVisible()
}

test.describe('the installer of an uploaded archive', () => {
  test.beforeEach(({ portal, unpacked }) => {
    uploadArchive(portal, unpacked.folder, unpacked.names)
  })

  test('is a page of its own, and binds the one that is opened from then on', async ({
    app,
    page,
    portal,
    unpacked,
  }) => {
    await app.open()
    await expect(app.get('install-screen')).toBeVisible()
    expect(await pageInFrame(page)).toBe(`${unpacked.folder}install.html`)
    await install(app, page)
    expect(await pageInFrame(page)).toBe(`${unpacked.folder}index.html`)
    expect(new Set(portal.bindings.map(({ handler }) => handler))).toEqual(new Set([`${unpacked.folder}index.html`]))
    await app.get('settings-open').click()
    await expect(app.get('placement-toggle').first()).toBeVisible()
    await expect(app.get('settings-screen')).not.toContainText('old URL')
  })

  test('is not shown to an employee, who has the app once it is installed', async ({ app, page, portal }) => {
    portal.settings.user = 'employee'
    await app.open()
    await expect(page.getByTestId('not-installed')).toBeVisible()
    await expect(page.getByTestId('app-frame')).toHaveCount(0)
    portal.settings.user = 'admin'
    await install(app, page)
    portal.settings.user = 'employee'
    await app.open()
    await app.ask('733')
    await app.expectStage('733')
    await expect(app.get('settings-open')).toHaveCount(0)
  })

  test('runs again after the app was removed', async ({ app, page, portal, unpacked }) => {
    await install(app, page)
    const bound = portal.bindings
    expect(bound.length).toBeGreaterThan(5)
    removeApp(portal)
    await app.open()
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Stage Card' })).toHaveCount(0)
    uploadArchive(portal, unpacked.folder, unpacked.names)
    await install(app, page)
    expect(portal.bindings).toEqual(bound)
  })
})

test('uploaded archive: a link opens the card in the user’s language, also after a reload', async ({
  app,
  page,
  portal,
}) => {
  portal.settings.language = 'de'
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.get('stage-semantics')).toHaveText('Gewonnen')
  await page.reload()
  await app.expectStage('733')
})

test('uploaded archive: styles of highlighted code and of a stale card are kept', async ({ app }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await app.get('code-toggle').click()
  await expect(app.get('code-snippet').locator('.code-string').first()).toHaveCSS('color', 'rgb(15, 107, 60)')
  await app.ask('999999')
  await app.expectError('not-found')
  await expect(app.card.locator('.grayscale')).toHaveCSS('filter', 'grayscale(1)')
})

test('packaging refuses an unsuitable build and deletes the previous archive', ({}, info) => {
  const build = info.outputPath('build')
  const archive = info.outputPath('stage-card.zip')
  mkdirSync(join(build, 'assets'), { recursive: true })
  writeFileSync(archive, 'previous archive')
  writeFileSync(join(build, 'assets/app.js.map'), '{}')
  writeFileSync(join(build, 'assets/style.css'), '.logo { background: url(/logo.svg) }')
  const { status, stderr } = spawnSync(process.execPath, ['.package/package.mjs', build, archive], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(
    stderr
      .split('\n')
      .filter(Boolean)
      .map((line) => line.trim()),
  ).toEqual([
    'No archive: this build would not run from one.',
    'index.html is missing at the root',
    'assets/app.js.map is a source map',
    'assets/style.css has an address that is not relative: url(/…',
  ])
  expect(existsSync(archive)).toBe(false)
})

test('packaging leaves out the listing, which an earlier command may have written there', ({}, info) => {
  const build = info.outputPath('dist')
  const archive = join(build, 'stage-card.zip')
  mkdirSync(join(build, 'listing/en'), { recursive: true })
  writeFileSync(join(build, 'index.html'), '<!doctype html>')
  writeFileSync(join(build, 'listing.js'), '')
  writeFileSync(join(build, 'listing/en/title.txt'), 'Stage Card')
  execFileSync(process.execPath, ['.package/package.mjs', build, archive], { cwd: ROOT })
  expect(Object.keys(unzipSync(readFileSync(archive)))).toEqual(['index.html', 'install.html', 'listing.js'])
})
