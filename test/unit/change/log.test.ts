import { expect, it } from 'vitest'
import { LOG_COLUMNS, logAsCsv, logAsJson, logAsText, type LogEntry, type LogTexts } from '../../../src/crm/change/log'

const ENTRIES: LogEntry[] = [
  {
    at: Date.UTC(2026, 0, 31, 23, 5),
    entityId: 'DEAL_STAGE_1',
    title: 'Deals; Sales',
    act: 'rename',
    code: 'NEW',
    name: 'New',
    before: 'New',
    after: '=1+1|x',
    state: 'done',
  },
  {
    at: Date.UTC(2026, 1, 1),
    entityId: 'SOURCE',
    title: 'Sources',
    act: 'delete',
    code: '007',
    name: 'Call',
    before: 'Call',
    after: null,
    state: 'failed',
  },
]
const TEXTS: LogTexts = {
  columns: {
    at: 'When',
    title: 'List',
    entityId: 'ENTITY ID',
    act: 'What',
    code: 'Code',
    name: 'Entry',
    before: 'Before',
    after: 'After',
    state: 'Result',
  },
  acts: { add: 'added', rename: 'renamed', recolor: 'recolored', move: 'moved', delete: 'deleted' },
  states: { done: 'done', failed: 'failed' },
  timeOf: (at) => `at ${new Date(at).getUTCDate()}`,
}

it('a log to paste is a Markdown table in words', () => {
  expect(logAsText(ENTRIES, TEXTS).split('\n')).toEqual([
    '| When | List | ENTITY ID | What | Code | Entry | Before | After | Result |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    String.raw`| at 31 | Deals; Sales | DEAL\_STAGE\_1 | renamed | NEW | New | New | =1+1\|x | done |`,
    '| at 1 | Sources | SOURCE | deleted | 007 | Call | Call |  | failed |',
  ])
})

it('a log for spreadsheets has times that every program reads, and no formulas', () => {
  expect(logAsCsv(ENTRIES, TEXTS, { separator: 'semicolon' }).split('\r\n')).toEqual([
    '\uFEFFWhen;List;ENTITY ID;What;Code;Entry;Before;After;Result',
    `2026-01-31T23:05:00.000Z;"Deals; Sales";DEAL_STAGE_1;renamed;NEW;New;New;'=1+1|x;done`,
    '2026-02-01T00:00:00.000Z;Sources;SOURCE;deleted;"=""007""";Call;Call;;failed',
    '',
  ])
})

it('a log for programs has the same names in every language, and nothing is lost', () => {
  const rows = JSON.parse(logAsJson(ENTRIES)) as (LogEntry & { at: string })[]
  expect(Object.keys(rows[0] ?? {})).toEqual([...LOG_COLUMNS])
  expect(rows.map((row) => ({ ...row, at: Date.parse(row.at) }))).toEqual(ENTRIES)
  expect(rows[1]).toMatchObject({ at: '2026-02-01T00:00:00.000Z', act: 'delete', after: null })
})

it('an empty log has its columns', () => {
  expect(logAsText([], TEXTS).split('\n')).toHaveLength(2)
  expect(logAsCsv([], TEXTS).split('\r\n')).toHaveLength(2)
  expect(JSON.parse(logAsJson([]))).toEqual([])
})
