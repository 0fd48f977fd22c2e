import { resolve } from 'node:path'
import { normalizePath, type HtmlTagDescriptor, type Plugin, type Rolldown } from 'vite'

/** Tells Chromium to compile all functions of a file while it downloads. It has to be the file's first line. */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad'
/** How the path of the SDK's main module ends. */
const SDK_PATH = '/b24jssdk/dist/esm/index.mjs'
/** The bundler's chunk of helpers, a few hundred bytes, which the SDK would otherwise wait a round trip for. */
const RUNTIME = 'rolldown-runtime'

type Chunk = Rolldown.OutputChunk

/**
 * Splits and preloads the build so that the first card appears as early as possible:
 * - There are three chunks: `src/main.ts` with its static imports; `src/app.ts` with its own, including those that lazy
 *   chunks share, because smaller chunks compress worse; and the SDK, which `main.ts` imports dynamically.
 * - The page preloads the SDK and the interface, so the browser fetches them before the script that imports them runs.
 * - The interface has Chromium's compile hint. It calls most of its functions at once, so compiling all of them off the
 *   main thread is faster than one by one. The handshake calls few functions of the SDK, and compiling all of it would
 *   delay the first request.
 * @returns a plugin for the build only
 * @throws Error during the build, if one of these chunks imports a chunk that the page does not preload
 * @see https://v8.dev/blog/explicit-compile-hints
 * @see https://rolldown.rs/reference/OutputOptions.codeSplitting
 */
export function firstCard(): Plugin {
  let page = ''
  let app = ''
  const importsOf = new Map<string, Set<string>>()

  /** A module with its static imports, direct and indirect. */
  function staticImports(from: string, graph: Rolldown.ChunkingContext): Set<string> {
    const cached = importsOf.get(from)
    if (cached) return cached
    const found = new Set([from])
    for (const id of found) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
    importsOf.set(from, found)
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
          // Vite's module preload would put a list of files before the hint, after the file name was hashed from the content.
          modulePreload: false,
          rolldownOptions: {
            output: {
              codeSplitting: {
                groups: [
                  {
                    name: (id, graph) => (staticImports(page, graph).has(id) ? 'first' : null),
                    debugName: 'first',
                    priority: 2,
                  },
                  {
                    name: (id, graph) => (staticImports(app, graph).has(id) ? 'app' : null),
                    debugName: 'app',
                    priority: 1,
                  },
                ],
              },
              // Runs after the minifier, which removes comments, and before the file name is hashed from the content.
              postBanner: ({ moduleIds }) => (moduleIds.includes(app) ? COMPILE_HINT : ''),
            },
          },
        },
      }
    },
    buildStart: () => importsOf.clear(),
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

/** The links to the SDK and the interface, in the order in which the app needs them. */
function links(chunks: readonly Chunk[], app: string): HtmlTagDescriptor[] {
  const chunkWith = (module: string): Chunk => {
    const found = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)))
    if (!found) throw new Error(`No file holds ${module}, which the first card needs`)
    return found
  }
  const [sdk, interfaceFile] = [chunkWith(SDK_PATH), chunkWith(app)]
  const runtime = chunks.filter(({ name }) => name === RUNTIME)
  const entry = chunks.find(({ isEntry }) => isEntry)
  const preloaded = [sdk, ...runtime, interfaceFile]
  const linked = new Set([...preloaded, entry].map((chunk) => chunk?.fileName))
  const notLinked = [sdk, interfaceFile, entry]
    .flatMap((chunk) => chunk?.imports ?? [])
    .filter((file) => !linked.has(file))
  if (notLinked.length > 0) throw new Error(`The first card would wait for ${notLinked.join(', ')}`)
  return preloaded.map(({ fileName }) => ({
    tag: 'link',
    attrs: { rel: 'modulepreload', crossorigin: true, href: `./${fileName}` },
    injectTo: 'head',
  }))
}
