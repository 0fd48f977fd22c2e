import { describe, expect, it } from 'vitest'
import { addPipeline, fetchAfter, fetchMayChange } from '../../../src/api/changes'
import type { Step } from '../../../src/crm/change/types'
import { parseStages } from '../../../src/crm/stage'
import type { Call } from '../../../src/portal/call'

/** A call that answers with a value, whatever is asked. */
const answering =
  (value: unknown): Call =>
  () =>
    Promise.resolve({ value, seconds: null, requestId: '', more: false, total: 0, raw: null })

const refused = (error: string, error_description: string) => ({ result_error: { may: { error, error_description } } })

describe('whether this person may change directories', () => {
  it.each([
    ['Status is not found.', true],
    ['Access denied.', false],
    ['The field FIELDS is required.', true],
  ])('is told by %j', async (text, may) => {
    expect(await fetchMayChange(answering(refused('', text)))).toBe(may)
    expect(await fetchMayChange(answering(refused('0', text)))).toBe(may)
  })

  it.each([
    ['QUERY_LIMIT_EXCEEDED', 'limit'],
    ['INTERNAL_SERVER_ERROR', 'server'],
    ['insufficient_scope', 'scope'],
  ])('is not known after %s', async (code, kind) => {
    await expect(fetchMayChange(answering(refused(code, '')))).rejects.toMatchObject({ kind })
  })

  it.each([[null], [[]], [{ result: { may: true } }]])('is not known from %j', async (value) => {
    await expect(fetchMayChange(answering(value))).rejects.toMatchObject({ kind: 'bad-answer' })
  })
})

/** A row of a plain list; two have the same SORT. */
const row = (id: number, fields: object = {}) => {
  const [ID, SORT] = [String(id), String(10 * Math.ceil(id / 2))]
  return { ID, ENTITY_ID: 'SOURCE', STATUS_ID: `S${id}`, NAME: `Source ${id}`, SORT, COLOR: null, ...fields }
}

describe('a large directory after a step', () => {
  const before = parseStages(Array.from({ length: 60 }, (_, index) => row(index + 1)))
  const step: Step = { act: 'rename', code: 'S3', id: 3, before: 'Source 3', after: 'Web' }

  it('has what the portal has of its item, in its place', async () => {
    const after = await fetchAfter(answering([row(3, { NAME: 'Web', COLOR: '#ff0000' })]), 'SOURCE', before, step)
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(after[2]).toMatchObject({ name: 'Web', color: '#ff0000' })
    expect(after.toSpliced(2, 1)).toEqual(before.toSpliced(2, 1))
  })

  it('has an item that was added, with the color that the portal gave to it', async () => {
    const item = { code: 'NEW', name: 'New', color: null, outcome: null }
    const added = row(99, { STATUS_ID: 'NEW', NAME: 'New', SORT: '5', COLOR: '#00ff00' })
    const add: Step = { act: 'add', code: 'NEW', item, sort: 5 }
    const [first, ...others] = await fetchAfter(answering([added]), 'SOURCE', before, add)
    expect(first).toMatchObject({ id: 99, color: '#00ff00' })
    expect(others).toEqual(before)
  })

  it('has no item that was deleted', async () => {
    expect(await fetchAfter(answering([]), 'SOURCE', before, step)).toEqual(before.toSpliced(2, 1))
  })
})

describe('a pipeline that is added', () => {
  it.each([[5], ['5']])('has the ID %j', async (id) => {
    expect(await addPipeline(answering({ category: { id } }), 2, 'Rent')).toBe(5)
  })

  it.each([[null], [{}], [{ category: {} }], [{ category: { id: 'x' } }]])('has no ID in %j', async (value) => {
    await expect(addPipeline(answering(value), 2, 'Rent')).rejects.toMatchObject({ kind: 'bad-answer' })
  })
})
