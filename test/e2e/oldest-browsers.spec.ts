import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OLDEST_BROWSERS } from '../../.package/vite/oldestBrowsers'
import { missingInCode, missingInStyles } from '../oldestBrowsers'
import { expect, test } from './fixtures'

const ASSETS = join(import.meta.dirname, '../.build/assets')

/** What the built files may use, and why no browser needs it. */
const EXCUSED: Record<string, string> = {
  'Error.captureStackTrace() is missing in firefox, safari': 'the SDK asks whether it exists',
  '.createPolicy() is missing in firefox, safari': 'Vue asks whether it exists',
  '.fetch() is missing in firefox, safari': 'a method of the query cache has the same name',
  '@property is missing in firefox': 'Tailwind gives the same values by another rule',
  ':has is missing in firefox': 'a variant of the kit’s badge that the app does not use',
  'color-mix() is missing in chrome': 'style.css has other values: see below',
}

/** The texts of the built files of a kind, by name. */
function filesOf(extension: '.js' | '.css'): [name: string, text: string][] {
  return readdirSync(ASSETS)
    .filter((name) => name.endsWith(extension))
    .map((name) => [name, readFileSync(join(ASSETS, name), 'utf8')])
}

test('the built files, dependencies included, need nothing that the oldest browsers do not have', () => {
  const page = readFileSync(join(ASSETS, '../index.html'), 'utf8')
  const inline: [string, string][] = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => [
    'page',
    text,
  ])
  expect(inline).toHaveLength(1)
  const code = [...filesOf('.js'), ...inline].flatMap(([name, text]) => missingInCode(text).map((what) => [what, name]))
  const styles = filesOf('.css').flatMap(([name, text]) => missingInStyles(text).map((what) => [what, name]))
  const found = [...code, ...styles]
  expect(found.filter(([what = '']) => !(what in EXCUSED))).toEqual([])
  expect(new Set(found.map(([what]) => what))).toEqual(new Set(Object.keys(EXCUSED)))
})

test('the README names the oldest browsers', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
  const { chrome, firefox, safari } = OLDEST_BROWSERS
  expect(readme).toContain(`Chromium ${chrome}, Firefox ${firefox} and Safari ${safari}`)
})

test('a button keeps its color where the browser cannot mix colors', async ({ app, page }) => {
  await page.route(/\.css$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replaceAll('color-mix(', 'unknown-mix(') })
  })
  await app.openStage('733')
  await app.expectStage('733')
  const button = app.frame.locator('.air-button.--style-filled').first()
  const background = () => button.evaluate((element) => getComputedStyle(element).backgroundColor)
  const border = () => button.evaluate((element) => getComputedStyle(element).borderColor)
  const [before, borderBefore] = [await background(), await border()]
  expect(before).not.toBe('rgba(0, 0, 0, 0)')
  await button.hover()
  expect(await background()).toBe(before)
  expect(await border()).toBe(borderBefore)
  await page.mouse.down()
  expect(await background()).toBe(before)
})
