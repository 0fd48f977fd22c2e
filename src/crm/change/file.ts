import { isRow, valueAt, type Row } from '../../portal/json'
import { parseColor, type Hex } from '../color'
import { ownerOf } from '../directory'
import { recordTypeOf, type RecordType, type RecordTypeName } from '../recordTypes'
import type { Outcome } from '../semantics'
import { cleanWords, MAX_LENGTHS, WORD_FIELDS, type StageWords } from '../words'
import type { WantedItem } from './types'

/** What `format` says in a file. `FORMAT.md` describes it. */
const FILE_FORMAT = 'bitrix24-pipelines'
/** The only version so far. A reader refuses any other. */
const FILE_VERSION = 1

/**
 * The bounds of a file. Those of texts are in characters, and wider than the portal's own, so that a portal's file can
 * always be read again; a plan says what is too long to be applied.
 */
export const FILE_LIMITS = {
  bytes: 2_000_000,
  depth: 20,
  directories: 200,
  items: 1_000,
  name: 255,
  code: 100,
} as const

/** An item as a file has it. */
export interface FileItem extends WantedItem {
  /** What the company says of the stage; null if nothing. */
  words: StageWords | null
}

/** Which pipeline it is, told in a way that another portal understands. */
export interface PipelineHead {
  kind: RecordTypeName
  /** Smart processes have another number in every portal. */
  entityTypeId: number
  /** The smart process's own name; null for other types, and where it is not known. */
  title: string | null
  /** Null for types without pipelines, and where the name is not known. */
  pipeline: string | null
  /** Whether it is the type's default pipeline; null for types without pipelines, and where it is not known. */
  isDefault: boolean | null
}

/** Which directory it is. */
export type DirectoryHead = PipelineHead | { kind: 'list'; entityId: string }

/** A pipeline or a plain list as a file has it. */
export type FileDirectory = DirectoryHead & { items: FileItem[] }

/** What a file holds. */
export interface PipelineFile {
  directories: FileDirectory[]
}

/** Why a file cannot be read. Each has words in `src/locales` under `change.file.problem`. */
export type FileProblemReason =
  /** More bytes than `limit`. */
  | 'size'
  /** The browser cannot read it: it is gone, or was changed meanwhile. */
  | 'unreadable'
  /** There is nothing in it. */
  | 'empty'
  | 'json'
  /** Lists and objects in each other, more than `limit` deep. */
  | 'depth'
  /** JSON of something else. */
  | 'format'
  | 'version'
  | 'missing'
  /** A text, a number, a list or an object in place of another. */
  | 'type'
  /** Of the right type, and not one of the values that are possible. */
  | 'value'
  /** More than `limit` characters. */
  | 'long'
  /** Control characters, halves of characters, or signs that turn the direction of what stands behind them. */
  | 'characters'
  /** More than `limit` entries. */
  | 'many'
  /** A code that begins with a pipeline's prefix, such as `C5:`. */
  | 'prefix'
  | 'duplicate-code'
  | 'duplicate-directory'
  | 'no-success'
  | 'two-successes'

/** Why a file cannot be read, and where. */
export interface FileProblem {
  reason: FileProblemReason
  /** Such as `directories[2].items[4].name`, counted from 0 as in JSON; null for the file as a whole. */
  place: string | null
  /** What is allowed at most, for reasons that have a bound. */
  limit?: number
}

export type FileReading = { ok: true; file: PipelineFile } | { ok: false; problem: FileProblem }

/** What a file must not have in a text. */
const REFUSED = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu

/** The prefixes that a portal puts before the codes of a pipeline. */
const PREFIX = /^(?:C|DT\d+_)\d+:/

const OUTCOMES: readonly string[] = ['process', 'success', 'failure'] satisfies Outcome[]

/**
 * Writes a file. The same directories always give the same text, so that files can be compared line by line. Signs that a
 * reader refuses are left out of names.
 * @param directories in the order in which they are to be
 * @returns JSON that ends with a line end
 */
