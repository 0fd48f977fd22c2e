import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, extname, join, sep } from 'node:path'
import { unzipSync } from 'fflate'
import { expect, test as base } from './fixtures'

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
  address: string
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
    await use({
      address: `http://127.0.0.1:${port}/${encodeURIComponent(FOLDER_NAME)}/index.html`,
      listing,
      names: files.map(([name]) => name),
      requests,
    })
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true })
  },
})

test.beforeEach(({ portal, unpacked }) => {
  Object.assign(portal.settings, { opening: 'get', appAddress: unpacked.address })
})

test.afterEach(({ unpacked }) => {
  expect(unpacked.requests.filter((request) => !request.startsWith('200 '))).toEqual([])
})

test('the archive has index.html at its root, no source maps, and a listing with sizes', ({ unpacked }) => {
  expect(unpacked.names).toContain('index.html')
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
  expect(await page.getByTestId('app-frame').evaluate((frame: HTMLIFrameElement) => frame.src.split('?')[0])).toBe(
    unpacked.address,
  )
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
