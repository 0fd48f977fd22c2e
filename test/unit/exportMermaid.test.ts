import { describe, expect, it } from 'vitest'
import { exportItems } from '../../src/crm/export'
import { fc, mutationsOf, property, text } from './fastCheck'
import { stage } from './stageFixture'

const LABEL = String.raw`"(?:[\p{L}\p{M}\p{N} ]|#\d+;)+"`
/** Every line that a diagram may have. */
const LINES = [
  /^flowchart LR$/,
  new RegExp(String.raw`^ {2}subgraph d\d+\[${LABEL}\]$`, 'u'),
  new RegExp(String.raw`^ {4}d\d+s\d+(?:\[${LABEL}\]|\(\[${LABEL}\]\))$`, 'u'),
  /^ {4}d\d+s\d+ (?:-->|-\.->) d\d+s\d+$/,
  /^ {2}end$/,
  /^ {2}style d\d+s\d+ fill:#[0-9a-f]{6},color:#(?:000000|ffffff)$/,
]

const lines = (...items: Parameters<typeof stage>[]): string[] =>
  exportItems(
    'mermaid',
    items.map((item) => stage(...item)),
  )
    .trimEnd()
    .split('\n')

describe('a diagram', () => {
  it('has the stages in order and the ends after the last one in progress, in the kanban’s colors', () => {
    expect(
      lines(
        [1, { NAME: 'New', COLOR: '#0000FF' }],
        [2, { NAME: 'In progress' }],
        [3, { NAME: 'Deal won', SEMANTICS: 'S' }],
        [4, { NAME: 'Deal lost', SEMANTICS: 'F', COLOR: '#' }],
      ),
    ).toEqual([
      'flowchart LR',
      '  subgraph d1["DEAL#95;STAGE#95;5"]',
      '    d1s1["New"]',
      '    d1s2["In progress"]',
      '    d1s3(["Deal won"])',
      '    d1s4(["Deal lost"])',
      '    d1s1 --> d1s2',
      '    d1s2 --> d1s3',
      '    d1s2 -.-> d1s4',
      '  end',
      '  style d1s1 fill:#0000ff,color:#ffffff',
      '  style d1s2 fill:#2fc6f6,color:#000000',
      '  style d1s3 fill:#7bd500,color:#000000',
      '  style d1s4 fill:#ff5752,color:#000000',
    ])
  })

  it('has a part for each directory; the values of a plain list have no order', () => {
    expect(
      lines(
        [1, { NAME: 'New', ENTITY_ID: 'DEAL_STAGE', STATUS_ID: 'NEW' }],
        [2, { NAME: 'Call', ENTITY_ID: 'SOURCE' }],
        [3, { NAME: 'Web', ENTITY_ID: 'SOURCE', COLOR: '#' }],
        [4, { NAME: 'Won', ENTITY_ID: 'DEAL_STAGE', SEMANTICS: 'S' }],
      ),
    ).toEqual([
      'flowchart LR',
      '  subgraph d1["DEAL#95;STAGE"]',
      '    d1s1["New"]',
      '    d1s2(["Won"])',
      '    d1s1 --> d1s2',
      '  end',
      '  style d1s1 fill:#39a8ef,color:#000000',
      '  style d1s2 fill:#7bd500,color:#000000',
      '  subgraph d2["SOURCE"]',
      '    d2s1["Call"]',
      '    d2s2["Web"]',
      '  end',
    ])
  })

  it('is valid without items, and without stages in progress', () => {
    expect(exportItems('mermaid', [])).toBe('flowchart LR\n')
    expect(lines([1, { SEMANTICS: 'S' }], [2, { SEMANTICS: 'F' }]).filter((line) => line.includes('>'))).toEqual([])
  })

  it.each([
    ['Переговоры: 1-й этап', 'Переговоры#58; 1#45;й этап'],
    ['"]; click d1s1 "javascript:alert(1)"', '#34;#93;#59; click d1s1 #34;javascript#58;alert#40;1#41;#34;'],
    ['<img src=x>', '#60;img src#61;x#62;'],
    ['#quot;', '#35;quot#59;'],
    ['1. first', '1#46; first'],
    ['`**bold**`', '#96;#42;#42;bold#42;#42;#96;'],
    ['%%{init: {}}%%', '#37;#37;#123;init#58; #123;#125;#125;#37;#37;'],
    ['a\nend\n\u2028b', 'a end b'],
    ['🔥', '#128293;'],
    ['\u202e', 'C5#58;1'],
  ])('writes the name %j as %j', (name, label) => {
    expect(lines([1, { NAME: name }])[2]).toBe(`    d1s1["${label}"]`)
  })

  it('names an item by its ID if neither its name nor its code can be seen', () => {
    expect(lines([7, { NAME: ' ', STATUS_ID: '\n' }])[2]).toBe('    d1s1["7"]')
  })

  const hostile = fc.oneof(text, mutationsOf('New', '"]', '--> x', '%%{init: {}}%%', 'style d1s1 fill:#fff;', 'end'))
  const item = fc.record({
    NAME: hostile,
    STATUS_ID: hostile,
    COLOR: fc.oneof(fc.constant(null), hostile),
    SEMANTICS: fc.constantFrom(null, '', 'S', 'F', 'x'),
    ENTITY_ID: fc.constantFrom('DEAL_STAGE_5', 'SOURCE', 'STATUS', '"] end'),
  })
  property([fc.array(item, { maxLength: 5 })])('has no line of another kind, whatever the names are', (items) => {
    const written = lines(...items.map((fields, index) => [index + 1, fields] as Parameters<typeof stage>))
    expect(written.filter((line) => !LINES.some((kind) => kind.test(line)))).toEqual([])
    expect(written.filter((line) => /^ {4}d\d+s\d+[[(]/.test(line))).toHaveLength(items.length)
  })
})
