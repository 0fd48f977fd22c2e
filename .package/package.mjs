// Builds the app and packs it for Bitrix24's "Local application, static": `node .package/package.mjs [--any-portal]`.
// Or packs what has been built: `node .package/package.mjs folder [archive]`.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, posix, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { zipSync } from 'fflate'
import { build } from 'vite'

const TEXT = /\.(html|js|css|svg|json)$/
/** A root-relative URL (`/assets/…`). The portal's CDN does not serve the app from its root. */
const ROOTED = /(?:src|href)="\/|url\(["']?\/|["'`]\/assets\//
/** In local time, as ZIP stores it, so that a build gives the same bytes on any day and in any time zone. */
const MODIFIED = new Date(1980, 0, 1)

/**
 * Reads all files of a folder.
 * @param {string} folder
 * @param {string[]} except the archive and the listing, which earlier runs may have left there
 * @returns {[name: string, content: Uint8Array][]} sorted by name, with the forward slashes that archives use
 */
function filesOf(folder, except) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter(
      (path) => !except.some((other) => path === other || path.startsWith(other + sep)) && statSync(path).isFile(),
    )
    .map((path) => [relative(folder, path).replaceAll(sep, posix.sep), readFileSync(path)])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/**
 * Adds the page that a portal opens to install an archive: the app's only page once more, which is told how it is opened.
 * @param {[string, Uint8Array][]} files
 */
function withInstaller(files) {
  return files.flatMap(([name, content]) => [
    [name, content],
    ...(name === 'index.html' ? [['install.html', content]] : []),
  ])
}

/**
 * Finds problems that would only show after the upload, where the portal displays an empty frame without an error.
 * @param {[string, Uint8Array][]} files
 * @returns {string[]} one message per problem
 */
function problemsIn(files) {
  const found = files.some(([name]) => name === 'index.html') ? [] : ['index.html is missing at the root']
  for (const [name, content] of files) {
    if (name.endsWith('.map')) found.push(`${name} is a source map`)
    if (!TEXT.test(name)) continue
    const text = Buffer.from(content).toString()
    if (/[#@] sourceMappingURL=/.test(text)) found.push(`${name} names a source map`)
    const [rooted] = ROOTED.exec(text) ?? []
    if (rooted) found.push(`${name} has an address that is not relative: ${rooted}…`)
  }
  return found
}

/**
 * The hosts that a build may connect to, as the policy in its page says.
 * @param {string} folder
 * @returns {string[]} empty if there is no page or no policy in it
 */
function trustedBy(folder) {
  const file = join(folder, 'index.html')
  const page = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return /connect-src ([^;"]*)/.exec(page)?.[1].split(' ') ?? []
}

/**
 * What a build trusts, in words.
 * @param {string[]} sources from {@link trustedBy}
 * @returns {string}
 */
function trustInWords(sources) {
  if (sources.includes('https:'))
    return 'Trusts any portal: a host over https that the browser proves to be around the app, and that answers app.info.'
  const own = sources.filter((source) => !source.includes('*.'))
  return `Trusts Bitrix24’s cloud in ${sources.length - own.length} domains, and ${own.join(', ') || 'no other host'}.`
}

const {
  values,
  positionals: [built, name],
} = parseArgs({ allowPositionals: true, options: { 'any-portal': { type: 'boolean' } } })
const anyPortal = values['any-portal']
if (anyPortal && built) {
  console.error('--any-portal makes a build of its own. It cannot change one that is there.')
  process.exit(1)
}
if (anyPortal) process.env.VITE_PORTAL_HOSTS = '*'
if (!built) await build()

const folder = resolve(built ?? 'dist')
const trusted = trustedBy(folder)
const archive = resolve(name ?? `dist/stage-card${trusted.includes('https:') ? '-any-portal' : ''}.zip`)
rmSync(archive, { force: true })
const files = withInstaller(filesOf(folder, [archive, join(folder, 'listing')]))
const problems = problemsIn(files)
if (problems.length) {
  console.error(
    `No archive: this build would not run from one.\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  )
  process.exit(1)
}
const zipped = zipSync(Object.fromEntries(files), { level: 9, mtime: MODIFIED })
writeFileSync(archive, zipped)

const line = (size, name) => console.log(`${size.toLocaleString('en').padStart(11)}  ${name}`)
for (const [name, content] of files) line(content.length, name)
line(
  files.reduce((sum, [, content]) => sum + content.length, 0),
  `bytes in ${files.length} files`,
)
line(zipped.length, `bytes in ${relative('.', archive)}`)
console.log(`\n${trustInWords(trusted)}`)
