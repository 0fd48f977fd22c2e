import { describe, expect, it } from 'vitest'
import { exportItems } from '../../src/crm/export'
import { FIELDS } from '../../src/crm/stage'
import { stage } from './stages'
import { fc, nearly, test as property, text } from './property'

const HEAD = FIELDS.join(',')
const nameIn = (NAME: string): string =>
  exportItems('csv', [stage(1, { NAME })])
    .split('\r\n')
    .slice(1)
    .join('\r\n')

describe('exportItems', () => {
  it('writes CSV with the mark of UTF-8, and every documented field', () => {
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
  ])('makes %j harmless in a spreadsheet', (name, cell) => {
    expect(nameIn(name)).toContain(`C5:1,${cell},`)
  })

  const hostile = fc.oneof(
    text,
    nearly('=1+1', '@SUM(A1)', '-10', 'a;=1+1;b', 'say "x", and\r\ny', "'=1", '\t+7', 'a|b'),
  )
  const items = fc
    .array(fc.record({ NAME: hostile, COLOR: fc.oneof(fc.constant(null), hostile) }), { maxLength: 2 })
    .map((all) => all.map((fields, at) => stage(at + 1, fields)))
  property.prop([items])('writes CSV that reads back to the same cells, none of them a formula', (all) => {
    const [head, ...rows] = cellsOf(exportItems('csv', all))
    const sent = all.map(({ fields }) => fields.map(({ value }) => value ?? ''))
    expect([head, rows.map((row) => row.length)]).toEqual([[...FIELDS], sent.map((row) => row.length)])
    const pairs = rows.flatMap((row, at) => row.map((cell, column) => [cell, sent[at]?.[column] ?? ''] as const))
    // Apostrophes where a formula could start are the only difference.
    const changed = pairs.filter(([cell, was]) => cell !== was)
    expect(
      changed.filter(
        ([cell, was]) => withoutDefusal(cell) !== withoutDefusal(was) || !(FORMULA.test(was) || /[;\t\r\n]/.test(was)),
      ),
    ).toEqual([])
    expect(pairs.filter(([cell]) => isFormula(cell))).toEqual([])
  })

  property.prop([items])('writes no formula for spreadsheets that cut lines at semicolons or tabs', (all) => {
    expect(
      exportItems('csv', all)
        .split(/[;\t\r\n]/)
        .filter(isFormula),
    ).toEqual([])
  })

  property.prop([items])('writes JSON that reads back to the same fields', (all) => {
    expect(JSON.parse(exportItems('json', all))).toEqual(
      all.map(({ fields }) => Object.fromEntries(fields.map(({ name, value }) => [name, value ?? null]))),
    )
  })

  property.prop([items])('writes a Markdown table of one line an item, with a cell for each field', (all) => {
    const lines = exportItems('markdown', all).split(/\r\n?|\n/)
    expect(lines.length).toBe(all.length + 2)
    for (const line of lines) expect(line.replaceAll(/\\./gsu, '').match(/\|/g)?.length).toBe(FIELDS.length + 1)
  })

  it('tells null and empty apart in JSON', () => {
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

  it('keeps a Markdown table a table', () => {
    const [head, rule, row] = exportItems('markdown', [stage(1, { NAME: 'a|b\n<i>_x_' })]).split('\n')
    expect(head).toBe(`| ${FIELDS.join(' | ')} |`)
    expect(rule).toBe(`| ${FIELDS.map(() => '---').join(' | ')} |`)
    expect(row).toBe(String.raw`| 1 | DEAL\_STAGE\_5 | C5:1 | a\|b<br>\<i\>\_x\_ |  | 10 | N | 5 |  |  |`)
  })
})

/** Reads CSV as RFC 4180 has it: commas, rows ended by CR LF, quotes doubled in quotes. */
function cellsOf(csv: string): string[][] {
  expect(csv.startsWith('\uFEFF')).toBe(true)
  const rows: string[][] = [[]]
  let at = 1
  while (at < csv.length) {
    const cell = /"((?:[^"]|"")*)"(,|\r\n)|([^",\r\n]*)(,|\r\n)/uy
    cell.lastIndex = at
    const [all = '', quoted, quotedEnd, plain, plainEnd] = cell.exec(csv) ?? []
    if (all === '') throw new Error(`No cell at ${at}`)
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if ((quotedEnd ?? plainEnd) === '\r\n') rows.push([])
    at += all.length
  }
  rows.pop()
  return rows
}

const FORMULA = /^[\s\p{Cc}"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u
const isFormula = (cell: string): boolean => FORMULA.test(cell) && !/^-?\d+$/.test(cell)
const withoutDefusal = (cell: string): string => cell.replaceAll("'", '')
