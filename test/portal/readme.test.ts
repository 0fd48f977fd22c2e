import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startPortal } from './server'
import { inShell } from './shell'

const ROOT = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** The curl commands in the portal's README. */
const CALLS = [...read('test/portal/README.md').matchAll(/```sh\n(curl[\s\S]*?)```/g)].map(([, call]) => call ?? '')

const { origin } = await startPortal()

it('the portal’s README contains two curl commands', () => {
  expect(CALLS).toHaveLength(2)
})

it.each(CALLS.map((call) => [call.replaceAll(/\s+/g, ' '), call]))(
  'the README’s command works: %s',
  async (_, call) => {
    const { stdout } = await inShell(call.replaceAll('http://localhost:4173', origin))
    expect(JSON.parse(stdout)).toMatchObject({
      result: { ID: '733', STATUS_ID: 'DT1038_37:SUCCESS' },
      time: { duration: expect.any(Number) },
    })
  },
)

const PAGES = ['.', '.github', '.package', 'src', 'test'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith('.md') && !file.includes('.results')),
)

/** GitHub's anchor for a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-')

describe.each(PAGES)('%s', (page) => {
  const text = read(page)

  it('links to existing files and headings', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)]
    for (const [link, file = '', anchor] of links) {
      const path = file === '' ? page : join(dirname(page), file)
      expect([link, existsSync(join(ROOT, path))]).toEqual([link, true])
      if (anchor === undefined) continue
      const headings = [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))
      expect(headings).toContain(anchor)
    }
  })

  it('names existing npm scripts', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    for (const [command, script = ''] of text.matchAll(/npm run ([\w:-]+)/g)) {
      expect([command, Object.hasOwn(scripts, script)]).toEqual([command, true])
    }
  })
})

it('the link and script checks cover the main README', () => {
  expect(PAGES.length).toBeGreaterThan(5)
  expect(read('README.md')).toMatch(/\]\(src\/README\.md\)/)
  expect(read('README.md')).toContain('npm run package')
})
