import { baseCompile } from '@intlify/message-compiler'
import type { Plugin } from 'vite'

/** The sections of texts that the first card does without. They are asked for as `en.json?late`. */
const LATE_SECTIONS = ['life', 'words', 'finding', 'export', 'change', 'foot', 'place', 'setup', 'install']

/** A message with Vue I18n's placeholders and plural forms, or messages by key. */
type Messages = string | { [key: string]: Messages }

/** Compiles messages to the form that Vue I18n renders without its compiler. */
function compile(messages: Messages): unknown {
  if (typeof messages === 'string')
    return baseCompile(messages, { jit: true, optimize: true, minify: true, location: false, onError: rethrow }).ast
  return Object.fromEntries(Object.entries(messages).map(([key, inner]) => [key, compile(inner)]))
}

/** Without this handler, the compiler silently drops what it cannot parse. */
function rethrow(error: Error): never {
  throw error
}

/**
 * Compiles the messages during the build, so that the first card does not wait for the message compiler to load.
 * Texts that are shown later go into a file of their own.
 * @returns a plugin that turns each message of `src/locales/*.json` into Vue I18n's AST
 * @throws SyntaxError during the build, for a message that Vue I18n cannot parse
 * @see https://vue-i18n.intlify.dev/guide/advanced/optimization
 */
export function compiledMessages(): Plugin {
  return {
    name: 'stage-card:compiled-messages',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/locales\/\w+\.json(\?late)?$/ },
      handler: (code, id) => {
        const isLate = id.endsWith('?late')
        const all = Object.entries(JSON.parse(code) as Record<string, Messages>)
        const sections = all.filter(([name]) => LATE_SECTIONS.includes(name) === isLate)
        const json = JSON.stringify(compile(Object.fromEntries(sections)))
        // With a query, the bundler does not take it for JSON.
        return isLate ? { code: `export default ${json}`, moduleType: 'js' } : json
      },
    },
  }
}
