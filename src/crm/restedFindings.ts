import { listOf } from '../portal/json'
import type { Finding } from './findings'

/** The app's option with the findings that administrators have put to rest. */
export const RESTED_OPTION = 'restedFindings'

/** In characters. A longer option was not written by this app. */
const MAX_OPTION = 20_000
/** In characters: less than an option may have, also if each takes two bytes. */
const MAX_WRITTEN = 4_000

/**
 * What a finding is known by. It changes with the items it is about: what was put to rest comes back if it spreads.
 * @param entityId where it was found
 */
export function findingKey({ kind, ids }: Finding, entityId: string): string {
  return ids.length > 0 ? `${kind} ${ids.join(' ')}` : `${kind} ${entityId}`
}

/**
 * Parses the findings that were put to rest.
 * @param value of the option, unchecked
 * @returns their keys, the oldest first
 */
export function parseRested(value: unknown): string[] {
  if (typeof value !== 'string' || value.length > MAX_OPTION) return []
  try {
    return (listOf(JSON.parse(value)) ?? []).filter((key) => typeof key === 'string')
  } catch {
    return []
  }
}

/**
 * The option's value with a finding put to rest, or brought back. If they become too many, the oldest come back.
 * @param value of the option as it is, unchecked
 */
export function withRested(value: unknown, key: string, rest: boolean): string {
  const keys = parseRested(value).filter((other) => other !== key)
  if (rest) keys.push(key)
  while (JSON.stringify(keys).length > MAX_WRITTEN) keys.shift()
  return JSON.stringify(keys)
}
