import { describe, expect, it } from 'vitest'
import { searchable } from '../../src/crm/comparable'
import { meaningOf, suggest, type Known, type NamedDirectory, type Suggestion } from '../../src/crm/suggest'
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
    ['{"result":{"ID":"82","STATUS_ID":"2","CATEGORY_ID":"5"}}', ['id 82']],
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

const opened = (typed: string, exact = false, known = COMPLETE): string | null => {
  const meaning = meaningOf(typed, known, exact)
  return meaning && short(meaning.best)
}

/** What is known, and an item of a name. */
const named = (NAME: string): Known => ({ ...COMPLETE, items: [...ITEMS, stage(950, { NAME })] })

describe('meaningOf', () => {
  it.each([
    ['deal_stage_1', 'DEAL_STAGE_1'],
    ['Sources', 'SOURCE'],
    [' equipment,  used ', 'DYNAMIC_1038_STAGE_38'],
    ['Source', 'SOURCE'],
    ['Deals', 'DEAL_STAGE_1'],
    ['Equipment', 'DYNAMIC_1038_STAGE_37'],
    ['second call', 'name 121'],
    ['nothing like it', null],
    ['', null],
  ])('%j opens %j', (typed, expected) => {
    expect(opened(typed)).toBe(expected)
  })

  it('is an item of exactly that name, before a group of that name, but after a directory of that name', () => {
    expect(opened('Equipment', false, named('Equipment'))).toBe('name 950')
    expect(opened('Deals', false, named('Deals'))).toBe('name 950')
    expect(opened('Rent', false, named('Rent'))).toBe('DEAL_STAGE_1')
  })

  it.each([
    ['1038', 'DYNAMIC_1038_STAGE_37'],
    ['１０３８', 'DYNAMIC_1038_STAGE_37'],
    ['0', 'code 900'],
    ['1', 'code 121'],
    // A part of a code or of a record type's number is not meant.
    ['103', null],
    ['7', null],
  ])('a number that is no ID, %j, opens %j', (typed, expected) => {
    expect(opened(typed, true)).toBe(expected)
  })

  it('is the item of a code before the directories of that record type', () => {
    const items = [...ITEMS, stage(950, { STATUS_ID: '1038' })]
    expect(opened('1038', true, { ...COMPLETE, items })).toBe('code 950')
  })

  it('has what is as good beside it', () => {
    const items = [stage(1, { STATUS_ID: '9' }), stage(2, { STATUS_ID: '9' })]
    expect(meaningOf('9', { ...COMPLETE, items }, true)?.equals.map(short)).toEqual(['code 2'])
    expect(meaningOf('1038', COMPLETE, true)?.equals.map(short)).toEqual(['DYNAMIC_1038_STAGE_38'])
  })

  it.each(['UC_HHGM84', 'C5:UC_1', 'DT1038_37:NEW'])('is the item of a code, whatever its form: %s', (code) => {
    const items = [...ITEMS, stage(950, { STATUS_ID: code })]
    for (const typed of [code, code.toLowerCase(), ` ${code} `]) {
      expect(shortOf(typed, { ...KNOWN, items })).toEqual(['code 950'])
      expect(opened(typed, false, { ...COMPLETE, items })).toBe('code 950')
    }
  })

  const words = fc.constantFrom(
    '9',
    '12',
    'Deals',
    'Rent',
    'C2:9',
    'C2:Rent',
    'DEAL_STAGE_1',
    'deals of old',
    '1038',
    '2',
  )
  const item = fc.record({ STATUS_ID: words, NAME: words })
  const items = fc.array(item, { maxLength: 5 }).map((rows) => rows.map((fields, index) => stage(index + 1, fields)))
  const directory = fc.record({
    entityId: fc.constantFrom('SOURCE', 'DEAL_STAGE_1', 'DYNAMIC_1038_STAGE_37'),
    names: fc.array(words, { maxLength: 2 }),
    groups: fc.array(words, { maxLength: 1 }),
  })
  const directories = fc.uniqueArray(directory, { selector: ({ entityId }) => entityId })
  property([fc.oneof(words, text), items, directories, fc.boolean()])(
    'is the first that is offered',
    (typed, stages, known, complete) => {
      const all: Known = { items: stages, complete, directories: known }
      const [first] = suggest(typed, all).best
      expect(meaningOf(typed, all, false)?.best).toEqual(first)
      const exact = meaningOf(typed, all, true)?.best
      if (exact && first?.kind !== 'id') expect(exact).toEqual(first)
    },
  )
})
