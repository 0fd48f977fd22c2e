import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from './fixtures'

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
/** The calls that the README shows, as they stand there. */
const CALLS = [...README.matchAll(/```sh\n(curl[\s\S]*?)```/g)].map(([, call]) => call ?? '')

test('the README shows two calls', () => {
  expect(CALLS).toHaveLength(2)
})

for (const call of CALLS) {
  test(`the README’s call works: ${call.replaceAll(/\s+/g, ' ').slice(0, 140)}`, async ({ world }) => {
    const { stdout } = await promisify(execFile)('bash', ['-c', call.replaceAll('http://localhost:4173', world.portalOrigin)])
    expect(JSON.parse(stdout)).toMatchObject({ result: { ID: '733', STATUS_ID: 'DT1038_37:SUCCESS' }, time: { duration: expect.any(Number) } })
  })
}

test.describe('REST of the stand-in portal', () => {
  const hook = '/rest/1/standinsecret00'

  test('takes JSON, forms, queries and suffixes alike', async ({ world, portal: _portal, request }) => {
    const url = `${world.portalOrigin}${hook}/crm.status.get`
    const answers = await Promise.all([
      request.post(url, { data: { ID: 733 } }),
      request.post(`${url}.json`, { form: { id: '733' } }),
      request.get(`${url}?id=733`),
    ])
    for (const answer of answers) expect(await answer.json()).toMatchObject({ result: { ID: '733' } })
  })

  test('sends CORS with good answers, errors and preflights', async ({ world, portal: _portal, request }) => {
    const answers = await Promise.all([
      request.post(`${world.portalOrigin}${hook}/scope`),
      request.post(`${world.portalOrigin}/rest/crm.status.get`),
      request.fetch(`${world.portalOrigin}/rest/crm.status.get`, { method: 'OPTIONS', headers: { Origin: world.appOrigin } }),
    ])
    expect(answers.map((answer) => answer.status())).toEqual([200, 401, 200])
    for (const answer of answers) {
      expect(answer.headers()).toMatchObject({
        'access-control-allow-origin': '*', 'access-control-allow-headers': 'origin, content-type, accept', 'x-content-type-options': 'nosniff',
      })
    }
  })

  const ERRORS: [path: string, data: object, status: number, error: string][] = [
    ['/rest/crm.status.get', { id: 733 }, 401, 'NO_AUTH_FOUND'],
    ['/rest/1/wrong/crm.status.get', { id: 733 }, 401, 'INVALID_CREDENTIALS'],
    [`${hook}/crm.status.get`, { id: 0 }, 400, ''],
    [`${hook}/crm.status.get`, { id: 99999 }, 400, ''],
    [`${hook}/crm.status.list`, { filter: { ENTITY_ID: ['SOURCE'] } }, 400, ''],
    [`${hook}/crm.status.entity.items`, {}, 400, ''],
    [`${hook}/crm.item.get`, { entityTypeId: 2, id: 99999 }, 400, 'NOT_FOUND'],
    [`${hook}/crm.category.list`, { entityTypeId: 1 }, 400, 'ENTITY_TYPE_NOT_SUPPORTED'],
    [`${hook}/app.info`, {}, 400, 'ACCESS_DENIED'],
    [`${hook}/placement.bind`, {}, 403, 'WRONG_AUTH_TYPE'],
    [`${hook}/no.such.method`, {}, 404, 'ERROR_METHOD_NOT_FOUND'],
    [`${hook}/toString`, {}, 404, 'ERROR_METHOD_NOT_FOUND'],
  ]
  for (const [path, data, status, error] of ERRORS) {
    test(`${path} ${JSON.stringify(data)}: ${status} ${error}`, async ({ world, portal: _portal, request }) => {
      const answer = await request.post(world.portalOrigin + path, { data })
      expect([answer.status(), await answer.json()]).toEqual([status, { error, error_description: expect.any(String) }])
    })
  }

  test('runs a batch: results of earlier commands, and an end at the first error where that is wanted', async ({ world, portal: _portal, request }) => {
    const cmd = {
      a: 'crm.item.get?entityTypeId=2&id=21',
      b: 'crm.status.list?filter%5BENTITY_ID%5D=DEAL_STAGE&filter%5BSTATUS_ID%5D=%24result%5Ba%5D%5Bitem%5D%5BstageId%5D',
      c: 'crm.status.get?id=99999',
      d: 'scope',
      e: 'batch?cmd[x]=scope',
    }
    const batch = async (halt: number) => {
      const answer = await request.post(`${world.portalOrigin}${hook}/batch`, { data: { halt, cmd } })
      return (await answer.json() as { result: Record<string, Record<string, unknown>> }).result
    }
    const whole = await batch(0)
    expect(whole.result?.b).toEqual([expect.objectContaining({ ID: '101', EXTRA: { SEMANTICS: 'process', COLOR: '#39A8EF' } })])
    expect(Object.keys(whole.result ?? {})).toEqual(['a', 'b', 'd'])
    expect(whole.result_error).toEqual({
      c: { error: '', error_description: 'Status is not found.' },
      e: expect.objectContaining({ error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' }),
    })
    expect(whole.result_total).toEqual({ b: 1 })
    expect(whole.result_next).toEqual([])
    const halted = await batch(1)
    expect(Object.keys(halted.result ?? {})).toEqual(['a', 'b'])
    expect(Object.keys(halted.result_error ?? {})).toEqual(['c'])
  })

  test('binds, lists and unbinds placements, for an administrator’s token alone', async ({ world, portal, request }) => {
    const call = async (method: string, data: object = {}) => {
      const answer = await request.post(`${world.portalOrigin}/rest/${method}`, { data: { ...data, auth: portal.issueToken() } })
      return (await answer.json()) as { result?: unknown; error?: string }
    }
    const place = { PLACEMENT: 'CRM_DEAL_LIST_MENU', HANDLER: 'https://app.example/', TITLE: 'Stage' }
    expect(await call('placement.bind', place)).toMatchObject({ result: true })
    expect(await call('placement.bind', place)).toMatchObject({ error: 'ERROR_CORE' })
    expect(await call('placement.bind', { ...place, PLACEMENT: 'NOWHERE' })).toMatchObject({ error: 'ERROR_PLACEMENT_NOT_FOUND' })
    expect(await call('placement.get')).toMatchObject({ result: [{ placement: 'CRM_DEAL_LIST_MENU', handler: 'https://app.example/', title: 'Stage' }] })
    expect(await call('placement.unbind', { PLACEMENT: 'CRM_DEAL_LIST_MENU' })).toMatchObject({ result: { count: 2 } })
    portal.settings.user = 'employee'
    expect(await call('placement.bind', place)).toMatchObject({ error: 'ACCESS_DENIED' })
  })

  test('knows the directories, their items and their fields', async ({ world, portal: _portal, request }) => {
    const result = async (method: string, data: object = {}) =>
      ((await (await request.post(`${world.portalOrigin}${hook}/${method}`, { data })).json()) as { result: unknown }).result
    expect(await result('crm.status.entity.types')).toEqual(
      expect.arrayContaining([expect.objectContaining({ ID: 'DEAL_STAGE_1', CATEGORY_ID: '1' }), { ID: 'SOURCE', NAME: 'Sources' }]),
    )
    expect(await result('crm.status.entity.items', { entityId: 'QUOTE_STATUS' })).toContainEqual({ NAME: 'Declined', SORT: 40, STATUS_ID: 'DECLAINED' })
    expect(await result('crm.status.fields')).toMatchObject({ ID: { type: 'integer', isReadOnly: true } })
    expect(await result('crm.status.list', { filter: { ENTITY_ID: 'NOWHERE' } })).toEqual([])
    expect(await result('profile')).toMatchObject({ ID: '1', ADMIN: true })
    expect(await result('scope')).toEqual(['crm', 'placement'])
  })
})

test.describe('the portal’s own pages', () => {
  for (const path of ['/', '/crm/lead/', '/crm/deal/kanban/', '/crm/deal/list/?category=1', '/crm/quote/', '/crm/type/31/', '/crm/type/1038/', '/crm/deal/details/21/']) {
    test(path, async ({ page, world, portal: _portal }) => {
      await page.goto(world.portalOrigin + path)
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Page not found')
      await expect(page.getByRole('main')).not.toBeEmpty()
    })
  }

  test('from the start to the stage, as a newcomer goes', async ({ app, page }) => {
    await app.open('/')
    await page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'Stage Card' }).click()
    await app.ask('733')
    await app.expectStage('733')
  })

  test('the panel breaks the next answer', async ({ app, page }) => {
    await app.open()
    await page.getByText('Break things').click()
    await page.getByLabel('fails as').selectOption('server-internal')
    await page.getByRole('button', { name: 'Once' }).click()
    await expect(page.getByTestId('portal-panel')).toContainText('crm.status.get: server-internal')
    await page.getByText('Break things').click()
    await app.ask('733')
    await app.expectError('server')
    await app.get('stage-retry').click()
    await app.expectStage('733')
  })

  test('the panel switches the user’s language', async ({ app, page }) => {
    await app.open()
    await page.getByText('Break things').click()
    await page.getByLabel('User’s language').selectOption('de')
    await expect(app.frame.getByLabel('ID der Phase')).toBeVisible()
  })
})
