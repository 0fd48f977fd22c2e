import { describe, expect, it } from 'vitest'
import { EXPORT_FORMATS, exportFile, exportItems, SEPARATORS, separatorFor, type Separator } from '../../src/crm/export'
import { FIELDS } from '../../src/crm/stage'
import { stage } from './stageFixture'
import { fc, mutationsOf, property, text } from './fastCheck'

const HEAD = FIELDS.join(',')
const nameIn = (NAME: string, locale?: string): string =>
  exportItems('csv', [stage(1, { NAME })], { locale })
    .split('\r\n')
    .slice(1)
    .join('\r\n')
/** The name as a spreadsheet reads it from the text that keeps it. */
const keptIn = (NAME: string, locale: string): string | undefined => {
  const cells = parseCsv(exportItems('csv', [stage(1, { NAME })], { locale }))[1]
  return /^="([^"]*)"$/.exec(cells?.[3] ?? '')?.[1]
}

describe('exportItems', () => {
  it('writes CSV with a byte order mark and every documented field', () => {
    expect(exportItems('csv', [stage(1, { COLOR: '#39A8EF', SORT: '-10' })])).toBe(
      `\uFEFF${HEAD}\r\n1,DEAL_STAGE_5,C5:1,Stage 1,,-10,N,5,#39A8EF,\r\n`,
    )
  })

  it.each([
    ['=1+1', "'=1+1"],
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
    ['-7', '-7'],
    ['Stage 10-12', 'Stage 10-12'],
    ['10-12 Uhr', '10-12 Uhr'],
    ['50–250 employees', '50–250 employees'],
    ['2026-11-27T12:00:00.000Z', '2026-11-27T12:00:00.000Z'],
    ['1 of 2', '1 of 2'],
    ['(new)', '(new)'],
    ['5 apples', '5 apples'],
    ['5A', '5A'],
    ['True story', 'True story'],
    ['untrue', 'untrue'],
    ['-5 °C', "'-5 °C"],
    ['+7 (495) 1', "'+7 (495) 1"],
    ['1;5', '"1;5"'],
    ['1\n5', '"1\n5"'],
    ['-1;-5', '"\'-1;\'-5"'],
  ])('escapes %j for spreadsheets', (name, cell) => {
    expect(nameIn(name)).toContain(`C5:1,${cell},`)
  })

  it.each([
    '+7',
    '-0',
    '-007',
    '-1,5',
    '1\u00A0000',
    '1\u202F000,50',
    "1'000",
    '10–12',
    '10 – 12',
    '１２',
    '٠٠٧',
    '.5',
    ',5',
    '5.',
    '12:',
    '(5)',
    '(1,000.50)',
    '12:30 PM',
    '12:30:15 p.m.',
    '5pm',
    '5 A',
    '1E+5',
    '1.5e-07',
    'TRUE',
    'False',
    '%50',
    '€ 5',
    '1 000 ₽',
    '$5',
  ])('keeps %j, which spreadsheets would read as something else', (name) => {
    expect(keptIn(name, 'en')).toBe(name)
  })

  it.each([
    ['May 5', 'en'],
    ['Jan-24', 'en'],
    ['SEPT2', 'en'],
    ['MARCH1', 'en'],
    ['5 May 2026', 'en'],
    ['May 5', 'ru'],
    ['5 мая', 'ru'],
    ['Май 2026', 'ru'],
    ['5 МАЯ 2026 г.', 'ru'],
    ['янв.24', 'ru'],
    ['5 травня', 'uk'],
    ['5. März', 'de'],
    ['1 févr. 2026', 'fr'],
    ['5 de mayo de 2026', 'es'],
    ['5 MAYIS', 'tr'],
    ['5月', 'ja'],
    ['2026年5月3日', 'zh-CN'],
    ['3 พ.ค. 2569', 'th'],
    ['5 mai', 'pt-BR'],
    ['5 يناير', 'ar-u-nu-latn'],
    ['5 наурыз', 'kk'],
    ['5 қаң', 'kk'],
    ['5 марта', 'kk'],
  ])('keeps %j, which spreadsheets in %s would read as a date', (name, locale) => {
    expect(keptIn(name, locale)).toBe(name)
  })

  it.each(['long', 'short'] as const)('keeps dates in Kazakh, also in a browser that does not know it: %s', (style) => {
    const names = Array.from({ length: 12 }, (_, month) =>
      new Intl.DateTimeFormat('kk', { month: style, timeZone: 'UTC' }).format(Date.UTC(2026, month)),
    ).map((month) => `9 ${month}`)
    expect(names.map((name) => keptIn(name, 'kk'))).toEqual(names)
  })

  it.each([
    ['5 мая', 'en'],
    ['May', 'en'],
    ['Maybe 5', 'en'],
    ['Ma 5', 'en'],
    ['May be 5', 'en'],
    ['Step 5 in May', 'en'],
    ['MAY_5', 'en'],
    ['5 г.', 'ru'],
    ['5 de', 'es'],
    ['M5', 'kk'],
  ])('writes %j in %s as it is: no date', (name, locale) => {
    expect(nameIn(name, locale)).toContain(`C5:1,${name},`)
  })

  const hostile = fc.oneof(
    text,
    mutationsOf('=1+1', '@SUM(A1)', '-10', 'a;=1+1;b', 'say "x", and\r\ny', "'=1", '\t+7', 'a|b', '1–2', 'May 5'),
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
/** A text that a spreadsheet would otherwise read as another number or a date: nothing in it is calculated. */
const KEPT = /^="[^";\p{Cc}]*"$/u
const isFormula = (cell: string): boolean => FORMULA.test(cell) && !/^-?\d+$/.test(cell) && !KEPT.test(cell)
const withoutApostrophes = (cell: string): string => cell.replaceAll("'", '')
