import { describe, expect, it } from 'vitest'
import { WEBHOOK_SECRET } from './portal'
import { postJson, startPortal } from './server'

const { portal, origin } = await startPortal()
const hook = `/rest/1/${WEBHOOK_SECRET}`

/** Calls a method through the webhook and returns its result. */
async function resultOf(method: string, data: object = {}): Promise<unknown> {
  const answer = await postJson(`${origin}${hook}/${method}`, data)
  return ((await answer.json()) as { result: unknown }).result
}

describe('the setting for lists as objects', () => {
  it('leaves gaps between the keys, at any depth, and empty lists as they are', async () => {
    portal.settings.listsAsObjects = true
    try {
      const items = (await resultOf('crm.status.list', { filter: { ENTITY_ID: 'STATUS' } })) as object
      expect(Object.keys(items)).toEqual(['1', '3', '5', '7', '9'])
      expect(items).toMatchObject({ 1: { STATUS_ID: 'NEW' } })
      const { categories } = (await resultOf('crm.category.list', { entityTypeId: 2 })) as { categories: object }
      expect(Object.keys(categories)[0]).toBe('1')
      const cmd = { none: 'crm.status.list?filter[ENTITY_ID]=NO_SUCH', some: 'scope' }
      expect(await resultOf('batch', { cmd })).toMatchObject({ result: { none: [], some: { 1: 'crm' } } })
    } finally {
      portal.settings.listsAsObjects = false
    }
  })
})

describe('a call', () => {
  const url = `${origin}${hook}/crm.status.get`

  it.each<[string, string, RequestInit]>([
    ['JSON', url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"ID":733}' }],
    ['a form, with a suffix', `${url}.json`, { method: 'POST', body: new URLSearchParams({ id: '733' }) }],
    ['a query', `${url}?id=733`, {}],
  ])('is accepted as %s', async (_, address, request) => {
    const answer = await fetch(address, request)
    expect(await answer.json()).toMatchObject({ result: { ID: '733' } })
  })

  it.each<[string, string, RequestInit, number]>([
    ['a successful answer', `${hook}/scope`, { method: 'POST' }, 200],
    ['an error', '/rest/crm.status.get', { method: 'POST' }, 401],
    [
      'a preflight answer',
      '/rest/crm.status.get',
      { method: 'OPTIONS', headers: { Origin: 'http://app.example' } },
      200,
    ],
  ])('gets CORS headers with %s', async (_, path, request, status) => {
    const answer = await fetch(origin + path, request)
    expect([answer.status, Object.fromEntries(answer.headers)]).toMatchObject([
      status,
      {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': 'origin, content-type, accept',
        'x-content-type-options': 'nosniff',
      },
    ])
  })

  it.each<[path: string, data: object, status: number, error: string]>([
    ['/rest/crm.status.get', { id: 733 }, 401, 'NO_AUTH_FOUND'],
    ['/rest/1/wrong/crm.status.get', { id: 733 }, 401, 'INVALID_CREDENTIALS'],
    [`${hook}/crm.status.get`, { id: 0 }, 400, ''],
    [`${hook}/crm.status.get`, { id: 99_999 }, 400, ''],
    [`${hook}/crm.status.list`, { filter: { ENTITY_ID: ['SOURCE'] } }, 400, ''],
    [`${hook}/crm.status.entity.items`, {}, 400, ''],
    [`${hook}/crm.item.get`, { entityTypeId: 2, id: 99_999 }, 400, 'NOT_FOUND'],
    [`${hook}/crm.category.list`, { entityTypeId: 1 }, 400, 'ENTITY_TYPE_NOT_SUPPORTED'],
    [`${hook}/app.info`, {}, 400, 'ACCESS_DENIED'],
    [`${hook}/placement.bind`, {}, 403, 'WRONG_AUTH_TYPE'],
    [`${hook}/no.such.method`, {}, 404, 'ERROR_METHOD_NOT_FOUND'],
    [`${hook}/toString`, {}, 404, 'ERROR_METHOD_NOT_FOUND'],
  ])('%s %j fails with %i "%s"', async (path, data, status, error) => {
    const answer = await postJson(origin + path, data)
    expect([answer.status, await answer.json()]).toEqual([status, { error, error_description: expect.any(String) }])
  })
})

