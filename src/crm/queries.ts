import { excerpt, isRow } from '../portal/answer'
import { call } from '../portal/call'
import { PortalError } from '../portal/errors'
import type { Launch } from '../portal/launch'
import { hasStages, parseDirectoryTypes, parsePipelines, type DirectoryType } from './directory'
import { readId } from './id'
import { pagesOf } from './listing'
import { missingScopes, parseBindings, placesOf, type Binding, type Change, type Place } from './placement'
import { parseRecordStage, recordCommands, type RecordStage } from './record'
import { parseStage, type Stage } from './stage'

export interface StageAnswer {
  stage: Stage
  /** How long the portal worked on it, in seconds; null where it does not say. */
  seconds: number | null
  /** The item as the portal sent it. */
  item: unknown
  /** The whole answer, as JSON gave it, and what the portal's support would know the request by. */
  raw: unknown
  requestId: string
}

/** Questions that were asked before the interface was there to show their answers; each is taken up once. */
const started = new Map<string, Promise<unknown>>()
/** Whether the interface asks by itself: over a slow line it is there before the SDK. */
let interfaceAsks = false

function start<T>(key: string, answer: Promise<T>): Promise<T> {
  // A failure is told by whoever takes the answer up.
  answer.catch(() => undefined)
  started.set(key, answer)
  return answer
}

function takeUp<T>(key: string, ask: () => Promise<T>): Promise<T> {
  interfaceAsks = true
  const answer = started.get(key) as Promise<T> | undefined
  started.delete(key)
  return answer ?? ask()
}

/**
 * Asks for what the first card needs, as soon as it is known how the app was opened: a stage at once; a record's stage
 * in two round trips, the second of which brings the card and its pipeline together. Asks nothing once the interface has
 * begun to ask: that would be the same question again, with an answer that nobody takes up in time.
 */
export function startFirstCard(launch: Launch): void {
  if (interfaceAsks || launch.kind === 'page' || launch.kind === 'install') return
  const read = readId(launch.id)
  if (!read.ok) return
  if (launch.kind === 'stage') {
    start(`stage ${read.id}`, askForStage(read.id))
    return
  }
  const found = start(`record ${launch.entityTypeId} ${read.id}`, askForRecord(launch.entityTypeId, read.id))
  void found.then(
    ({ stage }) => {
      start(`stage ${stage.id}`, askForStage(stage.id))
      start(`items ${stage.entityId}`, askForItems(stage.entityId))
    },
    () => undefined,
  )
}

/**
 * Asks for one directory item.
 * @param id 1 to 2147483647
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-get.html
 */
export function fetchStage(id: number): Promise<StageAnswer> {
  return takeUp(`stage ${id}`, () => askForStage(id))
}

/**
 * Asks for a record and the stage it is in.
 * @param entityTypeId the portal's number of the record's type
 * @param id of the record
 * @throws PortalError, with `about` where the record is what it is about
 */
export function fetchRecord(entityTypeId: number, id: number): Promise<RecordStage> {
  return takeUp(`record ${entityTypeId} ${id}`, () => askForRecord(entityTypeId, id))
}

/**
 * Asks for all items of a directory, in the portal's order.
 * @param entityId the directory
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html
 */
export function fetchItems(entityId: string): Promise<Stage[]> {
  return takeUp(`items ${entityId}`, () => askForItems(entityId))
}

async function askForStage(id: number): Promise<StageAnswer> {
  const { value, ...answer } = await call('crm.status.get', { id })
  return { ...answer, item: value, stage: parseStage(value, id) }
}

async function askForRecord(entityTypeId: number, id: number): Promise<RecordStage> {
  if (!hasStages(entityTypeId)) throw new PortalError('no-stage', {}, { about: 'no-stages' })
  const { value } = await call('batch', { halt: 0, cmd: recordCommands(entityTypeId, id) })
  return parseRecordStage(value, entityTypeId, id)
}

async function askForItems(entityId: string): Promise<Stage[]> {
  const items: Stage[] = []
  for await (const page of pagesOf({ ENTITY_ID: entityId })) items.push(...page.items)
  return items
}

/**
 * Asks for the app's code, by which links lead to it.
 * @returns null where the portal tells none
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/common/system/app-info.html
 */
export async function fetchAppCode(): Promise<string | null> {
  const { value } = await call('app.info')
  return isRow(value) && typeof value.CODE === 'string' && value.CODE !== '' ? value.CODE : null
}

/**
 * Asks for the portal's directories.
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-entity-types.html
 */
export async function fetchDirectoryTypes(): Promise<DirectoryType[]> {
  return parseDirectoryTypes((await call('crm.status.entity.types')).value)
}

/**
 * Asks for the names of a record type's pipelines.
 * @param entityTypeId 2 for deals
 * @returns names by pipeline ID; 0 is the main one of deals
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/category/crm-category-list.html
 */
export async function fetchPipelines(entityTypeId: number): Promise<Map<number, string>> {
  return parsePipelines((await call('crm.category.list', { entityTypeId })).value)
}

/** What is known before the app is put into places. */
export interface Setup {
  missing: string[]
  places: Place[]
  bindings: Binding[]
}

/**
 * Asks for what an installer needs: permissions, places, and where the app is shown already.
 * @throws PortalError
 */
export async function fetchSetup(): Promise<Setup> {
  const missing = missingScopes((await call('scope')).value)
  if (missing.length > 0) return { missing, places: [], bindings: [] }
  const [places, types, bindings] = await Promise.all([
    call('placement.list'),
    fetchDirectoryTypes(),
    call('placement.get'),
  ])
  return { missing, places: placesOf(places.value, types), bindings: parseBindings(bindings.value) }
}

/**
 * Makes one change to where the app is shown. What is bound already is taken for done.
 * @param handler the page's present address, without query and hash
 * @param titles what the place is called, by the portal's language codes
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placement-bind.html
 */
export async function makeChange(change: Change, handler: string, titles: Record<string, string>): Promise<void> {
  if (change.act === 'unbind') {
    await call('placement.unbind', { PLACEMENT: change.code, HANDLER: change.handler })
    return
  }
  const langAll = Object.fromEntries(Object.entries(titles).map(([language, TITLE]) => [language, { TITLE }]))
  try {
    const { value } = await call('placement.bind', {
      PLACEMENT: change.code,
      HANDLER: handler,
      TITLE: titles.en,
      LANG_ALL: langAll,
    })
    if (value !== true) throw new PortalError('bad-answer', { method: 'placement.bind', text: excerpt(value) })
  } catch (error) {
    if (!(error instanceof PortalError && /already binded/i.test(error.details.text ?? ''))) throw error
  }
}
