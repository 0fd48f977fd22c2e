import { beforeEach, describe, expect, it } from 'vitest'
import { createData } from './data'
import { failureOf } from './failure'
import { ANSWERED, spoil, WRONG_SHAPES } from './faultExpectations'
import { FAULTS } from './faults'
import { WEBHOOK_SECRET } from './portal'
import { call, signIn } from './sdk'
import { postJson, startPortal } from './server'

const { portal, origin } = await startPortal()
beforeEach(() => signIn(portal, origin))

interface Answer {
  status: number
  result?: unknown
  error?: string
  error_description?: string
}

async function ask(method: string, params: object): Promise<Answer> {
  const answer = await postJson(`${origin}/rest/1/${WEBHOOK_SECRET}/${method}`, params)
  return { status: answer.status, ...((await answer.json()) as object) }
}

const add = (fields: object) => ask('crm.status.add', { fields })
const update = (id: unknown, fields: object) => ask('crm.status.update', { id, fields })
const remove = (id: unknown, params?: object) => ask('crm.status.delete', { id, ...(params ? { params } : {}) })
const addPipeline = (entityTypeId: unknown, fields: object) => ask('crm.category.add', { entityTypeId, fields })

/** A new stage of the second pipeline of deals, in progress. */
const STAGE = { ENTITY_ID: 'DEAL_STAGE_1', STATUS_ID: 'TALK', NAME: 'Talk', SORT: 15 }
const LOST = { ...STAGE, STATUS_ID: 'GONE', NAME: 'Gone', SEMANTICS: 'F', SORT: 70 }
const VALUE = { ENTITY_ID: 'SOURCE', STATUS_ID: 'FAIR', NAME: 'Fair' }

/** The first page of a type's section, by the type's number. */
const PAGES: Record<number, string> = { 2: '/crm/deal/', 31: '/crm/type/31/', 1038: '/crm/type/1038/' }

const rowOf = (id: unknown) => portal.data.statuses.find(({ ID }) => ID === String(id))
const codesOf = (entityId: string) =>
  portal.data.statuses.filter((row) => row.ENTITY_ID === entityId).map(({ STATUS_ID }) => STATUS_ID)
const refused = (text: unknown, error = ''): Answer => ({ status: 400, error, error_description: text as string })

/** The fields of an answer's body. */
const keysOf = (answer: Answer) => Object.keys(answer).filter((key) => key !== 'status')

/** Adds a stage without records to the second pipeline. */
async function addEmptyStage(fields: object = STAGE): Promise<number> {
  return Number((await add(fields)).result)
}

// The keys and types of the examples in the documentation.
describe('the documented shape', () => {
  it('of crm.status.add: the new ID as a number', async () => {
    const answer = await add(STAGE)
    expect([keysOf(answer), answer.result]).toEqual([['result', 'time'], expect.any(Number)])
  })

  it('of crm.status.update and crm.status.delete: true', async () => {
    const id = await addEmptyStage()
    for (const answer of [await update(id, { NAME: 'Talks' }), await remove(id)]) {
      expect([keysOf(answer), answer.result]).toEqual([['result', 'time'], true])
    }
  })

  it('of crm.category.add: the pipeline', async () => {
    const answer = await addPipeline(1038, { name: 'Repairs', sort: 50, isDefault: true })
    expect(keysOf(answer)).toEqual(['result', 'time'])
    expect(answer.result).toEqual({
      category: { id: expect.any(Number), name: 'Repairs', sort: 50, entityTypeId: 1038, isDefault: 'Y' },
    })
  })
})

