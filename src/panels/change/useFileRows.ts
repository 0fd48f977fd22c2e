import { computed } from 'vue'
import { useDirectoryWords } from '../../composables/useDirectoryWords'
import type { FileDirectory } from '../../crm/change/file'
import { candidatesFor, matchDirectories } from '../../crm/change/match'
import { plan } from '../../crm/change/plan'
import { takeOver } from '../../crm/change/takeOver'
import type { Plan, WantedItem } from '../../crm/change/types'
import { wantedOf } from '../../crm/change/wanted'
import { entityIdOf } from '../../crm/directory'
import type { DirectoryGroup } from '../../crm/directoryGroups'
import type { Stage } from '../../crm/stage'
import { usePipelineFileStore } from '../../stores/pipelineFile'
import { useDirectories } from '../useDirectories'

/** A directory of the file beside the portal's. */
export interface FileRow {
  /** The place in the file. */
  at: number
  directory: FileDirectory
  title: string
  /** The portal's directory that it is for; null: none. */
  entityId: string | null
  candidates: DirectoryGroup[]
  /** The record type to which the missing pipeline can be added; null where it cannot. */
  addTo: number | null
  taken: boolean
  /** Null until the portal's directory has been read. */
  comparison: Comparison | null
}

export interface Comparison {
  entityId: string
  stages: readonly Stage[]
  now: WantedItem[]
  wanted: WantedItem[]
  plan: Plan
  /** What the portal's items are called, by code. */
  names: ReadonlyMap<string, string>
}

/** The directories of the file that was opened, each with the portal's one. */
export function useFileRows() {
  const { groups, titleOf } = useDirectories()
  const { fullName } = useDirectoryWords()
  const file = usePipelineFileStore()

  const matches = computed(() => matchDirectories(file.file?.directories ?? [], groups.value ?? []))
  /** What was chosen by hand comes first, and no directory of the portal comes twice. */
  const entityIds = computed(() => {
    const byHand = new Set(file.chosen.values())
    return matches.value.map(({ entityId }, at) => {
      const chosen = file.chosen.get(at)
      if (chosen !== undefined) return chosen
      return byHand.has(entityId) ? null : entityId
    })
  })
  const comparisons = computed(() =>
    matches.value.map(({ directory }, at) => compare(entityIds.value[at] ?? null, directory)),
  )

  function compare(entityId: string | null, { items }: FileDirectory): Comparison | null {
    const stages = entityId === null ? undefined : file.stages.get(entityId)
    if (entityId === null || !stages) return null
    const now = wantedOf(stages)
    const wanted = takeOver(now, items, file.taking)
    // Records are counted when the plan is made.
    const uses = new Map(now.map(({ code }) => [code, 0]))
    const names = new Map(now.map(({ code, name }) => [code, name]))
    return { entityId, stages, now, wanted, plan: plan(entityId, stages, wanted, uses), names }
  }

  /** A name as the app's own lists have it; for lists, as this portal calls them. */
  function titleIn(directory: FileDirectory): string {
    if (directory.kind === 'list') return titleOf(directory.entityId)
    const { entityTypeId, title, pipeline } = directory
    return fullName(entityIdOf(entityTypeId, 0) ?? '', { title, pipeline })
  }

  const rows = computed(() =>
    matches.value.map(({ directory, addTo }, at): FileRow => {
      const entityId = entityIds.value[at] ?? null
      return {
        at,
        directory,
        title: titleIn(directory),
        entityId,
        candidates: candidatesFor(directory, groups.value ?? []),
        addTo: file.chosen.has(at) ? null : addTo,
        taken: entityId !== null && !file.left.has(at),
        comparison: comparisons.value[at] ?? null,
      }
    }),
  )

  return { rows, groups, entityIds }
}
