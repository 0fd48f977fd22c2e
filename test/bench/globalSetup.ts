import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import setupTests from '../e2e/globalSetup'

const WITHOUT_LIFE = join(import.meta.dirname, '../.results/build-without-life')

/** What stands for the parts that show the life in a stage: they draw nothing, and ask nothing. */
const EMPTY: [file: RegExp, code: string][] = [
  [/\/panels\/(StageLife|RecordLife)\.vue$/, '<template><!-- --></template>'],
  [
    /\/panels\/useStageCounts\.ts$/,
    `import { shallowRef } from 'vue'
    export const useStageCounts = () => ({ query: { error: null }, bars: shallowRef(null) })`,
  ],
]

const withoutLife: Plugin = {
  name: 'stage-card:without-life',
  enforce: 'pre',
  load: (id) => EMPTY.find(([file]) => file.test(id))?.[1],
}

/** Builds the app as for all tests, and for `OTHER_BUILD=without-life` once more, without the life in a stage. */
export default async function setup(): Promise<void> {
  await setupTests()
  if (process.env.OTHER_BUILD !== 'without-life') return
  await build({
    configFile: 'test/portal/vite.config.ts',
    logLevel: 'warn',
    plugins: [withoutLife],
    build: { outDir: WITHOUT_LIFE, emptyOutDir: true },
  })
  process.env.OTHER_BUILD = WITHOUT_LIFE
}
