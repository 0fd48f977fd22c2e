import { describe, expect, it } from 'vitest'
import { MAX_ID } from '../../src/crm/id'
import { FIELDS, parseStage, parseStages, type Stage } from '../../src/crm/stage'
import { PortalError } from '../../src/portal/errors'
import { fc, json, looseList, mutationsOf, looseRecord, property, text } from './fastCheck'

/** The example in the documentation of `crm.status.get`. */
const documented = {
  ID: '733',
  ENTITY_ID: 'DYNAMIC_1038_STAGE_37',
  STATUS_ID: 'DT1038_37:SUCCESS',
  NAME: 'Success',
  NAME_INIT: 'Success',
  SORT: '40',
  SYSTEM: 'Y',
  CATEGORY_ID: '37',
  COLOR: '#00ff00',
  SEMANTICS: 'S',
}

const valueOf = (stage: ReturnType<typeof parseStage>, name: string) =>
  stage.fields.find((field) => field.name === name)?.value

/** Checks what holds for every parsed item. */
function expectStage(stage: Stage, sent: unknown): void {
  expect(Number.isInteger(stage.id) && stage.id >= 1 && stage.id <= MAX_ID).toBe(true)
  expect([typeof stage.entityId, typeof stage.statusId, typeof stage.name, typeof stage.system]).toEqual([
    'string',
    'string',
    'string',
    'boolean',
  ])
  expect(stage.color ?? '#000000').toMatch(/^#[0-9a-f]{6}$/)
  expect(stage.sort === null || Number.isInteger(stage.sort)).toBe(true)
  expect(['success', 'failure', 'apology', 'process', null]).toContain(stage.semantics)
  expect(stage.fields.slice(0, FIELDS.length).map(({ name }) => name)).toEqual([...FIELDS])
  for (const { name, value } of stage.fields) {
    const original: unknown = Object.hasOwn(sent as object, name) ? Reflect.get(sent as object, name) : undefined
    expect(value).toBe(
      typeof original === 'string' || original === null || original === undefined
        ? original
        : typeof original === 'number'
          ? String(original)
          : JSON.stringify(original),
    )
  }
}

describe('parseStage', () => {
  it('parses the documented example', () => {
    expect(parseStage(documented, 733)).toEqual({
      id: 733,
      entityId: 'DYNAMIC_1038_STAGE_37',
      statusId: 'DT1038_37:SUCCESS',
      name: 'Success',
      renamedFrom: null,
      color: '#00ff00',
      sort: 40,
      semantics: 'success',
      system: true,
      fields: Object.entries(documented).map(([name, value]) => ({ name, value })),
    })
  })

  it('distinguishes null, empty and missing fields', () => {
    const { SORT: _, ...rest } = documented
    const stage = parseStage({ ...rest, COLOR: null, CATEGORY_ID: '' }, 733)
    expect([valueOf(stage, 'COLOR'), valueOf(stage, 'CATEGORY_ID'), valueOf(stage, 'SORT')]).toEqual([
      null,
      '',
      undefined,
    ])
    expect(stage.fields.map((field) => field.name)).toEqual([...FIELDS])
    expect(stage.sort).toBeNull()
  })

  it.each([
    [{ ID: 733 }, 'ID', '733'],
    [{ SORT: 40 }, 'SORT', '40'],
    [{ SYSTEM: true }, 'SYSTEM', 'true'],
    [{ COLOR: ['#fff'] }, 'COLOR', '["#fff"]'],
    [{ SEMANTICS: { a: 1 } }, 'SEMANTICS', '{"a":1}'],
    [{ EXTRA: { SEMANTICS: 'process', COLOR: '#39A8EF' } }, 'EXTRA', '{"SEMANTICS":"process","COLOR":"#39A8EF"}'],
    [{ NAME: '' }, 'NAME', ''],
  ])('keeps %j as it was sent', (change, name, value) => {
    expect(valueOf(parseStage({ ...documented, ...change }, 733), name)).toBe(value)
  })

  it('sets renamedFrom if the name differs from NAME_INIT', () => {
    expect(parseStage({ ...documented, NAME: 'Done' }, 733).renamedFrom).toBe('Success')
    expect(parseStage({ ...documented, NAME_INIT: '' }, 733).renamedFrom).toBeNull()
    expect(parseStage({ ...documented, NAME_INIT: null }, 733).renamedFrom).toBeNull()
  })

  it('keeps unknown fields, even __proto__', () => {
    const stage = parseStage(
      JSON.parse(JSON.stringify(documented).replace('}', ',"__proto__":{"x":1},"NEW":"y"}')),
      733,
    )
    expect(stage.fields.slice(FIELDS.length)).toEqual([
      { name: '__proto__', value: '{"x":1}' },
      { name: 'NEW', value: 'y' },
    ])
  })

  it.each([
    ['null', null],
    ['false', false],
    ['an array', []],
    ['undefined', undefined],
    ['an empty object', {}],
    ['text', '<html>'],
    ['another item', { ...documented, ID: '734' }],
    ['an ID that is an array', { ...documented, ID: ['733'] }],
    ['an ID with a suffix', { ...documented, ID: '733x' }],
    ['no directory', { ...documented, ENTITY_ID: null }],
    ['an empty directory', { ...documented, ENTITY_ID: '' }],
    ['no code', { ...documented, STATUS_ID: undefined }],
    ['a name that is an object', { ...documented, NAME: {} }],
  ])('rejects %s', (_, value) => {
    expect(() => parseStage(value, 733)).toThrow(expect.objectContaining({ name: 'PortalError', kind: 'bad-answer' }))
  })

  const id = fc.constantFrom<unknown>(
    '733',
    '733',
    733,
    '0733',
    '0',
    '1',
    '2147483647',
    '2147483648',
    '99999999999',
    '-733',
    '7.33e2',
    0,
    -0,
  )
  const item = looseRecord({
    ID: id,
    ENTITY_ID: fc.constantFrom('DEAL_STAGE', 'SOURCE', 'DYNAMIC_1038_STAGE_37'),
    STATUS_ID: text,
    NAME: text,
    NAME_INIT: text,
    SORT: mutationsOf('40', '-10'),
    SYSTEM: fc.constantFrom('Y', 'N'),
    CATEGORY_ID: fc.constantFrom('37', null),
    COLOR: mutationsOf('#39A8EF', '00ff00', '#fff'),
    SEMANTICS: fc.constantFrom('S', 'F', 'P', '', null),
    EXTRA: fc.constantFrom({ SEMANTICS: 'apology' }, [], null),
    NEW: json,
  })

  property([
    fc.oneof({ arbitrary: item, weight: 4 }, { arbitrary: json, weight: 1 }),
    fc.constantFrom(733, 733, 733, 1, 0, MAX_ID, MAX_ID + 1),
  ])('returns the requested item with its original fields or throws PortalError for any JSON', (value, requested) => {
    try {
      const stage = parseStage(value, requested)
      expect(stage.id).toBe(requested)
      expectStage(stage, value)
    } catch (error) {
      if (!(error instanceof PortalError)) throw error
    }
  })

  property([looseList(item)])('parses the valid items of a list or throws PortalError for any JSON', (value) => {
    let stages: Stage[]
    try {
      stages = parseStages(value)
    } catch (error) {
      expect(error).toBeInstanceOf(PortalError)
      expect(value).not.toBeInstanceOf(Array)
      return
    }
    for (const stage of stages) {
      const sent = (value as unknown[]).find((row) => {
        try {
          return parseStage(row, stage.id).fields.every((field, index) => field.value === stage.fields[index]?.value)
        } catch {
          return false
        }
      })
      expectStage(stage, sent)
    }
  })
})
