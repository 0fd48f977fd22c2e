import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build, type InlineConfig, type Rolldown } from 'vite'
import { afterEach } from 'vitest'

type File = Rolldown.OutputChunk | Rolldown.OutputAsset

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** What a file of a build holds. */
export const contentOf = (file: File): string => (file.type === 'chunk' ? file.code : String(file.source))

/**
 * Builds a project of a few lines, and writes nothing.
 * @param files contents by name
 * @param config what the project's own configuration would say
 * @returns finds the one file of the build that holds a text
 * @throws Error what the build throws; at a search, where not exactly one file holds the text
 */
export async function built(files: Record<string, string>, config: InlineConfig): Promise<(text: string) => File> {
  const root = mkdtempSync(join(tmpdir(), 'stage-card-build-'))
  folders.push(root)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  const done = await build({
    configFile: false,
    logLevel: 'silent',
    ...config,
    root,
    build: { cssCodeSplit: false, ...config.build, write: false },
  })
  const output = (done as Rolldown.RolldownOutput).output as File[]
  return (text) => {
    const [found, ...more] = output.filter((file) => contentOf(file).includes(text))
    if (!found || more.length > 0) throw new Error(`One file was expected to hold "${text}", not ${more.length}`)
    return found
  }
}
