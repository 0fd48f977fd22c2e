import { describe, expect, it } from 'vitest'
import { addPipeline, fetchMayChange } from '../../../src/api/changes'
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

describe('a pipeline that is added', () => {
  it.each([[5], ['5']])('has the ID %j', async (id) => {
    expect(await addPipeline(answering({ category: { id } }), 2, 'Rent')).toBe(5)
  })

  it.each([[null], [{}], [{ category: {} }], [{ category: { id: 'x' } }]])('has no ID in %j', async (value) => {
    await expect(addPipeline(answering(value), 2, 'Rent')).rejects.toMatchObject({ kind: 'bad-answer' })
  })
})
