import { describe, expect, it } from 'vitest'
import { searchable } from '../../src/crm/comparable'
import { directoryCalled, suggest, type Known, type NamedDirectory, type Suggestion } from '../../src/crm/suggest'
import { fc, property, text } from './fastCheck'
import { stage } from './stageFixture'

const ITEMS = [
  stage(2, { ENTITY_ID: 'SOURCE', STATUS_ID: 'EMAIL', NAME: 'E-mail' }),
  stage(82, { ENTITY_ID: 'STATUS', STATUS_ID: '2', NAME: 'Call back' }),
  stage(83, { ENTITY_ID: 'STATUS', STATUS_ID: 'UC_ZJ55BR', NAME: 'Rest' }),
  stage(120, { ENTITY_ID: 'DEAL_STAGE_2', STATUS_ID: 'C2:UC_LAFJPE', NAME: 'Прозвон' }),
  stage(121, { ENTITY_ID: 'DEAL_STAGE_2', STATUS_ID: 'C2:1', NAME: 'Second call' }),
  stage(122, { ENTITY_ID: 'DEAL_STAGE_2', STATUS_ID: 'C2:UC_1', NAME: '0' }),
  stage(900, { ENTITY_ID: 'STATUS', STATUS_ID: '0', NAME: 'Zero' }),
]

const DIRECTORIES: NamedDirectory[] = [
  { entityId: 'STATUS', names: ['Lead stages'], groups: ['Leads'] },
  { entityId: 'DEAL_STAGE_1', names: ['Rent', 'Deal stages, Rent'], groups: ['Deals'] },
  { entityId: 'DEAL_STAGE_2', names: ['Sale', 'Deal stages, Sale'], groups: ['Deals'] },
  { entityId: 'DYNAMIC_1038_STAGE_37', names: ['General', 'Equipment, General'], groups: ['Equipment'] },
  { entityId: 'DYNAMIC_1038_STAGE_38', names: ['Used', 'Equipment, Used'], groups: ['Equipment'] },
  { entityId: 'SOURCE', names: ['Sources'], groups: ['Lists'] },
]

const KNOWN: Known = { items: ITEMS, complete: false, directories: DIRECTORIES }
const COMPLETE: Known = { ...KNOWN, complete: true }

function short(suggestion: Suggestion): string {
  if (suggestion.kind === 'directory') return suggestion.entityId
  if (suggestion.kind !== 'id') return `${suggestion.kind} ${suggestion.stage.id}`
  return `id ${suggestion.id}${suggestion.stage ? '' : '?'}`
}

const shortOf = (typed: string, known = COMPLETE): string[] => suggest(typed, known).best.map(short)

describe('suggest', () => {
  it.each([
    // An ID and a code are two different things.
    ['2', ['id 2', 'code 82', 'DEAL_STAGE_1', 'DEAL_STAGE_2', 'code 120', 'code 121', 'code 122']],
    ['0', ['code 900', 'name 122', 'DYNAMIC_1038_STAGE_37', 'DYNAMIC_1038_STAGE_38']],
    ['C2:1', ['code 121']],
    ['UC_ZJ55BR', ['code 83']],
    ['uc_lafjpe', ['code 120']],
    ['c2:uc_', ['code 120', 'code 122']],
    ['UC_', ['code 83', 'code 120', 'code 122']],
    ['звон', ['name 120']],
    ['ＣＡＬＬ', ['name 82', 'name 121']],
    [' second   CALL ', ['name 121']],
    // Equipment and Rent start with or are these words.
    ['rent', ['DEAL_STAGE_1']],
    ['DEAL_STAGE_1', ['DEAL_STAGE_1']],
    ['dynamic_1038', ['DYNAMIC_1038_STAGE_37', 'DYNAMIC_1038_STAGE_38']],
    ['equip', ['DYNAMIC_1038_STAGE_37', 'DYNAMIC_1038_STAGE_38']],
    ['1038', ['DYNAMIC_1038_STAGE_37', 'DYNAMIC_1038_STAGE_38']],
    ['https://acme.bitrix24.com/marketplace/view/app/?params[id]=82', ['id 82']],
    ['{"ID":"82"}', ['id 82']],
    ['８２', ['id 82']],
    ['٨٢', ['id 82']],
    ['082', ['id 82']],
    ['nothing like it', []],
    ['.*', []],
    ['', []],
    ['  ', []],
  ])('offers for %j: %j', (typed, expected) => {
    expect(shortOf(typed)).toEqual(expected)
  })

  it('offers an unknown ID first, unless there is certainly no such item', () => {
    expect(shortOf('1', KNOWN).slice(0, 3)).toEqual(['id 1?', 'code 121', 'STATUS'])
    expect(shortOf('1', COMPLETE).slice(0, 2)).toEqual(['code 121', 'STATUS'])
    expect(shortOf('2', KNOWN)[0]).toBe('id 2')
    expect(shortOf('0', KNOWN)[0]).toBe('code 900')
    expect(shortOf('2147483648', KNOWN)).toEqual([])
  })

  it('returns a bounded list, and how many are left out', () => {
    const items = Array.from({ length: 30 }, (_, index) => stage(index + 1, { NAME: 'Same' }))
    const { best, more } = suggest('same', { items, complete: true, directories: [] })
    expect([best.length, more]).toEqual([12, 18])
    expect(suggest('same', { items, complete: true, directories: [] }, 40)).toMatchObject({ more: 0 })
  })

  const item = fc.record({ STATUS_ID: text, NAME: text })
  const items = fc.array(item, { maxLength: 4 }).map((rows) => rows.map((fields, index) => stage(index + 1, fields)))
  property([fc.oneof(text, fc.nat(9).map(String)), items, fc.boolean()])(
    'offers each thing once, and nothing for an empty text',
    (typed, stages, complete) => {
      const { best, more } = suggest(typed, { items: stages, complete, directories: DIRECTORIES })
      const keys = best.map((option) => (option.kind === 'directory' ? option.entityId : short(option).split(' ')[1]))
      expect(new Set(keys).size).toBe(keys.length)
      expect(best.length <= 12 && more >= 0).toBe(true)
      if (searchable(typed) === '') expect(best).toEqual([])
    },
  )

  property([items])('offers each item by its ID, its code and its name', (stages) => {
    const known = { items: stages, complete: true, directories: DIRECTORIES }
    for (const { id, statusId, name } of stages) {
      for (const typed of [String(id), statusId, ` ${name}\n`].filter((query) => searchable(query) !== '')) {
        const found = suggest(typed, known).best
        expect(found.some((option) => option.kind !== 'directory' && option.stage?.id === id)).toBe(true)
      }
    }
  })
})

describe('directoryCalled', () => {
  it.each([
    ['deal_stage_1', 'DEAL_STAGE_1'],
    ['Sources', 'SOURCE'],
    [' equipment,  used ', 'DYNAMIC_1038_STAGE_38'],
    ['Deals', 'DEAL_STAGE_1'],
    ['1038', null],
    ['Source', 'SOURCE'],
    ['Sour', null],
    ['', null],
  ])('%j is %j', (typed, entityId) => {
    expect(directoryCalled(typed, DIRECTORIES)).toBe(entityId)
  })
})