export function writeFile(directories: readonly FileDirectory[]): string {
  const file = { format: FILE_FORMAT, version: FILE_VERSION, directories: directories.map(written) }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** A directory with the format's names, in a fixed order. What is undefined is not written. */
function written(directory: FileDirectory): Row {
  if (directory.kind === 'list') {
    const { kind, entityId, items } = directory
    return { kind, entityId, items: items.map((item) => ({ ...writtenName(item), words: writtenWords(item) })) }
  }
  const { kind, entityTypeId, title, pipeline, isDefault, items } = directory
  return {
    kind,
    entityTypeId,
    title: title === null ? undefined : allowed(title),
    pipeline: pipeline === null ? undefined : allowed(pipeline),
    default: isDefault ?? undefined,
    items: items.map((item) => ({
      ...writtenName(item),
      color: item.color,
      meaning: item.outcome ?? 'process',
      words: writtenWords(item),
    })),
  }
}

function writtenName({ code, name }: FileItem): Row {
  return { code, name: allowed(name) }
}

function writtenWords({ words }: FileItem): Row | undefined {
  return words ? Object.fromEntries(WORD_FIELDS.flatMap((at) => (words[at] ? [[at, words[at]]] : []))) : undefined
}

function allowed(text: string): string {
  return text.replaceAll(REFUSED, '')
}

/**
 * Reads a file that a person has chosen. It asks for its text only if the size is within bounds. Never throws.
 * @param file such as a `File` of an input or a drop
 */
export async function openFile(file: Pick<Blob, 'size' | 'text'>): Promise<FileReading> {
  if (file.size > FILE_LIMITS.bytes) return problem('size', null, FILE_LIMITS.bytes)
  try {
    return readFile(await file.text())
  } catch {
    return problem('unreadable', null)
  }
}

/**
 * Reads the text of a file. Nothing of it is trusted, and what comes out are new objects with nothing but what the format
 * describes. Never throws.
 * @param text with or without a byte order mark
 */
export function readFile(text: string): FileReading {
  if (text.length > FILE_LIMITS.bytes) return problem('size', null, FILE_LIMITS.bytes)
  const json = text.replace(/^\uFEFF/, '')
  if (json.trim() === '') return problem('empty', null)
  // Before parsing: some browsers' parsers run out of stack.
  if (isDeeper(json, FILE_LIMITS.depth)) return problem('depth', null, FILE_LIMITS.depth)
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return problem('json', null)
  }
  try {
    return { ok: true, file: fileOf(value) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem }
    throw error
  }
}

function problem(reason: FileProblemReason, place: string | null, limit?: number): FileReading & { ok: false } {
  return { ok: false, problem: { reason, place, ...(limit === undefined ? {} : { limit }) } }
}

/** Ends the reading, from wherever it is. */
class Refusal extends Error {
  readonly problem: FileProblem

  constructor(...args: Parameters<typeof problem>) {
    super(args[0])
    this.problem = problem(...args).problem
  }
}

/** Whether brackets outside of texts are in each other more than so many times. */
function isDeeper(json: string, limit: number): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at]
    if (inText) {
      if (sign === '\\') at += 1
      else if (sign === '"') inText = false
    } else if (sign === '"') inText = true
    else if (sign === '[' || sign === '{') depth += 1
    else if (sign === ']' || sign === '}') depth -= 1
    if (depth > limit) return true
  }
  return false
}

function fileOf(value: unknown): PipelineFile {
  if (!isRow(value)) throw new Refusal('format', null)
  if (valueAt(value, 'format') !== FILE_FORMAT) throw new Refusal('format', 'format')
  if (valueAt(value, 'version') !== FILE_VERSION) throw new Refusal('version', 'version')
  const rows = listAt(value, 'directories', '', FILE_LIMITS.directories)
  if (rows.length === 0) throw new Refusal('empty', 'directories')
  const seen = new Set<string>()
  const directories = rows.map((row, index) => {
    const place = `directories[${index}]`
    const directory = directoryOf(row, place)
    const key = onlyOnce(directory)
    if (key !== null && seen.has(key)) throw new Refusal('duplicate-directory', place)
    if (key !== null) seen.add(key)
    return directory
  })
  return { directories }
}

/** What no portal has twice. Pipelines are not among it: a portal can have two of one name. */
function onlyOnce(directory: FileDirectory): string | null {
  if (directory.kind === 'list') return directory.entityId
  return hasPipelines(directory.entityTypeId) ? null : directory.kind
}

/** Whether a record type can have several pipelines. */
export function hasPipelines(entityTypeId: number): boolean {
  const pipelines = recordTypeOf(entityTypeId)?.directory?.pipelines ?? 'none'
  return pipelines !== 'none'
}

function directoryOf(value: unknown, place: string): FileDirectory {
  if (!isRow(value)) throw new Refusal('type', place)
  const head = headAt(value, place)
  const rows = listAt(value, 'items', place, FILE_LIMITS.items)
  const items = rows.map((row, index) => itemOf(row, `${place}.items[${index}]`, head.kind !== 'list'))
  const codes = new Set<string>()
  for (const [index, { code }] of items.entries()) {
    if (codes.has(code)) throw new Refusal('duplicate-code', `${place}.items[${index}].code`)
    codes.add(code)
  }
  if (head.kind !== 'list') {
    const [first, second] = items.flatMap(({ outcome }, index) => (outcome === 'success' ? [index] : []))
    if (first === undefined) throw new Refusal('no-success', `${place}.items`)
    if (second !== undefined) throw new Refusal('two-successes', `${place}.items[${second}].meaning`)
  }
  return { ...head, items }
}

