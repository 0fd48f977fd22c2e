import { comparable } from '../comparable'
import { ownerOf } from '../directory'
import type { DirectoryEntry, DirectoryGroup } from '../directoryGroups'
import { hasPipelines, type DirectoryHead, type FileDirectory, type PipelineHead } from './file'

/** A directory of a file, and the portal's directory that it is likely meant for. */
export interface DirectoryMatch {
  directory: FileDirectory
  /** Null: the portal has none. */
  entityId: string | null
  /** The record type to which the missing pipeline can be added by `crm.category.add`; null where it cannot. */
  addTo: number | null
}

/**
 * Tells which directory of the portal it is, in a way that another portal understands: the other direction of
 * {@link matchDirectories}. Of deals alone is it known which pipeline is the default one.
 * @param group of the entry
 */
export function headOf(group: DirectoryGroup, entry: DirectoryEntry): DirectoryHead {
  const owner = ownerOf(entry.entityId)
  if (owner.type === 'list') return { kind: 'list', entityId: entry.entityId }
  const { type: kind, entityTypeId, pipelineId } = owner
  return {
    kind,
    entityTypeId,
    title: group.name,
    pipeline: hasPipelines(entityTypeId) ? entry.name.pipeline : null,
    isDefault: kind === 'deal' ? pipelineId === 0 : null,
  }
}

/**
 * Proposes for each directory of a file the portal's directory: of the same type, and the pipeline of the same name. A
 * smart process is the one of the same title or, if there is none, of the same number. Lists go by their ENTITY_ID. Portals do
 * not name every pipeline: without a name, the only one of its type is meant.
 * @param portal the portal's directories, by type
 * @returns in the file's order; no directory of the portal is proposed twice
 */
export function matchDirectories(
  directories: readonly FileDirectory[],
  portal: readonly DirectoryGroup[],
): DirectoryMatch[] {
  const groups = groupsFor(directories, portal)
  const taken = new Set<string>()
  return directories.map((directory) => {
    const group = groups.get(directory)
    const free = group?.entries.filter(({ entityId }) => !taken.has(entityId)) ?? []
    const isOnly = group?.entries.length === 1 && [...groups.values()].filter((one) => one === group).length === 1
    const entry = group && free.find((one) => isSame(directory, headOf(group, one), isOnly))
    if (entry) taken.add(entry.entityId)
    const canAdd = !entry && group && directory.kind !== 'list' && directory.pipeline !== null
    return { directory, entityId: entry?.entityId ?? null, addTo: canAdd ? group.entityTypeId : null }
  })
}

/**
 * The portal's directories that a person may choose for one of a file: those of the same kind. For a smart process, those
 * of every smart process.
 */
export function candidatesFor({ kind }: DirectoryHead, portal: readonly DirectoryGroup[]): DirectoryGroup[] {
  return portal.filter(({ type }) => type === kind)
}

/** The portal's record type for each directory; titles go before numbers, which mean another type in another portal. */
function groupsFor(
  directories: readonly FileDirectory[],
  portal: readonly DirectoryGroup[],
): Map<FileDirectory, DirectoryGroup> {
  const groups = new Map<FileDirectory, DirectoryGroup>()
  for (const directory of directories) {
    const group = directory.kind === 'smart' ? titled(directory, portal) : candidatesFor(directory, portal)[0]
    if (group) groups.set(directory, group)
  }
  const named = new Set(groups.values())
  for (const directory of directories) {
    if (directory.kind !== 'smart' || groups.has(directory)) continue
    const group = portal.find((one) => one.entityTypeId === directory.entityTypeId && !named.has(one))
    if (group) groups.set(directory, group)
  }
  return groups
}

/** The smart process of a title; of several, the one that also has the number. */
function titled({ title, entityTypeId }: PipelineHead, portal: readonly DirectoryGroup[]): DirectoryGroup | undefined {
  const same = portal.filter(({ type, name }) => type === 'smart' && isSameName(title, name))
  return same.find((group) => group.entityTypeId === entityTypeId) ?? same[0]
}

/**
 * Whether two directories of the same record type are the same one. Of unknown names, the default pipelines are.
 * @param isOnly there is no other one of the type, neither in the file nor in the portal
 */
function isSame(one: DirectoryHead, other: DirectoryHead, isOnly: boolean): boolean {
  if (one.kind === 'list' || other.kind === 'list') {
    return one.kind === 'list' && other.kind === 'list' && one.entityId === other.entityId
  }
  if (one.pipeline !== null && other.pipeline !== null) return isSameName(one.pipeline, other.pipeline)
  if (one.isDefault === true && other.isDefault === true) return true
  return !hasPipelines(one.entityTypeId) || (isOnly && one.pipeline === null && one.isDefault === null)
}

function isSameName(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && comparable(one) === comparable(other)
}
