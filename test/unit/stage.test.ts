import { describe, expect, it } from 'vitest'
import { FIELDS, parseStage } from '../../src/crm/stage'
import { PortalError } from '../../src/portal/errors'
import { fc, test as property } from './property'

/** The documentation's own example. */
const success = {
  ID: '733', ENTITY_ID: 'DYNAMIC_1038_STAGE_37', STATUS_ID: 'DT1038_37:SUCCESS', NAME: 'Success', NAME_INIT: 'Success',
  SORT: '40', SYSTEM: 'Y', CATEGORY_ID: '37', COLOR: '#00ff00', SEMANTICS: 'S',
}

const valueOf = (stage: ReturnType<typeof parseStage>, name: string) => stage.fields.find((field) => field.name === name)?.value

describe('parseStage', () => {
  it('reads the documentation’s example', () => {
    expect(parseStage(success, 733)).toEqual({
      id: 733,
      entityId: 'DYNAMIC_1038_STAGE_37',
      statusId: 'DT1038_37:SUCCESS',
      name: 'Success',
      renamedFrom: null,
      colour: '#00ff00',
      sort: 40,
      semantics: 'success',
      system: true,
      fields: Object.entries(success).map(([name, value]) => ({ name, value })),
    })
  })

  it('tells null, empty and absent apart', () => {
    const { SORT: _, ...rest } = success
    const stage = parseStage({ ...rest, COLOR: null, CATEGORY_ID: '' }, 733)
    expect([valueOf(stage, 'COLOR'), valueOf(stage, 'CATEGORY_ID'), valueOf(stage, 'SORT')]).toEqual([null, '', undefined])
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
    expect(stage.fields.slice(FIELDS.length)).toEqual([{ name: '__proto__', value: '{"x":1}' }, { name: 'NEW', value: 'y' }])
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

  const field = fc.oneof(fc.string(), fc.jsonValue(), fc.constant('733'))
  property.prop([fc.oneof(fc.jsonValue(), fc.record(Object.fromEntries(FIELDS.map((name) => [name, field])), { requiredKeys: [] }))], 2_000)(
    'gives a Stage or a PortalError, whatever JSON comes',
    (value) => {
      try {
        const stage = parseStage(value, 733)
        expect(stage.id).toBe(733)
        expect(stage.fields.slice(0, FIELDS.length).map(({ name }) => name)).toEqual([...FIELDS])
      } catch (error) {
        expect(error).toBeInstanceOf(PortalError)
      }
    },
  )
})
