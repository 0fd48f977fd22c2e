import { excerpt, isRow, listOf, textOf } from '../portal/json'
import { PortalError } from '../portal/errors'
import { hasItems, recordTypeOf, recordTypeOfStem, type RecordTypeName } from './recordTypes'

/** Which records go through a directory's stages; a plain list belongs to no record type alone. */
export type Owner =
  | {
      type: RecordTypeName
      entityTypeId: number
      /** `categoryId` of the API; 0 also for leads, quotes and old invoices, which have no pipelines. */
      pipelineId: number
    }
  | { type: 'list' }

/**
 * Reads from its ENTITY_ID whose stages a directory holds.
 * @param entityId such as `DEAL_STAGE_1`, `DYNAMIC_1038_STAGE_37` or `SOURCE`
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-entity-types.html
 */
export function ownerOf(entityId: string): Owner {
  const [, stem = entityId, number] = /^(.+)_(0|[1-9]\d{0,9})$/.exec(entityId) ?? []
  const type = recordTypeOfStem(stem)
  const unexpected = number === undefined ? 'numbered' : 'none'
  if (!type?.directory || type.directory.pipelines === unexpected) return { type: 'list' }
  return { type: type.name, entityTypeId: type.entityTypeId, pipelineId: Number(number ?? 0) }
}

/**
 * The directory that holds a record's stages; the inverse of {@link ownerOf}.
 * @param entityTypeId the portal's number of the record's type
 * @param pipelineId the record's `categoryId`; ignored for leads and quotes
 * @returns ENTITY_ID, or null for types without stages, such as contacts and companies
 */
export function entityIdOf(entityTypeId: number, pipelineId: number): string | null {
  const directory = recordTypeOf(entityTypeId)?.directory
  if (!directory) return null
  const { stem, pipelines } = directory
  return pipelines === 'none' || (pipelines === 'main' && pipelineId === 0) ? stem : `${stem}_${pipelineId}`
}

/** Whether records of a type go through stages, and the app can ask for them. */
export function hasStages(entityTypeId: number): boolean {
  return hasItems(entityTypeId) && entityIdOf(entityTypeId, 0) !== null
}

/** Whether a directory is a pipeline. Colors and semantics mean nothing elsewhere. */
export function isPipeline(entityId: string): boolean {
  return ownerOf(entityId).type !== 'list'
}

/** Whether records go through the stages of a directory, and the app can ask for them. */
export function hasRecords(entityId: string): boolean {
  const owner = ownerOf(entityId)
  return owner.type !== 'list' && hasItems(owner.entityTypeId)
}

/** A directory of the portal, as `crm.status.entity.types` lists it. */
export interface Directory {
  /** ENTITY_ID of its items. */
  id: string
  /** In the portal's language. */
  name: string
  /** The pipeline's name, which is known for smart processes and the like only. */
  pipeline: string | null
  /** False where the portal says that its record type is switched off. */
  enabled: boolean
  /** STATUS_ID of a pipeline's success stage; absent for lists, and where the portal does not say. */
  successCode?: string
}

/**
 * Parses the answer of `crm.status.entity.types`.
 * @param value `result`, unchecked
 * @returns the rows that have an ID and a name
 * @throws PortalError `bad-answer` if it is not a list
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-entity-types.html
 */
export function parseDirectories(value: unknown): Directory[] {
  const directories = rowsOf(value).flatMap(
    ({ ID: id, NAME: name, CATEGORY_NAME: category, IS_ENABLED, SEMANTIC_INFO: info }) => {
      if (typeof id !== 'string' || typeof name !== 'string') return []
      const pipeline = typeof category === 'string' && category !== '' ? category : null
      const code = isRow(info) ? info.FINAL_SUCCESS_FIELD : null
      const successCode = typeof code === 'string' && code !== '' ? { successCode: code } : {}
      return [{ id, name, pipeline, enabled: IS_ENABLED !== false, ...successCode }]
    },
  )
  return withPipelines(directories)
}

