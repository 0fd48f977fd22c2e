import type { Stage } from '../stage'

/** Latin letters that Unicode does not take apart into a plain letter and a mark. */
const PLAIN: Record<string, string> = {
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'O',
  Đ: 'D',
  Ð: 'D',
  Ł: 'L',
  Þ: 'TH',
}
/** Longer names are cut. */
const MAX_LENGTH = 60
/** The prefix that the portal puts before the codes of a pipeline: `C5:`, `DT1038_37:`. */
const PIPELINE_PREFIX = /^(C\d+|DT\d+_\d+):/

/**
 * Names constants for items: `PREPARE_DOCUMENTS`. A name that has no Latin letters, or letters of another script besides,
 * would lose its meaning: then the code is used, and an item whose code gives nothing either is named by its ID. Items with
 * one name are told apart by their codes, which do not depend on their order.
 * @param items of one directory
 * @param reserved names that mean something else
 * @param prefix for names that would start with a digit or are reserved, such as `STAGE`
 * @returns one name for each item, in their order: capital letters, digits and single underscores, no two alike
 */
export function constantNames(items: readonly Stage[], reserved: ReadonlySet<string>, prefix: string): string[] {
  const usable = (name: string): string => (/^[A-Z]/.test(name) && !reserved.has(name) ? name : `${prefix}_${name}`)
  const codes = items.map(({ id, statusId }) => snakeCase(statusId.replace(PIPELINE_PREFIX, '')) || String(id))
  const names = items.map(({ name }, index) => usable(latinName(name) || (codes[index] ?? '')))
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return numbered(
    names.map((name, index) => (counts.get(name) === 1 ? name : `${name}_${codes[index]}`)),
    reserved,
  )
}

/**
 * The name of a directory's class or object: `CrmDealStage5`. With its first letters it is never a reserved word.
 * @param entityIds of different directories
 * @returns one name for each, in their order; no two alike, in any case
 */
export function directoryNames(entityIds: readonly string[]): string[] {
  const names = entityIds.map((entityId) =>
    snakeCase(entityId)
      .split('_')
      .map((word) => word.slice(0, 1) + word.slice(1).toLowerCase())
      .join(''),
  )
  return numbered(names.map((name) => `Crm${name}`))
}

/** The name in capital letters; empty if it has no Latin letters, or if letters would be lost. */
function latinName(name: string): string {
  const plain = withoutMarks(name)
  return /[A-Z]/.test(plain) && !/\p{L}/u.test(plain.replaceAll(/[A-Z]/g, '')) ? snakeCase(name) : ''
}

function snakeCase(text: string): string {
  return withoutMarks(text)
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .slice(0, MAX_LENGTH)
    .replaceAll(/^_|_$/g, '')
}

/** Capital letters without accents. */
function withoutMarks(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[ÆŒØĐÐŁÞ]/g, (letter) => PLAIN[letter] ?? letter)
}

/** Appends numbers to names that are taken, in any case. */
function numbered(names: readonly string[], reserved: Iterable<string> = []): string[] {
  const taken = new Set(reserved)
  return names.map((name) => {
    let free = name
    for (let count = 2; taken.has(free.toUpperCase()); count += 1) free = `${name}_${count}`
    taken.add(free.toUpperCase())
    return free
  })
}
