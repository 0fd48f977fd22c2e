import { excerpt, isRow, textOf } from '../portal/answer'
import { PortalError } from '../portal/errors'

/** A directory's place in the CRM, read from its ENTITY_ID. Numbers are the portal's entityTypeId and pipeline IDs. */
export type Directory =
  | { type: 'lead' | 'quote' }
  | { type: 'deal' | 'invoice' | 'document' | 'company-document' | 'smart'; entityTypeId: number; pipelineId: number }
  | { type: 'list' }

/**
 * Which records a directory's stages belong to.
 * @param entityId such as `DEAL_STAGE_1`, `DYNAMIC_1038_STAGE_37` or `SOURCE`
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-entity-types.html
 */
export function directoryOf(entityId: string): Directory {
  if (entityId === 'STATUS') return { type: 'lead' }
  if (entityId === 'QUOTE_STATUS') return { type: 'quote' }
  if (entityId === 'DEAL_STAGE') return { type: 'deal', entityTypeId: 2, pipelineId: 0 }
  const [, stem, number, pipeline] =
    /^(DEAL|SMART_INVOICE|SMART_DOCUMENT|SMART_B2E_DOC|DYNAMIC_([1-9]\d{0,9}))_STAGE_(0|[1-9]\d{0,9})$/.exec(
      entityId,
    ) ?? []
  const pipelineId = Number(pipeline)
  switch (stem) {
    case undefined:
      return { type: 'list' }
    case 'DEAL':
      return { type: 'deal', entityTypeId: 2, pipelineId }
    case 'SMART_INVOICE':
      return { type: 'invoice', entityTypeId: 31, pipelineId }
    case 'SMART_DOCUMENT':
      return { type: 'document', entityTypeId: 36, pipelineId }
    case 'SMART_B2E_DOC':
      return { type: 'company-document', entityTypeId: 39, pipelineId }
    default:
      return { type: 'smart', entityTypeId: Number(number), pipelineId }
  }
}

/**
 * The directory that holds a record's stages: the way back from {@link directoryOf}.
 * @param entityTypeId the portal's number of the record's type
 * @param pipelineId the record's `categoryId`; leads and quotes have none
 * @returns null for types without stages, such as contacts and companies
 */
export function directoryFor(entityTypeId: number, pipelineId: number): string | null {
  if (entityTypeId === 1) return 'STATUS'
  if (entityTypeId === 7) return 'QUOTE_STATUS'
  if (entityTypeId === 2) return pipelineId === 0 ? 'DEAL_STAGE' : `DEAL_STAGE_${pipelineId}`
  if (entityTypeId === 31) return `SMART_INVOICE_STAGE_${pipelineId}`
  if (entityTypeId === 36) return `SMART_DOCUMENT_STAGE_${pipelineId}`
  if (entityTypeId === 39) return `SMART_B2E_DOC_STAGE_${pipelineId}`
  return entityTypeId >= 128 ? `DYNAMIC_${entityTypeId}_STAGE_${pipelineId}` : null
}

/** Whether records of a type go through stages at all. */
export function hasStages(entityTypeId: number): boolean {
  return directoryFor(entityTypeId, 0) !== null
}

/** Whether a directory is a pipeline: only there do colors and semantics mean anything. */
export function isPipeline(entityId: string): boolean {
  return directoryOf(entityId).type !== 'list'
}

/** A row of `crm.status.entity.types`; NAME is in the portal's language. */
export interface DirectoryType {
  id: string
  name: string
  /** The pipeline's name, which only smart processes' rows tell. */
  pipeline: string | null
  /** False where the portal says that its type is switched off. */
  enabled: boolean
}

/**
 * Reads what `crm.status.entity.types` answers.
 * @param value `result`, unchecked
 * @returns the rows that have an ID and a name
 * @throws PortalError `bad-answer` when it is no list
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-entity-types.html
 */
export function parseDirectoryTypes(value: unknown): DirectoryType[] {
  return rowsOf(value).flatMap(({ ID, NAME, CATEGORY_NAME, IS_ENABLED }) =>
    typeof ID === 'string' && typeof NAME === 'string'
      ? [
          {
            id: ID,
            name: NAME,
            pipeline: typeof CATEGORY_NAME === 'string' && CATEGORY_NAME ? CATEGORY_NAME : null,
            enabled: IS_ENABLED !== false,
          },
        ]
      : [],
  )
}

/**
 * Reads what `crm.category.list` answers.
 * @param value `result`, unchecked
 * @returns the pipelines' names by their ID
 * @throws PortalError `bad-answer` when it holds no list
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/category/crm-category-list.html
 */
export function parsePipelines(value: unknown): Map<number, string> {
  const list = isRow(value) ? value.categories : null
  return new Map(
    rowsOf(list).flatMap(({ id, name }) =>
      typeof name === 'string' && name && /^\d{1,10}$/.test(textOf(id) ?? '') ? [[Number(id), name]] : [],
    ),
  )
}

function rowsOf(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new PortalError('bad-answer', { text: excerpt(value) })
  return value.filter(isRow)
}

/** A directory as people call it: what it lists and, where it is one of several, which pipeline. */
export interface DirectoryName {
  /** The portal's word; null where the app's own word for the type is better, or the portal told none. */
  title: string | null
  pipeline: string | null
}

/**
 * Puts a directory into words.
 * @param entityId the directory
 * @param types rows of `crm.status.entity.types`
 * @param pipelines names of deal pipelines by ID, whose rows do not tell them apart from the words around
 */
export function nameOf(
  entityId: string,
  types: DirectoryType[],
  pipelines: ReadonlyMap<number, string>,
): DirectoryName {
  const directory = directoryOf(entityId)
  const row = types.find((type) => type.id === entityId)
  if (directory.type === 'deal') {
    const pipeline = pipelines.get(directory.pipelineId) ?? null
    return { title: pipeline ? null : (row?.name ?? null), pipeline }
  }
  if (!row) return { title: null, pipeline: null }
  const title = withoutPipeline(row)
  return { title, pipeline: title === row.name ? null : row.pipeline }
}

/** A smart process's name, out of a row that is called by it and by its pipeline: `Equipment (General)`. */
export function withoutPipeline({ name, pipeline }: DirectoryType): string {
  const suffix = ` (${pipeline})`
  return pipeline && name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : name
}