describe('what the portal refuses', () => {
  const before = JSON.stringify(createData().statuses)
  const ORDER = 'No stage in progress can follow the successful one.'
  const REQUIRED = 'The required field “Name” is empty.'
  const SYSTEM = 'CRM System Status can be deleted only if parameter FORCED is specified and equal to "Y".'

  it.each<[title: string, run: () => Promise<Answer>, text: string, code?: string]>([
    ['an item without a directory', () => add({ ...STAGE, ENTITY_ID: '' }), 'The field ENTITY_ID is required.'],
    ['an item without a code', () => add({ ...STAGE, STATUS_ID: '' }), 'The field STATUS_ID is required.'],
    ['no fields', () => ask('crm.status.add', {}), 'The field ENTITY_ID is required.'],
    ['an unknown directory', () => add({ ...STAGE, ENTITY_ID: 'NO' }), 'Specified entity type is not supported.'],
    ['an item without a name', () => add({ ...STAGE, NAME: ' ' }), REQUIRED],
    ['a code that exists', () => add({ ...STAGE, STATUS_ID: 'NEW' }), 'There is an item with this code already.'],
    ['the same with its prefix', () => add({ ...STAGE, STATUS_ID: 'C1:NEW' }), 'There is an item with this code'],
    ['a list value that exists', () => add({ ...VALUE, STATUS_ID: 'CALL' }), 'There is an item with this code'],
    ['letters', () => add({ ...STAGE, STATUS_ID: 'ПРИВЕТ' }), 'Error on creating status.'],
    ['another prefix', () => add({ ...STAGE, STATUS_ID: 'C2:TALK' }), 'Error on creating status.'],
    ['the prefix alone', () => add({ ...STAGE, STATUS_ID: 'C1:' }), 'Error on creating status.'],
    ['23 letters', () => add({ ...STAGE, STATUS_ID: 'X'.repeat(23) }), 'Error on creating status.'],
    [
      '22 letters for leads',
      () => add({ ...STAGE, ENTITY_ID: 'STATUS', STATUS_ID: 'X'.repeat(22) }),
      'Error on creating',
    ],
    ['51 letters in lists', () => add({ ...VALUE, STATUS_ID: 'X'.repeat(51) }), 'Error on creating status.'],
    ['a second success', () => add({ ...STAGE, SEMANTICS: 'S', SORT: 50 }), 'Error on creating status.'],
    ['a stage in progress after success', () => add({ ...STAGE, SORT: 55 }), ORDER],
    ['a failure before success', () => add({ ...LOST, SORT: 45 }), ORDER],
    ['a failure without a SORT', () => add({ ...LOST, SORT: undefined }), ORDER],
    ['moving a stage in progress behind success', () => update(204, { SORT: 51 }), ORDER],
    ['moving success before a stage in progress', () => update(205, { SORT: 39 }), ORDER],
    ['moving failure before success', () => update(206, { SORT: 5 }), ORDER],
    ['an empty name', () => update(202, { NAME: '' }), REQUIRED],
    ['changing no item', () => update(0, {}), 'Invalid identifier.'],
    ['changing an item by its code', () => update('C1:NEW', {}), 'Invalid identifier.'],
    ['changing an unknown item', () => update(2_147_483_647, {}), 'Status is not found.'],
    ['deleting no item', () => remove('x'), 'Invalid identifier.'],
    ['deleting an unknown item', () => remove(2_147_483_647), 'Status is not found.'],
    ['deleting a system stage', () => remove(201), SYSTEM],
    ['deleting a system value', () => remove(501), SYSTEM],
    ['deleting a system stage, half forced', () => remove(201, { FORCED: 'N' }), SYSTEM],
    ['deleting a stage with records', () => remove(202), 'There are active items in this status.'],
    ['forcing the same', () => remove(201, { FORCED: 'Y' }), 'There are active items in this status.'],
    ['a pipeline without a name', () => addPipeline(2, {}), '', 'BX_EMPTY_REQUIRED'],
    ['a pipeline with a long name', () => addPipeline(2, { name: 'x'.repeat(256) }), '', 'BX_INVALID_VALUE'],
    ['a pipeline of leads', () => addPipeline(1, { name: 'x' }), '', 'ENTITY_TYPE_NOT_SUPPORTED'],
    ['a pipeline of estimates', () => addPipeline(7, { name: 'x' }), '', 'ENTITY_TYPE_NOT_SUPPORTED'],
    ['a pipeline of contacts', () => addPipeline(3, { name: 'x' }), '', 'ENTITY_TYPE_NOT_SUPPORTED'],
    ['a pipeline of an unknown type', () => addPipeline(1999, { name: 'x' }), '', 'NOT_FOUND'],
  ])('%s', async (_, run, text, code) => {
    const expected = code ?? (text.startsWith('There is an item') ? 'ERROR_CORE' : '')
    expect(await run()).toEqual(refused(expect.stringContaining(text), expected))
    expect(JSON.stringify(portal.data.statuses)).toBe(before)
  })

  it.each([
    ['de', 'Das Pflichtfeld „Name“ ist leer.'],
    ['ru', 'Не заполнено обязательное поле «Название».'],
    ['ja', REQUIRED],
  ])('is told in the user’s language: %s', async (language, text) => {
    portal.settings.language = language
    expect(await update(202, { NAME: '' })).toEqual(refused(text))
    const others = [await update(206, { SORT: 5 }), await add({ ...STAGE, STATUS_ID: 'NEW' })]
    expect(others.map(({ error }) => error)).toEqual(['', 'ERROR_CORE'])
    expect(others.some(({ error_description: said }) => said?.includes('item') || said?.includes('stage'))).toBe(
      language === 'ja',
    )
  })

  it('the last stage of its kind', async () => {
    portal.data.records.splice(0)
    for (const id of [203, 204, 202]) expect((await remove(id)).result).toBe(true)
    for (const id of [201, 205, 206]) {
      expect(await remove(id, { FORCED: 'Y' })).toEqual(refused('Error on deleting status.'))
    }
    expect(codesOf('DEAL_STAGE_1')).toEqual(['C1:NEW', 'C1:WON', 'C1:LOSE'])
  })
})

