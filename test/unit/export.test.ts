import { describe, expect, it } from 'vitest'
import { exported } from '../../src/crm/export'
import { FIELDS } from '../../src/crm/stage'
import { stage } from './stages'
import { fc, test as property } from './property'

const HEAD = FIELDS.join(',')
const nameIn = (NAME: string): string => exported('csv', [stage(1, { NAME })]).split('\r\n').slice(1).join('\r\n')

describe('exported', () => {
  it('writes CSV with the mark of UTF-8, and every documented field', () => {
    expect(exported('csv', [stage(1, { COLOR: '#39A8EF', SORT: '-10' })])).toBe(`\uFEFF${HEAD}\r\n1,DEAL_STAGE_5,C5:1,Stage 1,,-10,N,5,#39A8EF,\r\n`)
  })

  it.each([
    ['=1+1', "'=1+1"], ['+7', "'+7"], ['-x', "'-x"], ['@SUM(A1)', "'@SUM(A1)"], ['\t=1', '"\'\t=1"'], [' =1', "' =1"], ['＝1', "'＝1"],
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'], ['a,b', '"a,b"'], ['a;b', '"a;b"'], ['say "x"', '"say ""x"""'], ['a=b', 'a=b'],
  ])('makes %j harmless in a spreadsheet', (name, cell) => {
    expect(nameIn(name)).toContain(`C5:1,${cell},`)
  })

  property.prop([fc.string()])('never starts a cell with what a spreadsheet would calculate', (name) => {
    const [cell = ''] = nameIn(name).slice('1,DEAL_STAGE_5,C5:1,'.length).replace(/^"/, '').split(',', 1)
    expect(cell).not.toMatch(/^[=+@\t\r]|^-(?!\d+$)/)
  })

  it('tells null and empty apart in JSON', () => {
    expect(JSON.parse(exported('json', [stage(1)]))).toEqual([
      { ID: '1', ENTITY_ID: 'DEAL_STAGE_5', STATUS_ID: 'C5:1', NAME: 'Stage 1', NAME_INIT: '', SORT: '10', SYSTEM: 'N', CATEGORY_ID: '5', COLOR: null, SEMANTICS: null },
    ])
  })

  it('keeps a Markdown table a table', () => {
    const [head, rule, row] = exported('markdown', [stage(1, { NAME: 'a|b\n<i>_x_' })]).split('\n')
    expect(head).toBe(`| ${FIELDS.join(' | ')} |`)
    expect(rule).toBe(`| ${FIELDS.map(() => '---').join(' | ')} |`)
    expect(row).toBe(String.raw`| 1 | DEAL\_STAGE\_5 | C5:1 | a\|b<br>\<i\>\_x\_ |  | 10 | N | 5 |  |  |`)
  })
})
