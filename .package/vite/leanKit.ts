import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PurgeCSS } from 'purgecss'
import type { Plugin } from 'vite'

/**
 * Leaves out of `src/kit.css` what no file of the app names: the kit brings classes and variables for every look of all
 * its components, many times as much as those in use. The app's own style sheet stays as it is written.
 * @returns a plugin for the build alone, which changes the style sheet as a module: Vite names its file by the outcome
 * @see https://purgecss.com/configuration.html
 */
export function leanKit(): Plugin {
  let root = ''
  return {
    name: 'stage-card:lean-kit',
    apply: 'build',
    configResolved: (config) => void (root = config.root),
    transform: {
      filter: { id: /\/src\/kit\.css$/ },
      handler: (css) => lean(css, sources(root)),
    },
  }
}

/** The text of all files that may name a class or a variable of the kit. */
function sources(root: string): string {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(vue|ts|css)$/.test(file) && file !== 'kit.css')
    .map((file) => join(root, 'src', file))
  return [join(root, 'index.html'), ...files].map((file) => readFileSync(file, 'utf8')).join('\n')
}

/**
 * @param css a style sheet
 * @param used text that names what is used of it: words are classes, `--words` are variables, too
 * @returns the rules and variables that are used, and the variables that these are made of
 */
export async function lean(css: string, used: string): Promise<string> {
  const variables = [...new Set(used.match(/--[\w-]+/g))].map((name) => `var(${name})`)
  // What only Tailwind understands, and the app does not use.
  const plain = css.replaceAll(/@theme\b[^{]*\{[^{}]*\}/g, '')
  const [, kit] = await new PurgeCSS().purge({
    content: [{ raw: used, extension: 'txt' }],
    // PurgeCSS goes through the style sheets in their order, and knows then which variables those before have used.
    css: [{ raw: `:root { content: ${variables.join(' ')} }` }, { raw: plain }],
    variables: true,
  })
  return kit?.css ?? ''
}
