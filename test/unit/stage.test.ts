import { describe, expect, it } from 'vitest'
import { MAX_ID } from '../../src/crm/id'
import { FIELDS, parseStage, parseStages, type Stage } from '../../src/crm/stage'
import { PortalError } from '../../src/portal/errors'
import { fc, json, listOf, nearly, sloppy, test as property, text } from './property'

/** The documentation's own example. */
const success = {
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

/** What every item must be, whatever the portal said. */
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
    const was: unknown = Object.hasOwn(sent as object, name) ? Reflect.get(sent as object, name) : undefined
    expect(value).toBe(
      typeof was === 'string' || was === null || was === undefined
        ? was
        : typeof was === 'number'
          ? String(was)
          : JSON.stringify(was),
    )
  }
}

describe('parseStage', () => {
  it('reads the documentation’s example', () => {
    expect(parseStage(success, 733)).toEqual({
      id: 733,
      entityId: 'DYNAMIC_1038_STAGE_37',
      statusId: 'DT1038_37:SUCCESS',
      name: 'Success',
      renamedFrom: null,
      color: '#00ff00',
      sort: 40,
      semantics: 'success',
      system: true,
      fields: Object.entries(success).map(([name, value]) => ({ name, value })),
    })
  })

  it('tells null, empty and absent apart', () => {
    const { SORT: _, ...rest } = success
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
  ])('shows %j as it was sent', (change, name, value) => {
    expect(valueOf(parseStage({ ...success, ...change }, 733), name)).toBe(value)
  })

  it('knows the name that was there before', () => {
    expect(parseStage({ ...success, NAME: 'Done' }, 733).renamedFrom).toBe('Success')
    expect(parseStage({ ...success, NAME_INIT: '' }, 733).renamedFrom).toBeNull()
    expect(parseStage({ ...success, NAME_INIT: null }, 733).renamedFrom).toBeNull()
  })

  it('keeps fields that nobody knows, even with a hostile name', () => {
    const stage = parseStage(JSON.parse(JSON.stringify(success).replace('}', ',"__proto__":{"x":1},"NEW":"y"}')), 733)
    expect(stage.fields.slice(FIELDS.length)).toEqual([
      { name: '__proto__', value: '{"x":1}' },
      { name: 'NEW', value: 'y' },
    ])
  })

  it.each([
    ['null', null],
    ['false', false],
    ['a list', []],
    ['nothing', undefined],
    ['an empty object', {}],
    ['text', '<html>'],
    ['another item', { ...success, ID: '734' }],
    ['an ID that is a list', { ...success, ID: ['733'] }],
    ['an ID with more in it', { ...success, ID: '733x' }],
    ['no directory', { ...success, ENTITY_ID: null }],
    ['an empty directory', { ...success, ENTITY_ID: '' }],
    ['no code', { ...success, STATUS_ID: undefined }],
    ['a name that is an object', { ...success, NAME: {} }],
  ])('refuses %s', (_, value) => {
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
  const item = sloppy({
    ID: id,
    ENTITY_ID: fc.constantFrom('DEAL_STAGE', 'SOURCE', 'DYNAMIC_1038_STAGE_37'),
    STATUS_ID: text,
    NAME: text,
    NAME_INIT: text,
    SORT: nearly('40', '-10'),
    SYSTEM: fc.constantFrom('Y', 'N'),
    CATEGORY_ID: fc.constantFrom('37', null),
    COLOR: nearly('#39A8EF', '00ff00', '#fff'),
    SEMANTICS: fc.constantFrom('S', 'F', 'P', '', null),
    EXTRA: fc.constantFrom({ SEMANTICS: 'apology' }, [], null),
    NEW: json,
  })

  property.prop([
    fc.oneof({ arbitrary: item, weight: 4 }, { arbitrary: json, weight: 1 }),
    fc.constantFrom(733, 733, 733, 1, 0, MAX_ID, MAX_ID + 1),
  ])(
    'gives the item asked for, with its fields as they were sent, or a PortalError, whatever JSON comes',
    (value, asked) => {
      try {
        const stage = parseStage(value, asked)
        expect(stage.id).toBe(asked)
        expectStage(stage, value)
      } catch (error) {
        if (!(error instanceof PortalError)) throw error
      }
    },
  )

  property.prop([listOf(item)])(
    'reads of a list what is an item, or gives a PortalError, whatever JSON comes',
    (value) => {
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
            return parseStage(row, stage.id).fields.every((field, at) => field.value === stage.fields[at]?.value)
          } catch {
            return false
          }
        })
        expectStage(stage, sent)
      }
    },
  )
})