describe('rights', () => {
  it.each(['employee', 'installer'] as const)('are checked before all else: %s', async (user) => {
    portal.settings.user = user
    const denied = refused('Access denied.')
    expect(await update(2_147_483_647, {})).toEqual(denied)
    expect(await update('x', {})).toEqual(denied)
    expect(await add({})).toEqual(denied)
    expect(await remove(202)).toEqual(denied)
    expect(await addPipeline(1, {})).toEqual(refused('Access denied', 'ACCESS_DENIED'))
    portal.settings.crmAdmin = true
    expect(await update(2_147_483_647, {})).toEqual(refused('Status is not found.'))
    expect((await update(202, { NAME: 'Talk' })).result).toBe(true)
  })

  it('are told to a form without fields as well', async () => {
    const error = await failureOf(portal, call('crm.status.update', { id: 2_147_483_647, fields: {} }))
    expect([portal.log[0]?.encoding, error.details.text]).toEqual(['form', 'Status is not found.'])
  })
})

describe('a refused delete', () => {
  it('leaves a trace, and so does FORCED', async () => {
    await remove(2_147_483_647)
    await remove(await addEmptyStage())
    expect([portal.refusedDeletes, portal.forcedDeletes]).toEqual([0, 0])
    await remove(202)
    await remove(201, { FORCED: 'Y' })
    expect([portal.refusedDeletes, portal.forcedDeletes]).toEqual([2, 1])
    portal.reset()
    expect([portal.refusedDeletes, portal.forcedDeletes]).toEqual([0, 0])
  })
})

describe('crm.status.add', () => {
  it.each<[title: string, fields: object, row: object]>([
    ['puts the prefix before the code', STAGE, { STATUS_ID: 'C1:TALK', CATEGORY_ID: '1', SYSTEM: 'N', NAME_INIT: '' }],
    ['does not double it', { ...STAGE, STATUS_ID: 'C1:TALK' }, { STATUS_ID: 'C1:TALK' }],
    ['knows no prefix in lists', { ...VALUE, STATUS_ID: 'C1:ы 🎉' }, { STATUS_ID: 'C1:ы 🎉', CATEGORY_ID: null }],
    ['puts 10 as SORT', { ...STAGE, SORT: undefined }, { SORT: '10' }],
    ['takes texts from forms', { ...STAGE, SORT: '12', COLOR: '', SEMANTICS: '' }, { SORT: '12', SEMANTICS: null }],
    ['takes a failure', LOST, { SEMANTICS: 'F', SORT: '70' }],
    ['puts # before a color', { ...STAGE, COLOR: '39A8EF' }, { COLOR: '#39A8EF' }],
    ['cuts colors', { ...STAGE, COLOR: '#0123456789' }, { COLOR: '#012345678' }],
    ['cuts names', { ...STAGE, NAME: '🎉'.repeat(101) }, { NAME: '🎉'.repeat(100) }],
    ['keeps no color in lists', { ...VALUE, COLOR: '#39A8EF', SEMANTICS: 'S' }, { COLOR: null, SEMANTICS: null }],
    ['takes 22 letters', { ...STAGE, STATUS_ID: 'X'.repeat(22) }, { STATUS_ID: `C1:${'X'.repeat(22)}` }],
  ])('%s', async (_, fields, row) => {
    expect(rowOf((await add(fields)).result)).toMatchObject(row)
  })

  it('never gives an ID again', async () => {
    const first = await addEmptyStage()
    await remove(first)
    expect(await addEmptyStage()).toBe(first + 1)
  })
})

