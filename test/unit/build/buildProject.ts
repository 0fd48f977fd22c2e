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

/** The content of a file of the build. */
export const contentOf = (file: File): string => (file.type === 'chunk' ? file.code : String(file.source))

/**
 * Builds a small project without writing the output.
 * @param files contents by name
 * @param config the Vite configuration
 * @returns a function that finds the only output file that contains a text
 * @throws Error if the build fails; the returned function throws unless exactly one file contains the text
 */
export async function buildProject(
  files: Record<string, string>,
  config: InlineConfig,
): Promise<(text: string) => File> {
  const root = mkdtempSync(join(tmpdir(), 'stage-card-build-'))
  folders.push(root)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    ...config,
    root,
    build: { cssCodeSplit: false, ...config.build, write: false },
  })
  const output = (result as Rolldown.RolldownOutput).output as File[]
  return (text) => {
    const [found, ...others] = output.filter((file) => contentOf(file).includes(text))
    if (!found || others.length > 0)
      throw new Error(`Expected exactly one file with "${text}", found ${found ? others.length + 1 : 0}`)
    return found
  }
}
