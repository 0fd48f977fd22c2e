import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PurgeCSS } from 'purgecss'
import type { Plugin } from 'vite'

/**
 * Removes unused styles from `src/kit.css`: the kit has classes and variables for every variant of its components, and the
 * app uses few of them. The app's own style sheet stays unchanged.
 * @returns a plugin for the build only. It transforms the style sheet as a module, so Vite hashes the result for the file name
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

/** The text of all files that may use a class or a variable of the kit. */
function sources(root: string): string {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(vue|ts|css)$/.test(file) && file !== 'kit.css')
    .map((file) => join(root, 'src', file))
  return [join(root, 'index.html'), ...files].map((file) => readFileSync(file, 'utf8')).join('\n')
}

/**
 * Removes unused rules and variables from a style sheet.
 * @param css a style sheet
 * @param used the source text: every word counts as a used class, and every `--word` also as a used variable
 * @returns the used rules and variables, and the variables that those refer to
 */
export async function lean(css: string, used: string): Promise<string> {
  const variables = [...new Set(used.match(/--[\w-]+/g))].map((name) => `var(${name})`)
  // Only Tailwind understands these blocks, and the app does not need them.
  const plain = css.replaceAll(/@theme\b[^{]*\{[^{}]*\}/g, '')
  const [, kit] = await new PurgeCSS().purge({
    content: [{ raw: used, extension: 'txt' }],
    // PurgeCSS processes style sheets in order, and counts variables that an earlier one uses as used.
    css: [{ raw: `:root { content: ${variables.join(' ')} }` }, { raw: plain }],
    variables: true,
  })
  return kit?.css ?? ''
}