describe('a batch', () => {
  const cmd = {
    a: 'crm.item.get?entityTypeId=2&id=21',
    b: 'crm.status.list?filter%5BENTITY_ID%5D=DEAL_STAGE&filter%5BSTATUS_ID%5D=%24result%5Ba%5D%5Bitem%5D%5BstageId%5D',
    c: 'crm.status.get?id=99999',
    d: 'scope',
    e: 'batch?cmd[x]=scope',
  }
  const batch = async (halt: number) =>
    (await resultOf('batch', { halt, cmd })) as Record<string, Record<string, unknown>>

  it('uses the results of earlier commands, and continues after an error', async () => {
    const complete = await batch(0)
    const EXTRA = { SEMANTICS: 'process', COLOR: '#39A8EF' }
    expect(complete.result?.b).toEqual([expect.objectContaining({ ID: '101', EXTRA })])
    expect(Object.keys(complete.result ?? {})).toEqual(['a', 'b', 'd'])
    expect(complete.result_error).toEqual({
      c: { error: '', error_description: 'Status is not found.' },
      e: expect.objectContaining({ error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' }),
    })
    expect(complete.result_total).toEqual({ b: 1 })
    expect(complete.result_next).toEqual([])
  })

  it('stops at the first error if halt is set', async () => {
    const halted = await batch(1)
    expect(Object.keys(halted.result ?? {})).toEqual(['a', 'b'])
    expect(Object.keys(halted.result_error ?? {})).toEqual(['c'])
  })
})

it('only an administrator’s token can bind, list and unbind placements', async () => {
  const call = async (method: string, data: object = {}): Promise<unknown> =>
    (await postJson(`${origin}/rest/${method}`, { ...data, auth: portal.issueToken() })).json()
  const binding = { PLACEMENT: 'CRM_DEAL_LIST_MENU', HANDLER: 'https://app.example/', TITLE: 'Stage' }
  expect(await call('placement.bind', binding)).toMatchObject({ result: true })
  expect(await call('placement.bind', binding)).toMatchObject({ error: 'ERROR_CORE' })
  const unknown = { ...binding, PLACEMENT: 'NOWHERE' }
  expect(await call('placement.bind', unknown)).toMatchObject({ error: 'ERROR_PLACEMENT_NOT_FOUND' })
  expect(await call('placement.get')).toMatchObject({
    result: [{ placement: 'CRM_DEAL_LIST_MENU', handler: 'https://app.example/', title: 'Stage' }],
  })
  expect(await call('placement.unbind', { PLACEMENT: 'CRM_DEAL_LIST_MENU' })).toMatchObject({ result: { count: 2 } })
  expect(await call('placement.get')).toMatchObject({ result: [] })
  portal.settings.user = 'employee'
  expect(await call('placement.bind', binding)).toMatchObject({ error: 'ACCESS_DENIED' })
})

it.each<[string, object, unknown]>([
  [
    'crm.status.entity.types',
    {},
    expect.arrayContaining([
      expect.objectContaining({ ID: 'DEAL_STAGE_1', CATEGORY_ID: '1' }),
      { ID: 'SOURCE', NAME: 'Sources' },
    ]),
  ],
  [
    'crm.status.entity.items',
    { entityId: 'QUOTE_STATUS' },
    expect.arrayContaining([{ NAME: 'Declined', SORT: 40, STATUS_ID: 'DECLAINED' }]),
  ],
  [
    'crm.status.fields',
    {},
    expect.objectContaining({
      ID: expect.objectContaining({ type: 'integer', isReadOnly: true }),
    }),
  ],
  ['crm.status.list', { filter: { ENTITY_ID: 'NOWHERE' } }, []],
  ['profile', {}, expect.objectContaining({ ID: '1', ADMIN: true })],
  ['scope', {}, ['crm', 'placement']],
])('%s %j returns the documented result', async (method, data, expected) => {
  expect(await resultOf(method, data)).toEqual(expected)
})
