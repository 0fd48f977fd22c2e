import { build, type Plugin, type Rolldown } from 'vite'

/** What stands in `index.html` where the script goes. */
const PLACE = '%PRECONNECT%'

/**
 * Writes `src/boot/preconnect.ts`, bundled and minified, into the page as an inline script. A file would arrive a round
 * trip too late: opening a connection takes several. The page's policy allows the script by its hash.
 * @returns a plugin; the development server leaves the script out
 * @throws Error while building, if the page has no place for the script
 */
export function inlinePreconnect(): Plugin {
  let script = ''
  let building = false
  return {
    name: 'stage-card:inline-preconnect',
    async configResolved({ command, root, env }) {
      building = command === 'build'
      if (building) script = await bundle(`${root}/src/boot/preconnect.ts`, env.VITE_PORTAL_HOSTS as string | undefined)
    },
    transformIndexHtml: {
      order: 'pre',
      handler(html) {
        if (building && !html.includes(PLACE)) throw new Error(`index.html has no ${PLACE}`)
        return building ? html.replace(PLACE, () => script) : html.replace(/<script>\s*%PRECONNECT%\s*<\/script>/, '')
      },
    },
  }
}

/** A file and what it imports as one script. */
async function bundle(file: string, portalHosts: string | undefined): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'import.meta.env.VITE_PORTAL_HOSTS': JSON.stringify(portalHosts) ?? 'undefined' },
    build: { write: false, target: 'es2022', rolldownOptions: { input: file, output: { format: 'iife' } } },
  })
  const { output } = built as Rolldown.RolldownOutput
  return output[0].code.trim()
}
