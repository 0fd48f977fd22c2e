import { bySort, newStages, type CrmData, type DirectoryRow, type Pipeline, type StatusRow } from './data.ts'
import { RestError } from './method.ts'
import { isRecord, type Params } from './params.ts'
import type { Portal } from './portal.ts'

/** How many characters the portal keeps. */
const NAME_LENGTH = 100
const COLOR_LENGTH = 10
const CODE_LENGTH = 50
const PIPELINE_NAME_LENGTH = 255
/** The most characters of a new stage's code, without the pipeline's prefix. Other codes are limited with it. */
const CODE_LENGTHS: [directory: RegExp, length: number][] = [
  [/^STATUS$/, 21],
  [/^(QUOTE_STATUS|DEAL_STAGE(_\d+)?)$/, 22],
]

type Text = 'required' | 'order' | 'taken'

/** What the portal says in the user's language. */
const TEXTS: Record<string, Record<Text, string>> = {
  en: {
    required: 'The required field “Name” is empty.',
    order: 'No stage in progress can follow the successful one.',
    taken: 'There is an item with this code already.',
  },
  de: {
    required: 'Das Pflichtfeld „Name“ ist leer.',
    order: 'Nach der erfolgreichen Phase kann keine laufende Phase folgen.',
    taken: 'Es gibt schon ein Element mit diesem Code.',
  },
  ru: {
    required: 'Не заполнено обязательное поле «Название».',
    order: 'После успешной стадии не может быть промежуточной стадии.',
    taken: 'Элемент с таким кодом уже существует.',
  },
}

/** A legacy error of the CRM, whose code is empty. */
const refusal = (text: string) => new RestError(400, '', text)

function told({ settings }: Portal, text: Text): string {
  return (TEXTS[settings.language] ?? TEXTS.en)?.[text] ?? ''
}

/**
 * Adds a directory item.
 * @param fields `ENTITY_ID`, `STATUS_ID`, `NAME`; and `SORT`, `COLOR`, `SEMANTICS`
 * @throws RestError if the portal's rules forbid it
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-add.html
 */
export function addStatus(portal: Portal, fields: Params): StatusRow {
  const { data } = portal
  const [entityId, given] = [textOf(fields.ENTITY_ID), textOf(fields.STATUS_ID)]
  if (entityId === '') throw refusal('The field ENTITY_ID is required.')
  if (given === '') throw refusal('The field STATUS_ID is required.')
  const directory = data.directories.find(({ ID }) => ID === entityId)
  if (!directory) throw refusal('Specified entity type is not supported.')
  const name = nameOf(portal, fields.NAME)
  const code = codeOf(directory, given)
  const rows = data.statuses.filter((row) => row.ENTITY_ID === entityId)
  if (rows.some(({ STATUS_ID }) => STATUS_ID === code)) throw new RestError(400, 'ERROR_CORE', told(portal, 'taken'))
  const stage = isPipeline(directory)
  const semantics = textOf(fields.SEMANTICS)
  const row: StatusRow = {
    ID: String(nextStatusId(data)),
    ENTITY_ID: entityId,
    STATUS_ID: code,
    NAME: name,
    NAME_INIT: '',
    SORT: String(sortOf(fields.SORT ?? 10)),
    SYSTEM: 'N',
    CATEGORY_ID: Number(directory.CATEGORY_ID) > 0 ? String(directory.CATEGORY_ID) : null,
    COLOR: stage ? colorOf(fields.COLOR) : null,
    SEMANTICS: stage && ['S', 'F'].includes(semantics) ? semantics : null,
  }
  if (row.SEMANTICS === 'S' && rows.some(({ SEMANTICS }) => SEMANTICS === 'S'))
    throw refusal('Error on creating status.')
  if (stage) requireOrder(portal, [...rows, row])
  data.lastStatusId = Number(row.ID)
  data.statuses.push(row)
  return row
}

/**
 * Changes a directory item; ignores all fields but `NAME`, `SORT` and `COLOR`.
 * @throws RestError if the portal's rules forbid it
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-update.html
 */
