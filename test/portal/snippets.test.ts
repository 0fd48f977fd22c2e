import { beforeEach, describe, expect, it } from 'vitest'
import { snippet, type SnippetFormat, type Task } from '../../src/crm/snippets'
import { WEBHOOK_SECRET } from './portal'
import { sdkFor } from './sdk'
import { postJson, startPortal } from './server'
import { inShell } from './shell'

const WON = { id: 106, entityId: 'DEAL_STAGE', statusId: 'WON' }
const DELETED = { ...WON, id: 99_999 }

const { portal, origin } = await startPortal()

/** The ID of the deal that the pasted code uses. */
let deal: number

beforeEach(() => {
  const record = portal.data.records.find(({ title }) => title === 'Conference chairs')
  deal = record?.id ?? 0
  expect(record?.stageId).toBe('WON')
})

/** Fills in the placeholders, as an integrator does. */
function fillIn(code: string): string {
  return code
    .replaceAll('https://**put_your_bitrix24_address**', origin)
    .replaceAll('**put_your_user_id_here**', '1')
    .replaceAll('**put_your_webhook_here**', WEBHOOK_SECRET)
    .replaceAll('**put_access_token_here**', portal.issueToken())
    .replaceAll('**put_record_id_here**', String(deal))
}

/** Runs code and returns its output, with `!` before errors. */
type Runner = (code: string) => Promise<string>

const withCurl: Runner = async (code) => {
  const { stdout, stderr } = await inShell(code)
  return stderr ? `!${stderr}${stdout}` : stdout
}

/** Uses the real SDK with a token, as an application on a server does. */
const withSdk: Runner = (code) => outputOf(`return (async () => {\n${code}\n})()`, { $b24: sdkFor(portal, origin) })

/** Uses a BX24 with the API of the real one: the answer has the methods `error()` and `data()`. */
const withBx24: Runner = (code) => {
  let pending: Promise<void> = Promise.resolve()
  const BX24 = {
    init: (ready: () => void) => ready(),
    callMethod: (method: string, params: object, callback: (answer: object) => void) => {
      pending = postJson(`${origin}/rest/${method}`, { ...params, auth: portal.issueToken() }).then(
        async (response) => {
          const { result, error, error_description: text } = (await response.json()) as Record<string, unknown>
          const failure = error === undefined ? false : { toString: () => `${error}: ${text}` }
          callback({ error: () => failure, data: () => result })
        },
      )
    },
  }
  return outputOf(`${code}\nreturn pending()`, { BX24, pending: () => pending })
}

/** Runs JavaScript with the given variables, and returns what it logs. */
async function outputOf(body: string, variables: Record<string, unknown>): Promise<string> {
  const lines: string[] = []
  const console = {
    log: (value: unknown) => lines.push(JSON.stringify(value)),
    error: (...values: unknown[]) => lines.push(`!${values.join(' ')}`),
  }
  const names = ['console', ...Object.keys(variables)]
  await (new Function(...names, body) as (...values: unknown[]) => Promise<void>)(console, ...Object.values(variables))
  return lines.join('\n')
}

describe.each<[SnippetFormat, Runner]>([
  ['curl-webhook', withCurl],
  ['curl-oauth', withCurl],
  ['js-call-method', withSdk],
  ['js-actions-v2', withSdk],
  ['bx24', withBx24],
])('a pasted snippet as %s', (format, run) => {
  const answer = (task: Task, item = WON): Promise<string> => run(fillIn(snippet(format, task, item)))
  const shell = format.startsWith('curl')

  it('reads the item', async () => {
    const item = { ID: '106', NAME: 'Deal won' }
    expect(JSON.parse(await answer('get'))).toMatchObject(shell ? { result: item } : item)
  })

  it('reports an error of the portal', async () => {
    expect(await answer('get', DELETED)).toMatch(/^!/)
  })

  it('finds the records in the stage', async () => {
    const deals = portal.data.records.filter(({ entityTypeId }) => entityTypeId === 2)
    const expected = deals.filter(({ stageId }) => stageId === 'WON').map(({ id }) => id)
    expect(expected.length).toBeGreaterThan(0)
    const output: unknown = JSON.parse(await answer('list'))
    const items = (shell ? (output as { result: { items: unknown } }).result.items : output) as { id: number }[]
    expect(items.map(({ id }) => id)).toEqual(expected)
  })

  it('moves a record', async () => {
    expect(await answer('move', { id: 107, entityId: 'DEAL_STAGE', statusId: 'LOSE' })).toContain('LOSE')
    expect(portal.data.records.find(({ id }) => id === deal)?.stageId).toBe('LOSE')
  })

  it('checks whether a record is in the stage', async () => {
    expect((await answer('condition')).trim()).toBe(shell ? 'in this stage' : 'true')
    expect((await answer('condition', { ...WON, statusId: 'LOSE' })).trim()).toBe(shell ? 'not in this stage' : 'false')
  })

  it('does not mistake an error for a different stage', async () => {
    portal.addFault({ fault: 'server-internal' })
    expect(await answer('condition')).toMatch(/^!/)
  })
})
