// Lists the packages that are shipped in the built app, with their licenses: `node .package/licenses.mjs`.
// Fails where one has a license that is not among those below, or none.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const ALLOWED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'Unlicense',
])
/** The innermost package that a module's file is of: its folder, and its name with the scope. */
const PACKAGE = /^.*\/node_modules\/((?:@[^/]+\/)?[^@/.][^/]*)(?=\/)/

/**
 * Builds the app, writes nothing, and asks the bundle what it is made of.
 * @returns {Promise<string[]>} the folders of all packages that have a module or a style sheet in it
 */
async function shipped() {
  const files = new Set()
  const collect = {
    name: 'stage-card:licenses',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        for (const id of file.moduleIds) for (const one of [id, ...importedBy(id)]) files.add(one)
      }
    },
  }
  await build({ logLevel: 'error', build: { write: false }, plugins: [collect] })
  return [...new Set([...files].flatMap((id) => PACKAGE.exec(id.replace(/^\0+/, '').replaceAll('\\', '/'))?.[0] ?? []))]
}

/** What a style sheet imports of packages: the bundle holds it as part of that style sheet, so it is no module there. */
function importedBy(id) {
  if (!id.endsWith('.css')) return []
  return [...readFileSync(id, 'utf8').matchAll(/@import\s+["']((?:@[\w-]+\/)?[\w-][^"'/]*)/g)].map(([, name]) =>
    join(import.meta.dirname, '../node_modules', name, 'package.json'),
  )
}

/**
 * Whether an SPDX expression leaves a choice that is allowed: one side of each OR, both of each AND.
 * @param {string} expression such as `MIT`, `(MIT OR GPL-3.0)` or `MIT AND CC0-1.0`
 * @returns {boolean}
 */
function allowed(expression) {
  const inner = /\(([^()]*)\)/.exec(expression)
  if (inner) return allowed(expression.replace(inner[0], allowed(inner[1]) ? 'MIT' : 'NONE'))
  return expression
    .split(/\s+OR\s+/)
    .some((side) => side.split(/\s+AND\s+/).every((license) => ALLOWED.has(license.trim())))
}

const packages = (await shipped())
  .map((folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  .map(({ name, version, license, licenses }) => ({
    name,
    version,
    license:
      typeof license === 'string' ? license : (license?.type ?? licenses?.map((one) => one.type).join(' OR ') ?? ''),
  }))
  .toSorted((one, other) => (one.name < other.name ? -1 : 1))

const width = Math.max(...packages.map(({ name }) => name.length))
for (const { name, version, license } of packages)
  console.log(`${name.padEnd(width)}  ${version.padEnd(10)}  ${license || 'none'}`)
const wrong = packages.filter(({ license }) => !allowed(license))
if (packages.length === 0 || wrong.length > 0) {
  console.error(
    `\nNot to be shipped: ${wrong.map(({ name, license }) => `${name} (${license || 'no license'})`).join(', ') || 'no package was found'}`,
  )
  process.exit(1)
}
console.log(`\n${packages.length} packages are shipped, all under licenses that allow it`)
