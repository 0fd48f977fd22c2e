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
  'old-invoice': 5,
  document: 6,
  'company-document': 7,
  quote: 8,
  contact: 9,
  company: 9,
  activity: 9,
  order: 9,
  list: 10,
}

/**
 * Groups directories by their record type. Pipelines stay in the portal's order.
 * @param directories as the portal lists them
 * @param pipelines names of deal pipelines by ID
 * @param seen ENTITY_IDs of items: those that the portal does not list come last in their group
 */
export function groupDirectories(
  directories: readonly Directory[],
  pipelines: ReadonlyMap<number, string>,
  seen: readonly string[] = [],
): DirectoryGroup[] {
  const groups = new Map<string, DirectoryGroup>()
  const add = (entityId: string, directory?: Directory): void => {
    const owner = ownerOf(entityId)
    const entityTypeId = owner.type === 'list' ? null : owner.entityTypeId
    const key = `${owner.type} ${entityTypeId}`
    const name = directory && owner.type === 'smart' ? withoutPipeline(directory) : null
    const group = groups.get(key) ?? { type: owner.type, entityTypeId, name, entries: [] }
    groups.set(key, group)
    const known = directory ? [directory] : []
    group.entries.push({ entityId, name: nameOf(entityId, known, pipelines), enabled: directory?.enabled ?? true })
  }
  for (const directory of directories) add(directory.id, directory)
  const listed = new Set(directories.map(({ id }) => id))
  for (const entityId of seen) if (!listed.has(entityId)) add(entityId)
  return [...groups.values()].sort((a, b) => ORDER[a.type] - ORDER[b.type])
}