describe('crm.status.update', () => {
  it('drops fields that never change, without a word', async () => {
    const { NAME: _, ...same } = { ...rowOf(202) }
    const fields = { NAME: 'Talk', ENTITY_ID: 'SOURCE', STATUS_ID: 'X', CATEGORY_ID: '5', SEMANTICS: 'F', SYSTEM: 'Y' }
    expect((await update(202, fields)).result).toBe(true)
    expect(rowOf(202)).toEqual({ ...same, NAME: 'Talk' })
  })

  it.each([
    [{ COLOR: '' }, { COLOR: '' }],
    [{ COLOR: 'ff0000' }, { COLOR: '#ff0000' }],
    [{ NAME: 'x'.repeat(120) }, { NAME: 'x'.repeat(100) }],
    [{ SORT: '15' }, { SORT: '15' }],
    [{}, {}],
  ])('%j', async (fields, row) => {
    const before = { ...rowOf(202) }
    expect((await update(202, fields)).result).toBe(true)
    expect(rowOf(202)).toEqual({ ...before, ...row })
  })
})

describe('changes are everywhere', () => {
  it('in lists, in the order of SORT and then ID', async () => {
    const id = await addEmptyStage({ ...STAGE, SORT: 20 })
    await update(204, { SORT: 20 })
    portal.data.statuses.reverse()
    const { result } = await ask('crm.status.list', { filter: { ENTITY_ID: 'DEAL_STAGE_1' } })
    const rows = result as { ID: string }[]
    expect(rows.map(({ ID }) => Number(ID))).toEqual([201, 202, 204, id, 203, 205, 206])
    const items = (await ask('crm.status.entity.items', { entityId: 'DEAL_STAGE_1' })).result as { NAME: string }[]
    expect(items.map(({ NAME }) => NAME).slice(1, 4)).toEqual(['Contract', 'Returned', 'Talk'])
    expect((await ask('crm.status.get', { id })).result).toMatchObject({ STATUS_ID: 'C1:TALK' })
  })

  it('on the kanban and for records that move there', async () => {
    const id = await addEmptyStage(LOST)
    const record = portal.data.records.find(({ stageId }) => stageId === 'C1:NEW')
    await ask('crm.item.update', { entityTypeId: 2, id: record?.id, fields: { stageId: 'C1:GONE' } })
    const page = await (await fetch(`${origin}/crm/deal/kanban/category/1/`)).text()
    expect(page).toContain('Gone <span class="count">(1)</span>')
    const filter = { STAGE_ID: 'C1:GONE' }
    expect(await ask('crm.stagehistory.list', { entityTypeId: 2, filter })).toMatchObject({
      result: { items: [{ OWNER_ID: record?.id, STAGE_SEMANTIC_ID: 'F' }] },
    })
    expect(await remove(id)).toEqual(refused('There are active items in this status.'))
  })

  it('records of other types do not keep a stage', async () => {
    const id = await addEmptyStage({ ...STAGE, ENTITY_ID: 'QUOTE_STATUS', STATUS_ID: 'NEW' })
    expect((await remove(id)).result).toBe(true)
  })

  it('plain lists lose values that are in use', async () => {
    expect((await remove(502)).result).toBe(true)
    expect(codesOf('SOURCE')).not.toContain('EMAIL')
  })

  it.each([
    [2, 'DEAL_STAGE_', 'C', ['NEW', 'PREPARATION', 'PREPAYMENT_INVOICE', 'EXECUTING', 'FINAL_INVOICE', 'WON', 'LOSE']],
    [31, 'SMART_INVOICE_STAGE_', 'DT31_', ['NEW', 'PREPARATION', 'CLIENT', 'SUCCESS', 'FAIL']],
    [1038, 'DYNAMIC_1038_STAGE_', 'DT1038_', ['NEW', 'PREPARATION', 'CLIENT', 'SUCCESS', 'FAIL']],
  ])('a new pipeline of type %i has stages of its own', async (entityTypeId, stem, prefix, codes) => {
    const { result } = await addPipeline(entityTypeId, { name: 'Repairs', sort: 50 })
    const { id } = (result as { category: { id: number } }).category
    const directory = { ID: `${stem}${id}`, PREFIX: `${prefix}${id}`, ENTITY_TYPE_ID: entityTypeId }
    expect((await ask('crm.status.entity.types', {})).result).toContainEqual(expect.objectContaining(directory))
    expect(codesOf(directory.ID).slice(0, codes.length)).toEqual(codes.map((code) => `${prefix}${id}:${code}`))
    const list = (await ask('crm.category.list', { entityTypeId })).result as { categories: { id: number }[] }
    expect(list.categories[0]?.id).toBe(id)
    const added = await add({ ENTITY_ID: directory.ID, STATUS_ID: 'MORE', NAME: 'More' })
    expect(rowOf(added.result)).toMatchObject({ STATUS_ID: `${prefix}${id}:MORE`, CATEGORY_ID: String(id) })
    const page = new URL(`${origin}${PAGES[entityTypeId]}kanban/category/${id}/`)
    expect(await (await fetch(page)).text()).toContain('>More <')
  })

  it('only one pipeline of a type is the default one', async () => {
    await addPipeline(1038, { name: 'Repairs', isDefault: 'Y' })
    await addPipeline(1038, { name: 'Sales', isDefault: 'N' })
    const own = portal.data.pipelines.filter(({ entityTypeId }) => entityTypeId === 1038)
    expect(own.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['General', 'N'],
      ['Repairs', 'Y'],
      ['Sales', 'N'],
    ])
    expect(portal.data.pipelines.find(({ id }) => id === 0)?.isDefault).toBe('Y')
  })

  it('of one portal and until it is reset', async () => {
    await update(202, { NAME: 'Talk' })
    await addPipeline(2, { name: 'Repairs' })
    portal.reset()
    const { records: _, history: _history, ...data } = portal.data
    expect(data).toMatchObject({ statuses: createData().statuses, pipelines: createData().pipelines })
  })
})