function headAt(row: Row, place: string): DirectoryHead {
  const kind = textAt(row, 'kind', place, FILE_LIMITS.name)
  if (kind === 'list') return { kind, entityId: listIdAt(row, place) }
  const type = typeAt(row, place)
  if (type.name !== kind) throw new Refusal('value', `${place}.kind`)
  const { entityTypeId, name } = type
  const severalPipelines = hasPipelines(entityTypeId)
  return {
    kind: name,
    entityTypeId,
    title: name === 'smart' ? optionalTextAt(row, 'title', place) : null,
    pipeline: severalPipelines ? optionalTextAt(row, 'pipeline', place) : null,
    isDefault: severalPipelines ? optionalFlagAt(row, 'default', place) : null,
  }
}

/** A record type whose records go through stages. */
function typeAt(row: Row, place: string): RecordType {
  const number = valueAt(row, 'entityTypeId')
  const at = `${place}.entityTypeId`
  if (number === undefined) throw new Refusal('missing', at)
  if (typeof number !== 'number') throw new Refusal('type', at)
  const type = Number.isInteger(number) && number <= MAX_TYPE ? recordTypeOf(number) : null
  if (!type?.directory) throw new Refusal('value', at)
  return type
}

/** Numbers of record types have ten digits at most. */
const MAX_TYPE = 9_999_999_999

function listIdAt(row: Row, place: string): string {
  const entityId = textAt(row, 'entityId', place, FILE_LIMITS.name)
  if (!/^[A-Z]\w*$/i.test(entityId) || ownerOf(entityId).type !== 'list')
    throw new Refusal('value', `${place}.entityId`)
  return entityId
}

function itemOf(value: unknown, place: string, inPipeline: boolean): FileItem {
  if (!isRow(value)) throw new Refusal('type', place)
  const code = textAt(value, 'code', place, FILE_LIMITS.code)
  if (code === '') throw new Refusal('missing', `${place}.code`)
  if (inPipeline && PREFIX.test(code)) throw new Refusal('prefix', `${place}.code`)
  return {
    code,
    name: textAt(value, 'name', place, FILE_LIMITS.name),
    color: inPipeline ? colorAt(value, place) : null,
    outcome: inPipeline ? outcomeAt(value, place) : null,
    words: wordsAt(value, place),
  }
}

function colorAt(row: Row, place: string): Hex | null {
  const value = valueAt(row, 'color') ?? null
  if (value === null) return null
  if (typeof value !== 'string') throw new Refusal('type', `${place}.color`)
  const color = /^#[0-9a-f]{6}$/i.test(value) ? parseColor(value) : null
  if (!color) throw new Refusal('value', `${place}.color`)
  return color
}

function outcomeAt(row: Row, place: string): Outcome {
  const value = textAt(row, 'meaning', place, FILE_LIMITS.name)
  if (!isOutcome(value)) throw new Refusal('value', `${place}.meaning`)
  return value
}

function isOutcome(value: string): value is Outcome {
  return OUTCOMES.includes(value)
}

/** Too much is refused rather than cut, and so is a link that leads elsewhere than to the web. */
function wordsAt(row: Row, place: string): StageWords | null {
  const value = valueAt(row, 'words') ?? null
  if (value === null) return null
  if (!isRow(value)) throw new Refusal('type', `${place}.words`)
  const typed: StageWords = {}
  for (const field of WORD_FIELDS) {
    const text = valueAt(value, field) ?? ''
    if (typeof text !== 'string') throw new Refusal('type', `${place}.words.${field}`)
    if (text.length > MAX_LENGTHS[field]) throw new Refusal('long', `${place}.words.${field}`, MAX_LENGTHS[field])
    typed[field] = text
  }
  const words = cleanWords(typed)
  if (typed.link?.trim() && !words?.link) throw new Refusal('value', `${place}.words.link`)
  return words
}

function listAt(row: Row, key: string, place: string, limit: number): unknown[] {
  const value = valueAt(row, key)
  const at = place ? `${place}.${key}` : key
  if (value === undefined) throw new Refusal('missing', at)
  if (!Array.isArray(value)) throw new Refusal('type', at)
  if (value.length > limit) throw new Refusal('many', at, limit)
  return value
}

function textAt(row: Row, key: string, place: string, limit: number): string {
  const value = valueAt(row, key)
  const at = `${place}.${key}`
  if (value === undefined) throw new Refusal('missing', at)
  if (typeof value !== 'string') throw new Refusal('type', at)
  // A character has two code units at most; a text of a million is not taken apart.
  if (value.length > 2 * limit || [...value].length > limit) throw new Refusal('long', at, limit)
  if (value.search(REFUSED) >= 0) throw new Refusal('characters', at)
  return value
}

function optionalTextAt(row: Row, key: string, place: string): string | null {
  if ((valueAt(row, key) ?? null) === null) return null
  return textAt(row, key, place, FILE_LIMITS.name) || null
}

function optionalFlagAt(row: Row, key: string, place: string): boolean | null {
  const value = valueAt(row, key) ?? null
  if (value !== null && typeof value !== 'boolean') throw new Refusal('type', `${place}.${key}`)
  return value
}
