import { describe, expect, it } from 'vitest'
import { lean, leanKit } from '../../../.package/vite/leanKit'
import { buildProject, contentOf } from './buildProject'

/** A style sheet without spaces and semicolons, to compare. */
const compact = (css: string): string => css.replaceAll(/[\s;]+/g, '')

describe('lean', () => {
  it.each([
    ['.ui-btn { color: red } .ui-menu { color: red }', 'class="ui-btn"', '.ui-btn { color: red }'],
    [
      '.ui-btn.--air { color: red } .ui-btn.--old { color: red }',
      "['ui-btn', '--air']",
      '.ui-btn.--air { color: red }',
    ],
    [':root { --a: 1px; --b: 2px }', 'size-(--a)', ':root { --a: 1px }'],
    [
      ':root { --a: var(--b); --b: var(--c); --c: 0; --d: 0 }',
      'var(--a)',
      ':root { --a: var(--b); --b: var(--c); --c: 0 }',
    ],
    [':root { --a: 0 } .used { top: var(--a) }', 'used', ':root { --a: 0 } .used { top: var(--a) }'],
    [':root { --a: 0 } .unused { top: var(--a) }', 'used', ':root {}'],
    ['.light, :root { --a: 0 } .dark { --a: 1 } .edge { --a: 2 }', "'dark' --a", ':root { --a: 0 } .dark { --a: 1 }'],
    ['@theme inline { --a: 0 } .used { top: 0 }', 'used', '.used { top: 0 }'],
    ['@layer theme { .unused { top: 0 } }', 'used', ''],
  ])('reduces %s for the source %s to %j', async (css, used, left) => {
    expect(compact(await lean(css, used))).toBe(compact(left))
  })
})

describe('leanKit', () => {
  const KIT = '.ui-btn { color: red } .ui-menu { color: blue }'
  const OWN = ':focus-visible { outline: 1px solid } .unused { color: lime }'
  /** The style sheet and the page of an app with this main file. */
  const style = async (main: string) => {
    const page = ['kit', 'style'].map((name) => `<link rel="stylesheet" href="./src/${name}.css">`).join('')
    const find = await buildProject(
      {
        'index.html': `<head>${page}<script type="module" src="./src/main.ts"></script></head>`,
        'src/main.ts': main,
        'src/kit.css': KIT,
        'src/style.css': OWN,
      },
      { plugins: [leanKit()] },
    )
    return { file: find('outline:'), page: contentOf(find('<head>')) }
  }

  it('removes unused styles of the kit, and keeps all styles of the app', async () => {
    const { file } = await style(`document.body.className = 'ui-btn'`)
    expect(contentOf(file)).toContain('.ui-btn')
    expect(contentOf(file)).not.toContain('.ui-menu')
    expect(contentOf(file)).toContain(':focus-visible')
    expect(contentOf(file)).toContain('.unused')
  })

  it('hashes the file name from the reduced content, and links to it', async () => {
    const first = await style(`document.body.className = 'ui-btn'`)
    const same = await style(`document.body.className = 'ui-btn' // again`)
    const other = await style(`document.body.className = 'ui-btn ui-menu'`)
    expect(same.file.fileName).toBe(first.file.fileName)
    expect(other.file.fileName).not.toBe(first.file.fileName)
    expect(other.page).toContain(other.file.fileName)
  })
})