export function updateStatus(portal: Portal, id: unknown, { NAME, SORT, COLOR }: Params): void {
  const { row, directory } = known(portal, id)
  const stage = isPipeline(directory)
  const changed: StatusRow = {
    ...row,
    ...(NAME === undefined ? {} : { NAME: nameOf(portal, NAME) }),
    ...(SORT === undefined ? {} : { SORT: String(sortOf(SORT)) }),
    ...(COLOR === undefined || !stage ? {} : { COLOR: colorOf(COLOR) }),
  }
  if (stage && changed.SORT !== row.SORT) {
    const rows = portal.data.statuses.filter(({ ENTITY_ID }) => ENTITY_ID === row.ENTITY_ID)
    requireOrder(
      portal,
      rows.map((one) => (one === row ? changed : one)),
    )
  }
  Object.assign(row, changed)
}

/**
 * Deletes a directory item. A refusal leaves a trace in the portal, which `refusedDeletes` counts.
 * @throws RestError if the portal's rules forbid it
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-delete.html
 */
export function deleteStatus(portal: Portal, id: unknown, forced = false): void {
  const { row, directory } = known(portal, id)
  const { statuses, records } = portal.data
  const refuse = (text: string): never => {
    portal.refusedDeletes += 1
    throw refusal(text)
  }
  if (row.SYSTEM === 'Y' && !forced)
    refuse('CRM System Status can be deleted only if parameter FORCED is specified and equal to "Y".')
  if (isPipeline(directory)) {
    const used = records.some(
      ({ entityTypeId, stageId }) => entityTypeId === directory.ENTITY_TYPE_ID && stageId === row.STATUS_ID,
    )
    if (used) refuse('There are active items in this status.')
    const alike = statuses.filter((one) => one.ENTITY_ID === row.ENTITY_ID && kindOf(one) === kindOf(row))
    if (alike.length === 1) refuse('Error on deleting status.')
  }
  statuses.splice(statuses.indexOf(row), 1)
}

/**
 * Adds a pipeline with stages of its own.
 * @param fields `name`; and `sort`, `isDefault`
 * @throws RestError for types without pipelines, and names that are missing or too long
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/category/crm-category-add.html
 */
export function addPipeline({ data }: Portal, entityTypeId: number, fields: Params): Pipeline {
  const sibling = data.directories.find((row) => row.ENTITY_TYPE_ID === entityTypeId && row.PREFIX !== undefined)
  if (entityTypeId < 128 && ![2, 31].includes(entityTypeId))
    throw new RestError(400, 'ENTITY_TYPE_NOT_SUPPORTED', 'Entity type is not supported')
  if (!sibling) throw new RestError(400, 'NOT_FOUND', 'SPA/Smart process not found')
  const name = textOf(fields.name).trim()
  if (name === '') throw new RestError(400, 'BX_EMPTY_REQUIRED', 'The required field "NAME" is empty')
  if ([...name].length > PIPELINE_NAME_LENGTH)
    throw new RestError(400, 'BX_INVALID_VALUE', 'The value of the field "NAME" is too long')
  const ids = [...data.pipelines.map(({ id }) => id), ...data.directories.map((row) => Number(row.CATEGORY_ID ?? 0))]
  const isDefault = ['Y', 'true', '1'].includes(String(fields.isDefault))
  const pipeline: Pipeline = {
    id: Math.max(...ids) + 1,
    name,
    sort: sortOf(fields.sort ?? 500),
    entityTypeId,
    isDefault: isDefault ? 'Y' : 'N',
  }
  for (const other of data.pipelines) {
    if (isDefault && other.entityTypeId === entityTypeId) other.isDefault = 'N'
  }
  const directory = directoryOf(pipeline, sibling)
  data.pipelines.push(pipeline)
  data.directories.push(directory)
  const stages = newStages(nextStatusId(data), pipeline, directory)
  data.lastStatusId = Number(stages.at(-1)?.ID)
  data.statuses.push(...stages)
  return pipeline
}

