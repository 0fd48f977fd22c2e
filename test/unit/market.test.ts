import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SCOPES } from '../../src/crm/permissions'
import { version } from '../../package.json'
import { deadLinks, problemsOfAddresses } from '../market/links'
import { calledMethods, namedScopes, neededScopes } from '../market/permissions'

const ROOT = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

describe('permissions', () => {
  it('are asked for only where a method needs them', () => {
    expect(neededScopes()).toEqual(SCOPES.toSorted())
  })

  it('are found by the methods that the code names, however it names them', () => {
    expect(calledMethods()).toEqual(
      expect.arrayContaining([
        'app.option.set',
        'crm.category.add',
        'crm.status.delete',
        'crm.status.get',
        'placement.bind',
      ]),
    )
  })

  it.each(namedScopes())('are those that %s names', (_, scopes) => {
    expect(scopes).toEqual(SCOPES.toSorted())
  })
})

describe('addresses', () => {
  const folders = ['.', '.github', '.package', 'src/locales', 'src', 'test']
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter((file) => /\.(?:md|json|html)$/.test(file) && !/lock|\.results|\.build/.test(file)),
  )

  it.each([...new Set(files)])('of %s are https and lead to known hosts', (file) => {
    expect(problemsOfAddresses(read(file))).toEqual([])
  })

  it('are checked in READMEs, texts and legal pages', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'README.md',
        join('src', 'locales', 'vn.json'),
        join('.package', 'listing', 'texts', 'br.json'),
        join('.package', 'listing', 'legal', 'privacy.ru.html'),
      ]),
    )
  })

  it.each([
    ['see https://apidocs.bitrix24.com/a.html.', []],
    ['`https://crm.example.com:8443`, http://localhost:4173', []],
    ['http://github.com/a', ['http://github.com/a is not https']],
    ['(https://other.test/a)', ['https://other.test/a leads to an unknown host']],
    ['https://example.com.evil.test', ['https://example.com.evil.test leads to an unknown host']],
    ['https://github.com:x/', ['https://github.com:x/ is no address']],
  ])('in %j have the problems %j', (text, problems) => {
    expect(problemsOfAddresses(text)).toEqual(problems)
  })
})

it('links of a page and of a style sheet are dead if there is no such file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stage-card-links-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets/a.js'), '')
  const page = '<link href="./gone.svg"><script src="./assets/a.js"></script><a href="#top"><a href="https://a.test/">'
  expect(deadLinks(join(folder, 'index.html'), page)).toEqual(['./gone.svg does not exist'])
  expect(deadLinks(join(folder, 'assets/a.css'), '.a { b: url(a.js) url("b.svg") url(data:,) }')).toEqual([
    'b.svg does not exist',
  ])
  rmSync(folder, { recursive: true })
})

it('the version is the newest of the changelog', () => {
  expect(/^## (?!Unreleased)(\S+) - \d{4}-\d\d-\d\d$/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version)
})
