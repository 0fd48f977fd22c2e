import { build, type Plugin, type Rolldown } from 'vite'
import { BUILD_TARGET } from './oldestBrowsers.ts'

/** The placeholder for the script in `index.html`. */
const PLACEHOLDER = '%PRECONNECT%'
const EMPTY_SCRIPT = new RegExp(String.raw`<script>\s*${PLACEHOLDER}\s*</script>`)

/**
 * Writes `src/boot/preconnect.ts`, bundled and minified, into the page as an inline script. A file would arrive a round
 * trip too late: opening a connection takes several. The page's policy allows the script by its hash.
 * @returns a plugin; the development server leaves the script out
 * @throws Error during the build, if the page has no placeholder for the script
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
        if (building && !html.includes(PLACEHOLDER)) throw new Error(`index.html has no ${PLACEHOLDER}`)
        return building ? html.replace(PLACEHOLDER, () => script) : html.replace(EMPTY_SCRIPT, '')
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
    build: { write: false, target: BUILD_TARGET, rolldownOptions: { input: file, output: { format: 'iife' } } },
  })
  const { output } = built as Rolldown.RolldownOutput
  return output[0].code.trim()
}