const post = (value: object) => postJson(`${origin}/~portal/someone-else`, value)

describe('somebody else', () => {
  it('adds, changes and removes by the same rules', () => {
    const { ID } = portal.someoneElse.add(STAGE as never)
    portal.someoneElse.change(Number(ID), { NAME: 'Talks', COLOR: 'ff0000' })
    expect(rowOf(ID)).toMatchObject({ STATUS_ID: 'C1:TALK', NAME: 'Talks', COLOR: '#ff0000' })
    portal.someoneElse.remove(Number(ID))
    expect(rowOf(ID)).toBeUndefined()
    expect(() => portal.someoneElse.remove(202)).toThrow('There are active items in this status.')
  })

  it('comes right before the nth change, alone or in a batch, whatever becomes of it', async () => {
    const seen: string[] = []
    portal.beforeCall(3, () => seen.push(`${rowOf(202)?.NAME}`))
    portal.beforeCall(1, () => seen.push('first'))
    portal.addFault({ fault: 'network-drop', method: 'crm.status.update' })
    await failureOf(portal, call('crm.status.update', { id: 202, fields: { NAME: 'A' } }))
    await ask('crm.status.get', { id: 202 })
    await update(202, { NAME: 'B' })
    const cmd = { one: 'crm.status.update?id=202&fields[NAME]=C', two: 'crm.status.update?id=202&fields[NAME]=D' }
    await ask('batch', { cmd })
    expect([seen, rowOf(202)?.NAME]).toEqual([['first', 'B'], 'D'])
  })

  it('comes before the nth call of a method that only reads', async () => {
    portal.beforeCall(2, () => portal.someoneElse.change(202, { NAME: 'Foreign' }), 'crm.status.get')
    const names = []
    for (let times = 0; times < 3; times += 1) names.push((await ask('crm.status.get', { id: 202 })).result)
    expect(names).toMatchObject([{ NAME: 'Contract' }, { NAME: 'Foreign' }, { NAME: 'Foreign' }])
  })

  it('does not come any more after a reset', async () => {
    portal.beforeCall(1, () => portal.someoneElse.change(202, { NAME: 'Foreign' }))
    portal.reset()
    await update(203, { NAME: 'Talk' })
    expect(rowOf(202)?.NAME).toBe('Contract')
  })

  it('renames a stage of the directory in use when the panel says so', async () => {
    await post({})
    expect(rowOf(101)?.NAME).toBe('New (2)')
    await ask('crm.status.list', { filter: { ENTITY_ID: 'DEAL_STAGE_1' } })
    await post({})
    await post({})
    await ask('crm.status.get', { id: 733 })
    await post({})
    expect([rowOf(201)?.NAME, rowOf(730)?.NAME]).toEqual(['Request (3)', 'Start (2)'])
  })

  it('changes an item when the panel’s address says which', async () => {
    await post({ id: 202, fields: { NAME: 'Foreign' } })
    expect(rowOf(202)?.NAME).toBe('Foreign')
    const answer = await post({ id: 204, fields: { SORT: 99 } })
    expect([answer.status, await answer.text()]).toEqual([400, 'No stage in progress can follow the successful one.'])
  })
})

