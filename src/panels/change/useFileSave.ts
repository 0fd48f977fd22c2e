import { saveFile } from '../../components/ui/saveFile'
import { useDirectoryWords } from '../../composables/useDirectoryWords'
import { fullCode } from '../../crm/change/codes'
import { readFile, writeFile, type FileDirectory } from '../../crm/change/file'
import { headOf } from '../../crm/change/match'
import type { WantedItem } from '../../crm/change/types'
import { useWordsStore } from '../../stores/words'
import { useDirectories } from '../useDirectories'

/** A directory that goes into a file, as it is or as it should be. */
export interface Saved {
  entityId: string
  wanted: readonly WantedItem[]
}

/** What became of a file. `nothing`: there was nothing that could be saved. `large`: it would be too large to be opened. */
export interface SaveOutcome {
  result: 'saved' | 'nothing' | 'large'
  /** Titles of directories that no reader would accept, so they are not in the file. */
  leftOut: string[]
}

/** Saves pipelines and lists as a file. */
export function useFileSave() {
  const { groups, titleOf } = useDirectories()
  const { shortName, groupName } = useDirectoryWords()
  const words = useWordsStore()

  /** The directory and its group; undefined if the portal does not have it. */
  function placeOf(entityId: string) {
    for (const group of groups.value ?? []) {
      const entry = group.entries.find((one) => one.entityId === entityId)
      if (entry) return { group, entry }
    }
    return undefined
  }

  function directoryOf({ entityId, wanted }: Saved): FileDirectory[] {
    const place = placeOf(entityId)
    if (!place) return []
    const items = wanted.map((item) => ({
      ...item,
      words: words.of({ entityId, statusId: fullCode(entityId, item.code) }),
    }))
    return [{ ...headOf(place.group, place.entry), items }]
  }

  /**
   * Saves directories as a file. Whatever could not be opened again is left out.
   * @param all in the order of the file
   * @param name what the file is called, in words; by default after the directory
   */
  function save(all: readonly Saved[], name = nameOf(all)): SaveOutcome {
    const written = all.map((one) => {
      const directories = directoryOf(one)
      return { ...one, directories: readFile(writeFile(directories)).ok ? directories : [] }
    })
    const leftOut = written.flatMap(({ entityId, directories }) => (directories.length > 0 ? [] : titleOf(entityId)))
    if (leftOut.length === all.length) return { result: 'nothing', leftOut }
    const text = writeFile(written.flatMap(({ directories }) => directories))
    if (!readFile(text).ok) return { result: 'large', leftOut }
    saveFile({ name: fileName(name), type: 'application/json', text })
    return { result: 'saved', leftOut }
  }

  function nameOf([first, ...others]: readonly Saved[]): string {
    const place = first && placeOf(first.entityId)
    if (!place || others.length > 0) return ''
    const { group, entry } = place
    return group.type === 'list' ? shortName(entry) : `${groupName(group)} ${entry.name.pipeline ?? ''}`
  }

  return { save }
}

/** Such as `pipelines-deals-rent.json`: letters of any script and digits, which every system takes. */
function fileName(words: string): string {
  const parts = ['pipelines', ...(words.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])]
  return `${[...parts.join('-')].slice(0, 80).join('')}.json`
}
