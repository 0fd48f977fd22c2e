import {
  directoryOf,
  nameOf,
  withoutPipeline,
  type Directory,
  type DirectoryName,
  type DirectoryType,
} from './directory'

/** A directory as it stands in the catalogue. */
export interface CatalogueEntry {
  entityId: string
  name: DirectoryName
  /** False where the portal says that its type is switched off. */
  enabled: boolean
}

/** Directories that people think of together: a record type's pipelines, or the plain lists. */
export interface CatalogueGroup {
  type: Directory['type']
  /** The portal's number of the record's type; null for lists. */
  entityTypeId: number | null
  /** A smart process's own name; null for types that the app has words for. */
  name: string | null
  entries: CatalogueEntry[]
}

const ORDER: Directory['type'][] = ['lead', 'deal', 'smart', 'invoice', 'document', 'company-document', 'quote', 'list']
const NUMBERS = { lead: 1, quote: 7 } as const

/**
 * Groups a portal's directories by the records that they belong to; pipelines stay in the portal's order.
 * @param types rows of `crm.status.entity.types`
 * @param pipelines names of deal pipelines by ID
 */
export function catalogueOf(types: readonly DirectoryType[], pipelines: ReadonlyMap<number, string>): CatalogueGroup[] {
  const groups = new Map<string, CatalogueGroup>()
  for (const row of types) {
    const directory = directoryOf(row.id)
    const entityTypeId =
      'entityTypeId' in directory ? directory.entityTypeId : directory.type === 'list' ? null : NUMBERS[directory.type]
    const key = `${directory.type} ${entityTypeId}`
    const group = groups.get(key) ?? {
      type: directory.type,
      entityTypeId,
      name: directory.type === 'smart' ? withoutPipeline(row) : null,
      entries: [],
    }
    groups.set(key, group)
    group.entries.push({ entityId: row.id, name: nameOf(row.id, [row], pipelines), enabled: row.enabled })
  }
  return [...groups.values()].toSorted((one, other) => ORDER.indexOf(one.type) - ORDER.indexOf(other.type))
}
