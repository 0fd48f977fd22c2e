import { describe, expect, it } from 'vitest'
import { EXPORT_FORMATS, exportFile, exportItems, SEPARATORS, separatorFor, type Separator } from '../../src/crm/export'
import { FIELDS } from '../../src/crm/stage'
import { stage } from './stageFixture'
import { fc, mutationsOf, property, text } from './fastCheck'

const HEAD = FIELDS.join(',')
const nameIn = (NAME: string): string =>
  exportItems('csv', [stage(1, { NAME })])
    .split('\r\n')
    .slice(1)
    .join('\r\n')

describe('exportItems', () => {
  it('writes CSV with a byte order mark and every documented field', () => {
    expect(exportItems('csv', [stage(1, { COLOR: '#39A8EF', SORT: '-10' })])).toBe(
      `\uFEFF${HEAD}\r\n1,DEAL_STAGE_5,C5:1,Stage 1,,-10,N,5,#39A8EF,\r\n`,
    )
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+7', "'+7"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t\'=1"'],
    ['x; =1', '"x; \'=1"'],
    ['x;-10', '"x;\'-10"'],
    ['x\n"@y', '"x\n""\'@y"'],
    [' =1', "' =1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['say "x"', '"say ""x"""'],
    ['a=b', 'a=b'],
    ['007', '"=""007"""'],
    ['10-12', '"=""10-12"""'],
    ['1/2', '"=""1/2"""'],
    ['3.5', '"=""3.5"""'],
    ['1e5', '"=""1e5"""'],
    ['12:30', '"=""12:30"""'],
    ['1234567890123456', '"=""1234567890123456"""'],
    ['50 %', '"=""50 %"""'],
    ['123456789012345', '123456789012345'],
    ['0', '0'],
    ['7', '7'],
    ['Stage 10-12', 'Stage 10-12'],
  ])('escapes %j for spreadsheets', (name, cell) => {
    expect(nameIn(name)).toContain(`C5:1,${cell},`)
  })

  const hostile = fc.oneof(
    text,
    mutationsOf('=1+1', '@SUM(A1)', '-10', 'a;=1+1;b', 'say "x", and\r\ny', "'=1", '\t+7', 'a|b'),
  )
  const items = fc
    .array(fc.record({ NAME: hostile, COLOR: fc.oneof(fc.constant(null), hostile) }), { maxLength: 2 })
    .map((rows) => rows.map((fields, index) => stage(index + 1, fields)))
  property([items])('writes CSV that parses to the same cells, without formulas', (stages) => {
    const [head, ...rows] = parseCsv(exportItems('csv', stages))
    const sent = stages.map(({ fields }) => fields.map(({ value }) => value ?? ''))
    expect([head, rows.map((row) => row.length)]).toEqual([[...FIELDS], sent.map((row) => row.length)])
    const pairs = rows.flatMap((row, index) => row.map((cell, column) => [cell, sent[index]?.[column] ?? ''] as const))
    // The only differences are an apostrophe where a formula could start, and the sign that keeps digits as they are.
    const changed = pairs.filter(([cell, original]) => cell !== original)
    expect(
      changed.filter(
        ([cell, original]) =>
          cell !== `="${original}"` &&
          (withoutApostrophes(cell) !== withoutApostrophes(original) ||
            !(FORMULA.test(original) || /[;\t\r\n]/.test(original))),
      ),
    ).toEqual([])
    expect(pairs.filter(([cell]) => isFormula(cell))).toEqual([])
  })

  property([items])('writes no formula for spreadsheets that split at semicolons or tabs', (stages) => {
    expect(
      exportItems('csv', stages)
        .split(/[;\t\r\n]/)
        .filter(isFormula),
    ).toEqual([])
  })

  property([items])('writes JSON that parses to the same fields', (stages) => {
    expect(JSON.parse(exportItems('json', stages))).toEqual(
      stages.map(({ fields }) => Object.fromEntries(fields.map(({ name, value }) => [name, value ?? null]))),
    )
  })

  property([items])('writes a Markdown table with a line per item and a cell per field', (stages) => {
    const lines = exportItems('markdown', stages).split(/\r\n?|\n/)
    expect(lines.length).toBe(stages.length + 2)
    for (const line of lines) expect(line.replaceAll(/\\./gsu, '').match(/\|/g)?.length).toBe(FIELDS.length + 1)
  })

  it('distinguishes null from empty in JSON', () => {
    expect(JSON.parse(exportItems('json', [stage(1)]))).toEqual([
      {
        ID: '1',
        ENTITY_ID: 'DEAL_STAGE_5',
        STATUS_ID: 'C5:1',
        NAME: 'Stage 1',
        NAME_INIT: '',
        SORT: '10',
        SYSTEM: 'N',
        CATEGORY_ID: '5',
        COLOR: null,
        SEMANTICS: null,
      },
    ])
  })

  it('escapes Markdown in cells', () => {
    const [head, delimiter, row] = exportItems('markdown', [stage(1, { NAME: 'a|b\n<i>_x_' })]).split('\n')
    expect(head).toBe(`| ${FIELDS.join(' | ')} |`)
    expect(delimiter).toBe(`| ${FIELDS.map(() => '---').join(' | ')} |`)
    expect(row).toBe(String.raw`| 1 | DEAL\_STAGE\_5 | C5:1 | a\|b<br>\<i\>\_x\_ |  | 10 | N | 5 |  |  |`)
  })
})

describe('the company’s own words', () => {
  const items = [stage(1), stage(2)]
  const words = { meaning: 'We wait.\n=1+1', link: 'https://acme.example/' }
  const wordsOf = ({ id }: { id: number }) => (id === 2 ? words : null)

  it.each(EXPORT_FORMATS)('change nothing in %s if there are none', (format) => {
    expect(exportItems(format, items, { wordsOf: () => null })).toBe(exportItems(format, items))
  })

  it('are columns in CSV', () => {
    const [head, one, two] = exportItems('csv', items, { wordsOf }).split('\r\n')
    expect(head).toBe(`\uFEFF${HEAD},WORDS_MEANING,WORDS_ENTER,WORDS_LEAVE,WORDS_ASK,WORDS_LINK`)
    expect(one?.endsWith(',,,,,')).toBe(true)
    expect(two).toContain(`,"We wait.\n'=1+1",,,,https://acme.example/`)
  })

  it('are a field in JSON', () => {
    const rows = JSON.parse(exportItems('json', items, { wordsOf })) as { WORDS: unknown }[]
    expect(rows.map(({ WORDS }) => WORDS)).toEqual([null, words])
  })

  it('are a column in Markdown', () => {
    const [head, , one, two] = exportItems('markdown', items, {
      wordsOf,
      labelOf: (field) => field.toUpperCase(),
    }).split('\n')
    expect([head?.endsWith('| WORDS |'), one?.endsWith('|  |')]).toEqual([true, true])
    expect(two).toContain('| MEANING: We wait.<br>=1+1<br>LINK: https://acme.example/ |')
  })
})

describe('exportFile', () => {
  it.each([
    ['csv', 'SOURCE.csv', 'text/csv;charset=utf-8'],
    ['json', 'SOURCE.json', 'application/json;charset=utf-8'],
    ['markdown', 'SOURCE.md', 'text/markdown;charset=utf-8'],
    ['typescript', 'SOURCE.ts', 'text/plain;charset=utf-8'],
    ['php', 'SOURCE.php', 'text/plain;charset=utf-8'],
    ['python', 'SOURCE.py', 'text/plain;charset=utf-8'],
    ['mermaid', 'SOURCE.mmd', 'text/plain;charset=utf-8'],
  ] as const)('as %s is %s', (format, name, type) => {
    const items = [stage(1)]
    expect(exportFile(format, items, 'SOURCE')).toEqual({ name, type, text: exportItems(format, items) })
  })

  it('has a text of its own in every format', () => {
    const texts = EXPORT_FORMATS.map((format) => exportItems(format, [stage(1)]))
    expect(new Set(texts).size).toBe(EXPORT_FORMATS.length)
  })
})

describe('the separator', () => {
  it.each([
    ['en', 'comma'],
    ['de', 'semicolon'],
    ['ru', 'semicolon'],
    ['fr', 'semicolon'],
    ['pl', 'semicolon'],
    ['tr', 'semicolon'],
    ['pt-BR', 'semicolon'],
    ['kk', 'semicolon'],
    ['kk-KZ', 'semicolon'],
    ['ja', 'comma'],
    ['th', 'comma'],
  ])('of %s is the %s', (locale, separator) => {
    expect(separatorFor(locale)).toBe(separator)
  })

  it.each(Object.entries(SEPARATORS))('%s is between all cells', (separator, sign) => {
    const [head, row] = exportItems('csv', [stage(1, { NAME: `a${sign}b` })], {
      separator: separator as Separator,
    }).split('\r\n')
    expect(head).toBe(`\uFEFF${FIELDS.join(sign)}`)
    expect(row?.split(sign).slice(3, 5)).toEqual(['"a', 'b"'])
  })
})

/** Parses CSV by RFC 4180: commas, CR LF after each row, doubled quotes within quotes. */
function parseCsv(csv: string): string[][] {
  expect(csv.startsWith('\uFEFF')).toBe(true)
  const rows: string[][] = [[]]
  let index = 1
  while (index < csv.length) {
    const cell = /"((?:[^"]|"")*)"(,|\r\n)|([^",\r\n]*)(,|\r\n)/uy
    cell.lastIndex = index
    const [match = '', quoted, quotedEnd, plain, plainEnd] = cell.exec(csv) ?? []
    if (match === '') throw new Error(`No cell at ${index}`)
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if ((quotedEnd ?? plainEnd) === '\r\n') rows.push([])
    index += match.length
  }
  rows.pop()
  return rows
}

const FORMULA = /^[\s\p{Cc}"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u
/** A text that a spreadsheet would otherwise read as another number or a date. */
const KEPT = /^="[\d ./:,%eE-]+"$/
const isFormula = (cell: string): boolean => FORMULA.test(cell) && !/^-?\d+$/.test(cell) && !KEPT.test(cell)
const withoutApostrophes = (cell: string): string => cell.replaceAll("'", '')
