// Makes what the vendor's form asks for, in dist/listing: `node .package/listing.mjs`. With --texts, without the pictures,
// which need a browser.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { runnerImport } from 'vite'

const SOURCE = join(import.meta.dirname, 'listing')
const OUTPUT = resolve('dist/listing')

const { module: form } = await runnerImport(join(SOURCE, 'form.ts'), { configFile: false })
const read = (name) => readFileSync(join(SOURCE, name), 'utf8')
const publisher = JSON.parse(read('publisher.json'))
/** Names of blanks for which `publisher.json` has no text. */
const open = new Set()

/**
 * Writes a text with its blanks filled.
 * @param {string} name in the output folder
 * @param {string} text with blanks
 * @param {Record<string, unknown>} values of the blanks
 * @param {string} language
 */
function write(name, text, values, language) {
  const filled = form.fillBlanks(text, values, language)
  for (const blank of form.blanksIn(filled)) open.add(blank)
  mkdirSync(dirname(join(OUTPUT, name)), { recursive: true })
  writeFileSync(join(OUTPUT, name), filled)
}

rmSync(OUTPUT, { recursive: true, force: true })
for (const language of form.LISTING_LANGUAGES) {
  const listing = JSON.parse(read(`texts/${language}.json`))
  for (const [name, text] of Object.entries(form.filesOf(listing))) {
    if (text.length > form.MAX_LENGTH[name]) throw new Error(`${language}/${name} is too long: ${text.length}`)
    write(`${language}/${name}`, `${text}\n`, publisher, language)
  }
}
for (const language of form.LEGAL_LANGUAGES) {
  const { title } = JSON.parse(read(`texts/${language}.json`))
  const escape = (value) =>
    typeof value === 'string'
      ? form.escapeHtml(value)
      : value && Object.fromEntries(Object.entries(value).map(([key, text]) => [key, form.escapeHtml(text)]))
  const values = Object.fromEntries(
    Object.entries({ ...publisher, TITLE: title }).map(([name, value]) => [name, escape(value)]),
  )
  for (const page of form.LEGAL_PAGES)
    write(
      `legal/${page}.${language}.html`,
      form.legalPage(read(`legal/${page}.${language}.html`), language),
      values,
      language,
    )
}
console.log(
  open.size ? `Still to be filled in .package/listing/publisher.json: ${[...open].join(', ')}` : 'No blank is left.',
)

if (!process.argv.includes('--texts')) {
  const pictures = ['playwright', 'test', '--config', 'test/screenshots/playwright.config.ts', 'listing.spec']
  process.exitCode = spawnSync('npx', pictures, { stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1
}
