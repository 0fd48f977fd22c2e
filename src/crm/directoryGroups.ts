import { nameOf, ownerOf, withoutPipeline, type Directory, type DirectoryName, type Owner } from './directory'

/** A directory in a list of them. */
export interface DirectoryEntry {
  entityId: string
  name: DirectoryName
  /** False where the portal says that its record type is switched off. */
  enabled: boolean
}

/** Directories that belong together: the pipelines of a record type, or the plain lists. */
export interface DirectoryGroup {
  type: Owner['type']
  /** The portal's number of the record type; null for lists. */
  entityTypeId: number | null
  /** A smart process's own name; null for types that the app has words for. */
  name: string | null
  entries: DirectoryEntry[]
}

/** The order that people meet them in: the sales funnel first, plain lists last. Types without stages have no group. */
const ORDER: Record<Owner['type'], number> = {
  lead: 1,
  deal: 2,
  smart: 3,
  invoice: 4,
  document: 5,
  'company-document': 6,
  quote: 7,
  contact: 8,
  company: 8,
  activity: 8,
  order: 8,
  list: 9,
}

/**
 * Groups directories by their record type. Pipelines stay in the portal's order.
 * @param directories all of the portal
 * @param pipelines names of deal pipelines by ID
 */
export function groupDirectories(
  directories: readonly Directory[],
  pipelines: ReadonlyMap<number, string>,
): DirectoryGroup[] {
  const groups = new Map<string, DirectoryGroup>()
  for (const directory of directories) {
    const owner = ownerOf(directory.id)
    const entityTypeId = owner.type === 'list' ? null : owner.entityTypeId
    const key = `${owner.type} ${entityTypeId}`
    const name = owner.type === 'smart' ? withoutPipeline(directory) : null
    const group = groups.get(key) ?? { type: owner.type, entityTypeId, name, entries: [] }
    groups.set(key, group)
    const { id: entityId, enabled } = directory
    group.entries.push({ entityId, name: nameOf(entityId, [directory], pipelines), enabled })
  }
  return [...groups.values()].sort((a, b) => ORDER[a.type] - ORDER[b.type])
}
