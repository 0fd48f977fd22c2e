import { baseCompile } from '@intlify/message-compiler'
import type { Plugin } from 'vite'

/** A text with Vue I18n's placeholders and forms, or texts by name. */
type Messages = string | { [name: string]: Messages }

/** Texts as Vue I18n draws them without its compiler. */
function compiled(messages: Messages): unknown {
  if (typeof messages === 'string')
    return baseCompile(messages, { jit: true, optimize: true, minify: true, location: false, onError: refuse }).ast
  return Object.fromEntries(Object.entries(messages).map(([name, inner]) => [name, compiled(inner)]))
}

/** Without it, what is not understood is left out of the text without a word. */
function refuse(error: Error): never {
  throw error
}

/**
 * Has texts compiled before they are shipped: the first card neither loads the compiler nor waits for it.
 * @returns a plugin that turns each text of `src/locales/*.json` into the tree that Vue I18n would make of it
 * @throws SyntaxError while building, for a text that Vue I18n does not understand
 * @see https://vue-i18n.intlify.dev/guide/advanced/optimization
 */
export function compiledMessages(): Plugin {
  return {
    name: 'stage-card:compiled-messages',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/locales\/\w+\.json$/ },
      handler: (code) => JSON.stringify(compiled(JSON.parse(code) as Messages)),
    },
  }
}