/** A change by each method, and whether it was made. */
const CHANGES: [method: string, params: object, isDone: () => boolean][] = [
  ['crm.status.add', { fields: STAGE }, () => codesOf('DEAL_STAGE_1').includes('C1:TALK')],
  ['crm.status.update', { id: 202, fields: { NAME: 'Talk' } }, () => rowOf(202)?.NAME === 'Talk'],
  ['crm.status.delete', { id: 502 }, () => rowOf(502) === undefined],
  ['crm.category.add', { entityTypeId: 2, fields: { name: 'Repairs' } }, () => portal.data.pipelines.length === 5],
]

describe.each(CHANGES)('a faulty answer to %s', (method, params, isDone) => {
  it.each(ANSWERED.filter((fault) => !WRONG_SHAPES.includes(fault)))('%s', async (fault) => {
    spoil(portal, fault, method)
    expect(await failureOf(portal, call(method, params as never))).toMatchObject({ kind: FAULTS[fault].group })
    // Some faults lose the answer to a change that was made.
    expect(isDone()).toBe(FAULTS[fault].apply.length > 0)
  })

  it.each(WRONG_SHAPES)('%s', async (fault) => {
    spoil(portal, fault, method)
    await call(method, params as never)
    expect([isDone(), portal.log[0]?.fault]).toEqual([true, fault])
  })

  it.each([
    ['network-drop', false],
    ['network-answer', true],
  ] as const)('%s: the change is made: %s', async (fault, done) => {
    spoil(portal, fault, method)
    expect(await failureOf(portal, call(method, params as never))).toMatchObject({ kind: 'network' })
    expect(isDone()).toBe(done)
  })

  it('unsaved: true, and nothing is changed', async () => {
    portal.addFault({ fault: 'unsaved', method })
    expect((await call(method, params as never)).value).toBe(true)
    expect(isDone()).toBe(false)
    await call(method, params as never)
    expect(isDone()).toBe(true)
  })
})

const rename = (NAME: string) => call('crm.status.update', { id: 202, fields: { NAME } })

describe('a fault after good answers', () => {
  const names = ['A', 'B', 'C', 'D']
  const statuses = async () => {
    const answers = []
    for (const NAME of names) answers.push((await update(202, { NAME })).status)
    return answers
  }

  it('hits the third call of a method, and calls of others do not count', async () => {
    portal.addFault({ fault: 'server-internal', method: 'crm.status.update', after: 2 })
    await ask('crm.status.get', { id: 202 })
    expect(await statuses()).toEqual([200, 200, 500, 200])
  })

  it.each(['auth-expired', 'auth-none', 'network-drop'] as const)('hits one request of the app: %s', async (fault) => {
    spoil(portal, fault, 'crm.status.update', 1)
    await rename('A')
    expect(await failureOf(portal, rename('B'))).toMatchObject({ kind: FAULTS[fault].group })
    expect(portal.faults).toEqual([])
    await rename('C')
    expect(rowOf(202)?.NAME).toBe('C')
  })

  it('counts calls that fail for another reason', async () => {
    portal.addFault({ fault: 'server-internal', method: 'crm.status.update', after: 1 })
    portal.addFault({ fault: 'plan', method: 'crm.status.update' })
    portal.addFault({ fault: 'blocked', after: 2 })
    expect(await statuses()).toEqual([403, 500, 503, 200])
    expect(portal.faults).toEqual([])
  })
})
