import { csvTable, markdownTable, type CsvOptions } from '../export/tables'
import type { Stage } from '../stage'
import type { Act, Step } from './types'
import { wantedOf } from './wanted'

/** One change that was tried. */
export interface LogEntry {
  /** Milliseconds since 1970. */
  at: number
  entityId: string
  /** What people call the directory. */
  title: string
  act: Act
  /** STATUS_ID without the pipeline's prefix. */
  code: string
  /** What the item was called then. */
  name: string
  /** Null: there was nothing. */
  before: string | null
  /** Null: there is nothing any more. */
  after: string | null
  state: 'done' | 'failed'
}

/**
 * What a log says of a step.
 * @param before the directory before the step
 * @param at milliseconds since 1970
 */
export function entryOf(
  { entityId, title }: Pick<LogEntry, 'entityId' | 'title'>,
  step: Step,
  before: readonly Stage[],
  state: LogEntry['state'],
  at: number,
): LogEntry {
  const entry = { at, entityId, title, act: step.act, code: step.code, state }
  const name = wantedOf(before).find(({ code }) => code === step.code)?.name ?? ''
  switch (step.act) {
    case 'add':
      return { ...entry, name: step.item.name, before: null, after: step.item.name }
    case 'delete':
      return { ...entry, name: step.item.name, before: step.item.name, after: null }
    default:
      return { ...entry, name, before: textOrNull(step.before), after: textOrNull(step.after) }
  }
}

function textOrNull(value: string | number | null): string | null {
  return value === null ? null : String(value)
}

/** The columns of a log, in their order. */
export const LOG_COLUMNS = ['at', 'title', 'entityId', 'act', 'code', 'name', 'before', 'after', 'state'] as const

export type LogColumn = (typeof LOG_COLUMNS)[number]

/** The words of a log that is written for people. */
export interface LogTexts {
  /** Without signs that mean something in Markdown. */
  columns: Record<LogColumn, string>
  acts: Record<Act, string>
  states: Record<LogEntry['state'], string>
  timeOf: (at: number) => string
}

/** A log to paste into a message or a document: a Markdown table. */
export function logAsText(entries: readonly LogEntry[], texts: LogTexts): string {
  return markdownTable(head(texts), rows(entries, texts, texts.timeOf))
}

/** A log for spreadsheets, with formulas disarmed. Times are in UTC by ISO 8601. */
export function logAsCsv(entries: readonly LogEntry[], texts: LogTexts, options?: CsvOptions): string {
  return csvTable([head(texts), ...rows(entries, texts, isoTime)], options)
}

/** A log for programs: the names are the same in every language. Times are in UTC by ISO 8601. */
export function logAsJson(entries: readonly LogEntry[]): string {
  const objects = entries.map((entry) => ({
    ...Object.fromEntries(LOG_COLUMNS.map((column) => [column, entry[column]])),
    at: isoTime(entry.at),
  }))
  return `${JSON.stringify(objects, null, 2)}\n`
}

function head({ columns }: LogTexts): string[] {
  return LOG_COLUMNS.map((column) => columns[column])
}

function rows(entries: readonly LogEntry[], { acts, states }: LogTexts, timeOf: (at: number) => string): string[][] {
  return entries.map((entry) => {
    const told = { ...entry, at: timeOf(entry.at), act: acts[entry.act], state: states[entry.state] }
    return LOG_COLUMNS.map((column) => told[column] ?? '')
  })
}

function isoTime(at: number): string {
  return new Date(at).toISOString()
}
