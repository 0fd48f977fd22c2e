import { ownerOf } from '../directory'
import { recordTypeOf } from '../recordTypes'
import type { Reason } from './types'

/** What is wrong with a code or a name. */
export interface Problem {
  reason: Reason
  /** For `code-long` and `name-long`: how many characters are allowed. */
  count?: number
}

/** How long a name may be. Lengths are in characters (code points), as databases count them. */
const MAX_NAME = 100
/** How long STATUS_ID may be, with its prefix. */
const MAX_CODE = 50
/** Directories with a lower limit. It is read as the limit of the part that people choose: without the prefix. */
const MAX_OWN_PART: Partial<Record<string, number>> = { lead: 21, deal: 22, quote: 22 }

/** What the portal puts after `UC_` in the codes that it makes up. */
const RADIX = 36
const LENGTH = 6

/**
 * A code without its pipeline's prefix, so that it can be compared across pipelines.
 * @param statusId as the portal sends it: `C5:WON`
 * @returns `WON`; the whole code if it does not have the prefix of its directory
 */
export function localCode(entityId: string, statusId: string): string {
  const prefix = prefixOf(entityId)
  return statusId.startsWith(prefix) ? statusId.slice(prefix.length) : statusId
}

/**
 * The inverse of {@link localCode}: STATUS_ID as records refer to it.
 * @param code without prefix
 */
export function fullCode(entityId: string, code: string): string {
  return prefixOf(entityId) + code
}

/** Leads, estimates, the main pipeline of deals, and plain lists have no prefix. */
function prefixOf(entityId: string): string {
  const owner = ownerOf(entityId)
  if (owner.type === 'list') return ''
  const { entityTypeId, pipelineId } = owner
  const pipelines = recordTypeOf(entityTypeId)?.directory?.pipelines
  if (pipelines === 'numbered') return `DT${entityTypeId}_${pipelineId}:`
  return pipelines === 'main' && pipelineId > 0 ? `C${pipelineId}:` : ''
}

/**
 * What is wrong with the code of an item that is to be added. Whether it is taken is another question.
 * @param code without prefix
 * @returns null if the portal takes it
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-add.html
 */
export function codeProblem(entityId: string, code: string): Problem | null {
  const { type } = ownerOf(entityId)
  if (code.trim() === '') return { reason: 'code-empty' }
  if (type !== 'list' && !/^[\w-]+$/.test(code)) return { reason: 'code-letters' }
  const allowed = MAX_OWN_PART[type] ?? MAX_CODE - prefixOf(entityId).length
  return lengthOf(code) > allowed ? { reason: 'code-long', count: allowed } : null
}

/**
 * What is wrong with an item's name. Spaces around it do not count.
 * @returns null if the portal takes it
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-add.html
 */
export function nameProblem(name: string): Problem | null {
  const text = name.trim()
  if (text === '') return { reason: 'name-empty' }
  return lengthOf(text) > MAX_NAME ? { reason: 'name-long', count: MAX_NAME } : null
}

function lengthOf(text: string): number {
  return [...text].length
}

/**
 * Makes up a code for an item that is to be added, as the portal does for stages that are added in its own pages.
 * @param taken codes that are not free, without prefix; also those that differ only in case are left alone
 * @param random a number from 0 to below 1, such as `Math.random`
 * @returns such as `UC_8P2X1A`
 */
export function newCode(taken: Iterable<string>, random: () => number): string {
  const all = new Set(Array.from(taken, (code) => code.toUpperCase()))
  const count = RADIX ** LENGTH
  for (let number = Math.floor(random() * count); ; number += 1) {
    const code = `UC_${(number % count).toString(RADIX).toUpperCase().padStart(LENGTH, '0')}`
    if (!all.has(code)) return code
  }
}
