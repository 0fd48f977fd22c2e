import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { B24OAuth, Logger } from '@bitrix24/b24jssdk'
import { snippet, type Form, type Task } from '../../src/crm/snippets'
import { WEBHOOK_SECRET, type Portal } from '../portal/portal'
import { expect, test } from './fixtures'

const WON = { id: 106, entityId: 'DEAL_STAGE', statusId: 'WON' }
const GONE = { ...WON, id: 99_999 }

interface Place {
  portal: Portal
  portalOrigin: string
  record: number
}

/** Puts one's own in place of the placeholders, as the integrator does. */
function filledIn(code: string, { portal, portalOrigin, record }: Place): string {
  return code
    .replaceAll('https://**put_your_bitrix24_address**', portalOrigin)
    .replaceAll('**put_your_user_id_here**', '1')
    .replaceAll('**put_your_webhook_here**', WEBHOOK_SECRET)
    .replaceAll('**put_access_token_here**', portal.issueToken())
    .replaceAll('**put_record_id_here**', String(record))
}

/** Runs code, and gives what it says, errors after the mark `!`. */
type Runner = (code: string, place: Place) => Promise<string>

const inShell: Runner = async (code) => {
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', code]).catch((error: unknown) => error as { stdout: string; stderr: string })
  return stderr ? `!${stderr}${stdout}` : stdout
}

/** With the real SDK: signed in by a token, as an application on a server. */
const withSdk: Runner = async (code, { portal, portalOrigin }) => {
  const $b24 = new B24OAuth({
    applicationToken: 'x', userId: 1, memberId: 'm', accessToken: portal.issueToken(), refreshToken: 'r', expires: Math.floor(Date.now() / 1000) + 3_600,
    expiresIn: 3_600, scope: 'crm', domain: portalOrigin, clientEndpoint: `${portalOrigin}/rest`, serverEndpoint: `${portalOrigin}/rest`, status: 'L',
  }, { clientId: 'a', clientSecret: 'b' })
  $b24.setLogger(new Logger('snippets'))
  return said(`return (async () => {\n${code}\n})()`, { $b24 })
}

/** With a BX24 that answers as the real one does: `error()` and `data()` are methods of the answer. */
const withBx24: Runner = (code, { portal, portalOrigin }) => {
  let asked: Promise<void> = Promise.resolve()
  const BX24 = {
    init: (ready: () => void) => ready(),
    callMethod: (method: string, params: object, done: (answer: object) => void) => {
      const body = JSON.stringify({ ...params, auth: portal.issueToken() })
      asked = fetch(`${portalOrigin}/rest/${method}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
        .then(async (response) => {
          const { result, error, error_description: text } = (await response.json()) as Record<string, unknown>
          done({ error: () => (error === undefined ? false : { toString: () => `${error}: ${text}` }), data: () => result })
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

const RUNNERS: [Form, Runner][] = [
  ['curl-webhook', inShell], ['curl-oauth', inShell], ['js-call-method', withSdk], ['js-actions-v2', withSdk], ['bx24', withBx24],
]

for (const [form, run] of RUNNERS) {
  test.describe(`code pasted from the card: ${form}`, () => {
    let place: Place
    const answer = (task: Task, item = WON): Promise<string> => run(filledIn(snippet(form, task, item), place), place)
    const shell = form.startsWith('curl')

    test.beforeEach(({ portal, world }) => {
      const record = portal.data.records.find((one) => one.title === 'Conference chairs')
      place = { portal, portalOrigin: world.portalOrigin, record: record?.id ?? 0 }
      expect(record?.stageId).toBe('WON')
    })

    test('reads the item', async () => {
      const text = await answer('get')
      expect(JSON.parse(text)).toMatchObject(shell ? { result: { ID: '106', NAME: 'Deal won' } } : { ID: '106', NAME: 'Deal won' })
    })

    test('says that the portal refused', async () => {
      const text = await answer('get', GONE)
      expect(text.startsWith('!')).toBe(true)
    })

    test('finds the records in the stage', async ({ portal }) => {
      const wanted = portal.data.records.filter((one) => one.entityTypeId === 2 && one.stageId === 'WON').map(({ id }) => id)
      expect(wanted.length).toBeGreaterThan(0)
      const told: unknown = JSON.parse(await answer('list'))
      const items = (shell ? (told as { result: { items: unknown } }).result.items : told) as { id: number }[]
      expect(items.map(({ id }) => id)).toEqual(wanted)
    })

    test('moves a record', async ({ portal }) => {
      const text = await answer('move', { id: 107, entityId: 'DEAL_STAGE', statusId: 'LOSE' })
      expect(text).toContain('LOSE')
      expect(portal.data.records.find(({ id }) => id === place.record)?.stageId).toBe('LOSE')
    })

    test('tells whether a record is in the stage', async () => {
      expect((await answer('condition')).trim()).toBe(shell ? 'in this stage' : 'true')
      expect((await answer('condition', { ...WON, statusId: 'LOSE' })).trim()).toBe(shell ? 'not in this stage' : 'false')
      place.portal.addFault({ fault: 'server-internal' })
      expect((await answer('condition')).startsWith('!')).toBe(true)
    })
  })
}
