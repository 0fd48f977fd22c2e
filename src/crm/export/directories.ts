import { ownerOf } from '../directory'
import { recordTypeOf } from '../recordTypes'
import type { Stage } from '../stage'

/** A directory among exported items. */
export interface ExportedDirectory {
  entityId: string
  /** The portal's number of the record type; null for plain lists. */
  entityTypeId: number | null
  /** `categoryId` of the API; null for plain lists, and for record types that have no pipelines. */
  pipelineId: number | null
  items: Stage[]
}

/** Groups items by their directory, in the order of the first item of each. */
export function byDirectory(items: readonly Stage[]): ExportedDirectory[] {
  const groups = new Map<string, Stage[]>()
  for (const item of items) {
    const group = groups.get(item.entityId)
    if (group) group.push(item)
    else groups.set(item.entityId, [item])
  }
  return [...groups].map(([entityId, own]) => ({ entityId, ...pipelineOf(entityId), items: own }))
}

function pipelineOf(entityId: string): Pick<ExportedDirectory, 'entityTypeId' | 'pipelineId'> {
  const owner = ownerOf(entityId)
  if (owner.type === 'list') return { entityTypeId: null, pipelineId: null }
  const { entityTypeId, pipelineId } = owner
  return {
    entityTypeId,
    pipelineId: recordTypeOf(entityTypeId)?.directory?.pipelines === 'none' ? null : pipelineId,
  }
}