/** @param sibling the directory of another pipeline of the type */
function directoryOf({ id, name, sort, entityTypeId, isDefault }: Pipeline, sibling: DirectoryRow): DirectoryRow {
  if (entityTypeId === 2) {
    return {
      ID: `DEAL_STAGE_${id}`,
      NAME: `${name} deal stages`,
      PARENT_ID: 'DEAL_STAGE',
      SEMANTIC_INFO: {
        START_FIELD: `C${id}:NEW`,
        FINAL_SUCCESS_FIELD: `C${id}:WON`,
        FINAL_UNSUCCESS_FIELD: `C${id}:LOSE`,
        FINAL_SORT: 0,
      },
      PREFIX: `C${id}`,
      FIELD_ATTRIBUTE_SCOPE: `category_${id}`,
      ENTITY_TYPE_ID: 2,
      CATEGORY_ID: String(id),
    }
  }
  return {
    ...sibling,
    ID: sibling.ID.replace(/\d+$/, String(id)),
    NAME: `${sibling.NAME.replace(/ \([^)]*\)$/, '')} (${name})`,
    PREFIX: `DT${entityTypeId}_${id}`,
    FIELD_ATTRIBUTE_SCOPE: `category_${id}`,
    CATEGORY_ID: id,
    CATEGORY_NAME: name,
    CATEGORY_SORT: sort,
    IS_DEFAULT_CATEGORY: isDefault === 'Y',
  }
}

function known({ data }: Portal, id: unknown): { row: StatusRow; directory: DirectoryRow | undefined } {
  const number = Number(textOf(id))
  if (!Number.isInteger(number) || number <= 0) throw refusal('Invalid identifier.')
  const row = data.statuses.find(({ ID }) => ID === String(number))
  if (!row) throw refusal('Status is not found.')
  return { row, directory: data.directories.find(({ ID }) => ID === row.ENTITY_ID) }
}

/** Whether records go through a directory's items; plain lists have none of the rules of stages. */
function isPipeline(directory: DirectoryRow | undefined): directory is DirectoryRow {
  return directory?.ENTITY_TYPE_ID !== undefined
}

/** An ID that no item had before, not even a deleted one. */
function nextStatusId({ lastStatusId, statuses }: CrmData): number {
  return Math.max(lastStatusId, ...statuses.map(({ ID }) => Number(ID))) + 1
}

function requireOrder(portal: Portal, rows: readonly StatusRow[]): void {
  const kinds = bySort(rows).map(kindOf).join('')
  if (!/^P+SF+$/.test(kinds)) throw refusal(told(portal, 'order'))
}

function kindOf({ SEMANTICS }: StatusRow): 'P' | 'S' | 'F' {
  return SEMANTICS === 'S' || SEMANTICS === 'F' ? SEMANTICS : 'P'
}

/** The whole code, with the pipeline's prefix. */
function codeOf(directory: DirectoryRow, given: string): string {
  const prefix = textOf(directory.PREFIX) && `${textOf(directory.PREFIX)}:`
  const own = given.startsWith(prefix) ? given.slice(prefix.length) : given
  const limit = CODE_LENGTHS.find(([pattern]) => pattern.test(directory.ID))?.[1] ?? CODE_LENGTH - prefix.length
  const letters = isPipeline(directory) ? /^[\w-]+$/ : /./su
  if (!letters.test(own) || [...own].length > limit) throw refusal('Error on creating status.')
  return prefix + own
}

function nameOf(portal: Portal, value: unknown): string {
  const name = textOf(value).trim()
  if (name === '') throw refusal(told(portal, 'required'))
  return [...name].slice(0, NAME_LENGTH).join('')
}

function sortOf(value: unknown): number {
  return Number.parseInt(textOf(value), 10) || 0
}

function colorOf(value: unknown): string {
  const color = textOf(value).trim()
  return (color === '' || color.startsWith('#') ? color : `#${color}`).slice(0, COLOR_LENGTH)
}

function textOf(value: unknown): string {
  return value === null || value === undefined || isRecord(value) ? '' : String(value)
}
