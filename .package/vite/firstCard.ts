import { resolve } from 'node:path'
import { normalizePath, type HtmlTagDescriptor, type Plugin, type Rolldown } from 'vite'

/** Tells Chromium to compile a file's functions while it is downloaded. It has to be the file's first line. */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad'
/** The end of the path of the SDK's main module. */
const SDK = '/b24jssdk/dist/esm/index.mjs'

/** The bundler's file of helpers, a few hundred bytes, which the SDK would otherwise wait a round trip for. */
const RUNTIME = 'rolldown-runtime'

type Chunk = Rolldown.OutputChunk

/**
 * Sees to it that the first card is there as early as it can be:
 * - What `src/main.ts` needs at once is one file; `src/app.ts` is another, with what it shares with parts that come later,
 *   since pieces compress worse; the SDK, which `main.ts` asks for when it runs, is a third.
 * - The page preloads the files of the SDK and the interface, so that the browser fetches them beside the file that will
 *   ask for them.
 * - The interface has Chromium's compile hint: it calls most of its functions at once, and they are compiled beside the
 *   page's own work instead of one by one. Not so the SDK, of which the handshake calls few: to compile all of it would
 *   keep the question waiting.
 * @returns a plugin for the build alone
 * @throws Error while building, where a file of these three would wait for one that the page does not name
 * @see https://v8.dev/blog/explicit-compile-hints
 * @see https://rolldown.rs/reference/OutputOptions.codeSplitting
 */
export function firstCard(): Plugin {
  let page = ''
  let app = ''
  const reached = new Map<string, Set<string>>()

  /** All modules that a module imports, directly or not, but for what it imports when it is asked to. */
  function reach(from: string, graph: Rolldown.ChunkingContext): Set<string> {
    const known = reached.get(from)
    if (known) return known
    const found = new Set([from])
    for (const id of found) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
    reached.set(from, found)
    return found
  }

  return {
    name: 'stage-card:first-card',
    apply: 'build',
    config({ root = '.' }) {
      page = normalizePath(resolve(root, 'index.html'))
      app = normalizePath(resolve(root, 'src/app.ts'))
      return {
        build: {
          // Vite's own way would put a list of files in front of the hint, after the file's name was made of its content.
          modulePreload: false,
          rolldownOptions: {
            output: {
              codeSplitting: {
                groups: [
                  {
                    name: (id, graph) => (reach(page, graph).has(id) ? 'first' : null),
                    debugName: 'first',
                    priority: 2,
                  },
                  {
                    name: (id, graph) => (reach(app, graph).has(id) ? 'app' : null),
                    debugName: 'app',
                    priority: 1,
                  },
                ],
              },
              // Behind the minifier, which leaves out comments, and before the name is made of the content.
              postBanner: ({ moduleIds }) => (moduleIds.includes(app) ? COMPILE_HINT : ''),
            },
          },
        },
      }
    },
    buildStart: () => reached.clear(),
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        links(
          Object.values(bundle).filter((file) => file.type === 'chunk'),
          app,
        ),
    },
  }
}

/** The links to the SDK and the interface, in the order in which they are needed. */
function links(chunks: readonly Chunk[], app: string): HtmlTagDescriptor[] {
  const holding = (module: string): Chunk => {
    const found = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)))
    if (!found) throw new Error(`No file holds ${module}, which the first card needs`)
    return found
  }
  const [sdk, interfaceFile] = [holding(SDK), holding(app)]
  const runtime = chunks.filter(({ name }) => name === RUNTIME)
  const entry = chunks.find(({ isEntry }) => isEntry)
  const preloaded = [sdk, ...runtime, interfaceFile]
  const named = new Set([...preloaded, entry].map((chunk) => chunk?.fileName))
  const unnamed = [sdk, interfaceFile, entry]
    .flatMap((chunk) => chunk?.imports ?? [])
    .filter((file) => !named.has(file))
  if (unnamed.length > 0) throw new Error(`The first card would wait for ${unnamed.join(', ')}`)
  return preloaded.map(({ fileName }) => ({
    tag: 'link',
    attrs: { rel: 'modulepreload', crossorigin: true, href: `./${fileName}` },
    injectTo: 'head',
  }))
}
