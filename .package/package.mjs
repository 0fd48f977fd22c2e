// Packs a build for Bitrix24's "Local application, static": `node .package/package.mjs [folder] [archive]`.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, posix, relative, resolve, sep } from 'node:path'
import { zipSync } from 'fflate'

const TEXT = /\.(html|js|css|svg|json)$/
/** An address from the server's root (`/assets/…`), where the portal's CDN holds nothing of ours. */
const ROOTED = /(?:src|href)="\/|url\(["']?\/|["'`]\/assets\//
/** In local time, as archives have it, so that one build gives the same bytes on every day and in every time zone. */
const MODIFIED = new Date(1980, 0, 1)

/**
 * Reads all files of a folder.
 * @param {string} folder
 * @param {string} except the archive itself, which may lie there from the last time
 * @returns {[name: string, content: Uint8Array][]} by name, with the slashes that archives have on every system
 */
function filesOf(folder, except) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path !== except && statSync(path).isFile())
    .map((path) => [relative(folder, path).replaceAll(sep, posix.sep), readFileSync(path)])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/**
 * What would fail only after the upload, and there without a word: the portal shows an empty frame.
 * @param {[string, Uint8Array][]} files
 * @returns {string[]} in words
 */
function objections(files) {
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

const [folder, archive] = [process.argv[2] ?? 'dist', process.argv[3] ?? 'dist/stage-card.zip'].map((path) =>
  resolve(path),
)
rmSync(archive, { force: true })
const files = filesOf(folder, archive)
const wrong = objections(files)
if (wrong.length) {
  console.error(`No archive: this build would not run from one.\n${wrong.map((one) => `  ${one}`).join('\n')}`)
  process.exit(1)
}
const packed = zipSync(Object.fromEntries(files), { level: 9, mtime: MODIFIED })
writeFileSync(archive, packed)

const line = (size, name) => console.log(`${size.toLocaleString('en').padStart(11)}  ${name}`)
for (const [name, content] of files) line(content.length, name)
line(
  files.reduce((sum, [, content]) => sum + content.length, 0),
  `bytes in ${files.length} files`,
)
line(packed.length, `bytes in ${relative('.', archive)}`)
