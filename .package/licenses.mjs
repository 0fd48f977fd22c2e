// Lists the packages in the built app with their licenses: `node .package/licenses.mjs`.
// Fails if a package has no license, or one that is not in ALLOWED.
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
/** Matches the folder of the innermost package in a module's path, and captures the package name with its scope. */
const PACKAGE = /^.*\/node_modules\/((?:@[^/]+\/)?[^@/.][^/]*)(?=\/)/

/**
 * Builds the app without writing files, and collects the packages in the bundle.
 * @returns {Promise<string[]>} the folders of all packages that contribute a module or a style sheet
 */
async function shippedPackages() {
  const files = new Set()
  const collect = {
    name: 'stage-card:licenses',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        for (const id of file.moduleIds) for (const path of [id, ...importedBy(id)]) files.add(path)
      }
    },
  }
  await build({ logLevel: 'error', build: { write: false }, plugins: [collect] })
  return [...new Set([...files].flatMap((id) => PACKAGE.exec(id.replace(/^\0+/, '').replaceAll('\\', '/'))?.[0] ?? []))]
}

/** The packages that a style sheet imports. The bundler inlines their styles, so they are not modules of the bundle. */
function importedBy(id) {
  if (!id.endsWith('.css')) return []
  return [...readFileSync(id, 'utf8').matchAll(/@import\s+["']((?:@[\w-]+\/)?[\w-][^"'/]*)/g)].map(([, name]) =>
    join(import.meta.dirname, '../node_modules', name, 'package.json'),
  )
}

/**
 * Whether ALLOWED satisfies an SPDX expression: one side of each OR, both sides of each AND.
 * @param {string} expression such as `MIT`, `(MIT OR GPL-3.0)` or `MIT AND CC0-1.0`
 * @returns {boolean}
 */
function isAllowed(expression) {
  const inner = /\(([^()]*)\)/.exec(expression)
  if (inner) return isAllowed(expression.replace(inner[0], isAllowed(inner[1]) ? 'MIT' : 'NONE'))
  return expression
    .split(/\s+OR\s+/)
    .some((side) => side.split(/\s+AND\s+/).every((license) => ALLOWED.has(license.trim())))
}

const packages = (await shippedPackages())
  .map((folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  .map(({ name, version, license, licenses }) => ({
    name,
    version,
    license:
      typeof license === 'string'
        ? license
        : (license?.type ?? licenses?.map((entry) => entry.type).join(' OR ') ?? ''),
  }))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1))

const width = Math.max(...packages.map(({ name }) => name.length))
for (const { name, version, license } of packages)
  console.log(`${name.padEnd(width)}  ${version.padEnd(10)}  ${license || 'none'}`)
const rejected = packages.filter(({ license }) => !isAllowed(license))
if (packages.length === 0 || rejected.length > 0) {
  console.error(
    `\nNot to be shipped: ${rejected.map(({ name, license }) => `${name} (${license || 'no license'})`).join(', ') || 'no package was found'}`,
  )
  process.exit(1)
}
console.log(`\n${packages.length} packages are shipped, all under licenses that allow it`)