/** Older portals do not send the names of pipelines, but call the directories `Equipment (Rent)`. */
function withPipelines(directories: readonly Directory[]): Directory[] {
  const namesByType = new Map<number, string[]>()
  for (const { id, name } of directories) {
    const entityTypeId = numberedTypeOf(id)
    if (entityTypeId !== null) namesByType.set(entityTypeId, [...(namesByType.get(entityTypeId) ?? []), name])
  }
  const titles = new Map([...namesByType].map(([entityTypeId, names]) => [entityTypeId, commonTitle(names)]))
  return directories.map((directory) => {
    const title = titles.get(numberedTypeOf(directory.id) ?? 0) ?? null
    if (directory.pipeline !== null || title === null) return directory
    return { ...directory, pipeline: directory.name.slice(`${title} (`.length, -1) }
  })
}

/** The number of a record type whose every pipeline has a number. */
function numberedTypeOf(entityId: string): number | null {
  const owner = ownerOf(entityId)
  if (owner.type === 'list') return null
  return recordTypeOf(owner.entityTypeId)?.directory?.pipelines === 'numbered' ? owner.entityTypeId : null
}

/**
 * What the names of a type's directories have in common, if all are of the form `Title (Pipeline)`. Both may have
 * parentheses of their own.
 */
function commonTitle([first = '', ...others]: readonly string[]): string | null {
  // Names that do not tell the pipelines apart hold no pipelines.
  if (others.length > 0 && others.every((name) => name === first)) return null
  for (let end = first.lastIndexOf(' ('); end > 0; end = first.lastIndexOf(' (', end - 1)) {
    const opening = first.slice(0, end + 2)
    const isCommon = [first, ...others].every(
      (name) => name.startsWith(opening) && isBalanced(name.slice(opening.length, -1)) && name.endsWith(')'),
    )
    if (isCommon) return first.slice(0, end)
  }
  return null
}

/** Whether a text is not empty and closes exactly the parentheses that it opens. */
function isBalanced(text: string): boolean {
  let open = 0
  for (const character of text) {
    if (character === '(') open += 1
    if (character === ')') open -= 1
    if (open < 0) return false
  }
  return text !== '' && open === 0
}

/**
 * Parses the answer of `crm.category.list`.
 * @param value `result`, unchecked
 * @returns the pipelines' names by ID
 * @throws PortalError `bad-answer` if it holds no list
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/category/crm-category-list.html
 */
export function parsePipelines(value: unknown): Map<number, string> {
  const rows = rowsOf(isRow(value) ? value.categories : null)
  return new Map(
    rows.flatMap(({ id, name }) => {
      const named = typeof name === 'string' && name !== '' && /^\d{1,10}$/.test(textOf(id) ?? '')
      return named ? [[Number(id), name]] : []
    }),
  )
}

function rowsOf(value: unknown): Record<string, unknown>[] {
  const rows = listOf(value)
  if (!rows) throw new PortalError('bad-answer', { text: excerpt(value) })
  return rows.filter(isRow)
}

/** What people call a directory: what it lists and, where it is one of several, which pipeline. */
export interface DirectoryName {
  /** The portal's word; null where the app's own word for the type is better, or the portal sent none. */
  title: string | null
  pipeline: string | null
}

/**
 * Names a directory.
 * @param entityId the directory
 * @param directories all of the portal
 * @param pipelines names of deal pipelines by ID, because deals' directories are not named by their pipelines
 */
export function nameOf(
  entityId: string,
  directories: readonly Directory[],
  pipelines: ReadonlyMap<number, string>,
): DirectoryName {
  const owner = ownerOf(entityId)
  const directory = directories.find(({ id }) => id === entityId)
  if (owner.type === 'deal') {
    const pipeline = pipelines.get(owner.pipelineId) ?? null
    return { title: pipeline ? null : (directory?.name ?? null), pipeline }
  }
  if (!directory) return { title: null, pipeline: null }
  const title = withoutPipeline(directory)
  return { title, pipeline: title === directory.name ? null : directory.pipeline }
}

/** The smart process's own name, from a directory that is named after it and its pipeline: `Equipment (General)`. */
export function withoutPipeline({ name, pipeline }: Pick<Directory, 'name' | 'pipeline'>): string {
  const suffix = ` (${pipeline})`
  return pipeline && name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : name
}
