import type { Row } from '../../portal/json'
import { isPipeline, ownerOf } from '../directory'
import type { Outcome } from '../semantics'
import { parseStage, type FieldName, type Stage } from '../stage'
import { fullCode } from './codes'
import { inOrder } from './order'
import type { Rule, Step, WantedItem } from './types'
import { itemOf, stageOutcome } from './wanted'

/** What stands first in a pipeline, and what last. */
const OUTCOMES: Outcome[] = ['process', 'success', 'failure']

const SEMANTICS: Record<Outcome, string> = { process: '', success: 'S', failure: 'F' }

/** A request of the portal's API. */
export interface StepRequest {
  method: 'crm.status.add' | 'crm.status.update' | 'crm.status.delete'
  params: Row
}

/** The group of an item within its directory: 0 is the first. Plain lists have one group. */
export function groupOf({ outcome }: Pick<WantedItem, 'outcome'>): number {
  return outcome === null ? 0 : OUTCOMES.indexOf(outcome)
}

/**
 * The request that does a step. Only what changes is sent.
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-add.html
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-update.html
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-delete.html
 */
export function requestOf(step: Step, entityId: string): StepRequest {
  switch (step.act) {
    case 'add':
      return { method: 'crm.status.add', params: { fields: newFields(step, entityId) } }
    case 'delete':
      return { method: 'crm.status.delete', params: { id: step.id } }
    default:
      return { method: 'crm.status.update', params: { id: step.id, fields: changedFields(step) } }
  }
}

/** The portal itself puts the pipeline's prefix before the code. */
function newFields({ code, item: { name, color, outcome }, sort }: Step & { act: 'add' }, entityId: string): Row {
  return {
    ENTITY_ID: entityId,
    STATUS_ID: code,
    NAME: name,
    SORT: sort,
    ...(color ? { COLOR: color } : {}),
    ...(isPipeline(entityId) ? { SEMANTICS: SEMANTICS[outcome ?? 'process'] } : {}),
  }
}

type Update = Exclude<Step, { act: 'add' | 'delete' }>

function changedFields(step: Update): Row {
  if (step.act === 'rename') return { NAME: step.after }
  return step.act === 'recolor' ? { COLOR: step.after ?? '' } : { SORT: step.after }
}

/**
 * A directory after a step, as the portal would have it.
 * @param stages of the directory, in the portal's order
 * @param newId the ID of the item that the step adds; by default the next after the highest
 * @returns in the portal's order; the same if the item is not there
 */
export function afterStep(
  entityId: string,
  stages: readonly Stage[],
  step: Step,
  newId = Math.max(0, ...stages.map(({ id }) => id)) + 1,
): Stage[] {
  if (step.act === 'add') return inOrder([...stages, added(entityId, step, newId)])
  if (step.act === 'delete') return inOrder(stages.filter(({ id }) => id !== step.id))
  return inOrder(stages.map((stage) => (stage.id === step.id ? changed(stage, step) : stage)))
}

function added(entityId: string, { code, item, sort }: Step & { act: 'add' }, id: number): Stage {
  const owner = ownerOf(entityId)
  const row: Record<FieldName, string | null> = {
    ID: String(id),
    ENTITY_ID: entityId,
    STATUS_ID: fullCode(entityId, code),
    NAME: item.name,
    NAME_INIT: '',
    SORT: String(sort),
    SYSTEM: 'N',
    CATEGORY_ID: owner.type === 'list' || owner.pipelineId === 0 ? null : String(owner.pipelineId),
    COLOR: item.color,
    SEMANTICS: SEMANTICS[item.outcome ?? 'process'],
  }
  return parseStage(row, id)
}

function changed(stage: Stage, step: Update): Stage {
  if (step.act === 'move') return { ...stage, sort: step.after, fields: withField(stage, 'SORT', String(step.after)) }
  if (step.act === 'recolor')
    return { ...stage, color: step.after, fields: withField(stage, 'COLOR', step.after ?? '') }
  const original = stage.fields.find(({ name }) => name === 'NAME_INIT')?.value
  return {
    ...stage,
    name: step.after,
    renamedFrom: original && original !== step.after ? original : null,
    fields: withField(stage, 'NAME', step.after),
  }
}

function withField({ fields }: Stage, changedName: FieldName, value: string): Stage['fields'] {
  return fields.map((field) => (field.name === changedName ? { name: changedName, value } : field))
}

/**
 * Whether a directory shows that a step was done. Portals say `true` also to updates that they did not save.
 * @param stages of the directory, read after the step
 */
export function isDone(step: Step, entityId: string, stages: readonly Stage[]): boolean {
  if (step.act === 'add') {
    const code = fullCode(entityId, step.code)
    return stages.some((stage) => stage.statusId === code && stage.sort === step.sort && shows(stage, step.item))
  }
  const stage = stages.find(({ id }) => id === step.id)
  switch (step.act) {
    case 'delete':
      return !stage
    case 'rename':
      return stage?.name.trim() === step.after.trim()
    case 'recolor':
      return stage?.color === step.after
    case 'move':
      return stage?.sort === step.after
  }
}

/** Portals may give a color to a stage that was added without one. */
function shows(stage: Stage, wanted: WantedItem): boolean {
  const { name, color, outcome } = itemOf(stage)
  return name.trim() === wanted.name.trim() && outcome === wanted.outcome && (!wanted.color || color === wanted.color)
}

/**
 * The portal's rules that a directory does not keep.
 * @param stages of the directory, in the portal's order
 * @returns nothing for plain lists, which have no such rules
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-add.html
 */
export function brokenRules(entityId: string, stages: readonly Stage[]): Rule[] {
  if (!isPipeline(entityId)) return []
  const outcomes = inOrder(stages).map(stageOutcome)
  const count = (wanted: Outcome): number => outcomes.filter((outcome) => outcome === wanted).length
  const groups = outcomes.map((outcome) => groupOf({ outcome }))
  const broken: [Rule, boolean][] = [
    ['order', groups.some((group, index) => group < (groups[index - 1] ?? 0))],
    ['one-success', count('success') !== 1],
    ['process', count('process') === 0],
    ['failure', count('failure') === 0],
  ]
  return broken.filter(([, isBroken]) => isBroken).map(([rule]) => rule)
}
