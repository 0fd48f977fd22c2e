import { beforeEach, describe, expect, it } from 'vitest'
import { snippet, type SnippetFormat, type Task } from '../../src/crm/snippets'
import { WEBHOOK_SECRET } from './portal'
import { sdkFor } from './sdk'
import { postJson, startPortal } from './server'
import { inShell } from './shell'

const WON = { id: 106, entityId: 'DEAL_STAGE', statusId: 'WON' }
const GONE = { ...WON, id: 99_999 }

const { portal, origin } = await startPortal()

/** The deal that the pasted code is about. */
let deal: number

beforeEach(() => {
  const record = portal.data.records.find((one) => one.title === 'Conference chairs')
  deal = record?.id ?? 0
  expect(record?.stageId).toBe('WON')
})

/** Puts one's own in place of the placeholders, as the integrator does. */
function filledIn(code: string): string {
  return code
    .replaceAll('https://**put_your_bitrix24_address**', origin)
    .replaceAll('**put_your_user_id_here**', '1')
    .replaceAll('**put_your_webhook_here**', WEBHOOK_SECRET)
    .replaceAll('**put_access_token_here**', portal.issueToken())
    .replaceAll('**put_record_id_here**', String(deal))
}

/** Runs code, and gives what it says, errors after the mark `!`. */
type Runner = (code: string) => Promise<string>

const withCurl: Runner = async (code) => {
  const { stdout, stderr } = await inShell(code)
  return stderr ? `!${stderr}${stdout}` : stdout
}

/** With the real SDK: signed in by a token, as an application on a server. */
const withSdk: Runner = (code) => said(`return (async () => {\n${code}\n})()`, { $b24: sdkFor(portal, origin) })

/** With a BX24 that answers as the real one does: `error()` and `data()` are methods of the answer. */
const withBx24: Runner = (code) => {
  let asked: Promise<void> = Promise.resolve()
  const BX24 = {
    init: (ready: () => void) => ready(),
    callMethod: (method: string, params: object, done: (answer: object) => void) => {
      asked = postJson(`${origin}/rest/${method}`, { ...params, auth: portal.issueToken() }).then(async (response) => {
        const { result, error, error_description: text } = (await response.json()) as Record<string, unknown>
        const refusal = error === undefined ? false : { toString: () => `${error}: ${text}` }
        done({ error: () => refusal, data: () => result })
      })
    },
  }
  return said(`${code}\nreturn asked()`, { BX24, asked: () => asked })
}

async function said(body: string, given: Record<string, unknown>): Promise<string> {
  const lines: string[] = []
  const console = {
    log: (value: unknown) => lines.push(JSON.stringify(value)),
    error: (...values: unknown[]) => lines.push(`!${values.join(' ')}`),
  }
  const names = ['console', ...Object.keys(given)]
  await (new Function(...names, body) as (...values: unknown[]) => Promise<void>)(console, ...Object.values(given))
  return lines.join('\n')
}

describe.each<[SnippetFormat, Runner]>([
  ['curl-webhook', withCurl],
  ['curl-oauth', withCurl],
  ['js-call-method', withSdk],
  ['js-actions-v2', withSdk],
  ['bx24', withBx24],
])('code pasted from the card: %s', (form, run) => {
  const answer = (task: Task, item = WON): Promise<string> => run(filledIn(snippet(form, task, item)))
  const shell = form.startsWith('curl')

  it('reads the item', async () => {
    const item = { ID: '106', NAME: 'Deal won' }
    expect(JSON.parse(await answer('get'))).toMatchObject(shell ? { result: item } : item)
  })

  it('says that the portal refused', async () => {
    expect(await answer('get', GONE)).toMatch(/^!/)
  })

  it('finds the records in the stage', async () => {
    const deals = portal.data.records.filter((one) => one.entityTypeId === 2)
    const wanted = deals.filter((one) => one.stageId === 'WON').map(({ id }) => id)
    expect(wanted.length).toBeGreaterThan(0)
    const told: unknown = JSON.parse(await answer('list'))
    const items = (shell ? (told as { result: { items: unknown } }).result.items : told) as { id: number }[]
    expect(items.map(({ id }) => id)).toEqual(wanted)
  })

  it('moves a record', async () => {
    expect(await answer('move', { id: 107, entityId: 'DEAL_STAGE', statusId: 'LOSE' })).toContain('LOSE')
    expect(portal.data.records.find(({ id }) => id === deal)?.stageId).toBe('LOSE')
  })

  it('tells whether a record is in the stage', async () => {
    expect((await answer('condition')).trim()).toBe(shell ? 'in this stage' : 'true')
    expect((await answer('condition', { ...WON, statusId: 'LOSE' })).trim()).toBe(shell ? 'not in this stage' : 'false')
  })

  it('does not take a refusal for a record in another stage', async () => {
    portal.addFault({ fault: 'server-internal' })
    expect(await answer('condition')).toMatch(/^!/)
  })
})
