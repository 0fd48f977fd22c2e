import { runBatch } from './batch.ts'
import { FAULTS, type FaultName, type Reply } from './faults.ts'
import { RestError } from './method.ts'
import { runMethod } from './methods.ts'
import { isRecord, parseQuery, type Params } from './params.ts'
import { WEBHOOK_SECRET, type Portal, type RestCall } from './portal.ts'

/** A REST request, over HTTP or in the same process. */
export interface RestRequest {
  /** Path and query, such as `/rest/crm.status.get?id=733`. */
  address: string
  body: string
  /** The body's Content-Type. */
  contentType: string
}

/**
 * Answers `/rest/<method>[.json]` with a token, and `/rest/<user>/<secret>/<method>[.json]` as a webhook. It does not depend
 * on HTTP, because tests also call it in the same process.
 * @returns the reply, `drop` for a connection lost in the middle of it, or `hang` for no answer
 * @see https://apidocs.bitrix24.com/api-reference/how-to-call-rest-api/general-principles.html
 */
export async function answer(
  portal: Portal,
  { address, body, contentType }: RestRequest,
): Promise<Reply | 'drop' | 'hang'> {
  const url = new URL(address, 'http://portal')
  const params = { ...parseQuery(url.search.slice(1)), ...readBody(contentType, body) }
  const [, , ...path] = url.pathname.split('/')
  const webhook = path.length >= 3
  const method = (webhook ? path.slice(2) : path).join('/').replace(/\.json$/, '')
  const token = typeof params.auth === 'string' ? params.auth : ''
  const { auth: _, bx24_request_id: requestId, bx24_sdk_ver: _version, bx24_sdk_type: _type, ...methodParams } = params

  const isForm = contentType.startsWith('application/x-www-form-urlencoded')
  const call: RestCall = {
    method,
    params: methodParams,
    status: 0,
    auth: webhook ? 'webhook' : token ? 'token' : 'none',
    encoding: isForm ? 'form' : 'json',
  }
  if (typeof requestId === 'string') call.requestId = requestId
  portal.log.push(call)

  const held = await portal.admit(method, methodParams)
  if (portal.settings.delay > 0) await wait(portal.settings.delay)
  if (isForm && portal.settings.refusesForms) {
    call.status = 415
    return { status: 415, body: '<html><h1>Unsupported Media Type</h1></html>', contentType: 'text/html' }
  }
  const refusal = webhook ? refuseWebhook(path[1]) : refuseToken(portal, token)
  if (!refusal) portal.announce(method)
  const fault = held ?? portal.takeFault(method)
  if (fault) call.fault = fault
  const refused = refusal ?? (fault && replaces(fault) ? new RestError(500, '', '') : undefined)
  const original = refused ? { error: refused } : run(portal, method, methodParams, webhook ? 'webhook' : 'token')
  const reply = fault
    ? await applyFault(portal, fault, original)
    : 'error' in original
      ? asReply(original.error)
      : { status: 200, body: JSON.stringify(original) }
  call.status = typeof reply === 'string' ? 0 : reply.status
  return reply
}

type Success = { result: unknown; time: unknown }

function run(
  portal: Portal,
  method: string,
  params: Params,
  auth: 'token' | 'webhook',
): Success | { error: RestError } {
  const started = Date.now()
  const time = () => timeOf(portal, started)
  try {
    const outcome =
      method === 'batch'
        ? { result: runBatch(portal, params, auth, time) }
        : runMethod(method, { portal, params, auth })
    return { ...outcome, time: time() }
  } catch (error) {
    if (error instanceof RestError) return { error }
    throw error
  }
}

/** Whether a fault replaces the answer without reading it. The method must not run then. */
function replaces(fault: FaultName): boolean {
  return FAULTS[fault].apply.length === 0
}

async function applyFault(
  portal: Portal,
  fault: FaultName,
  original: Success | { error: RestError },
): Promise<Reply | 'drop' | 'hang'> {
  const outcome = FAULTS[fault].apply('error' in original ? { result: null, time: null } : original)
  if (outcome === 'unsaved')
    return { status: 200, body: JSON.stringify({ result: true, time: timeOf(portal, Date.now()) }) }
  if (typeof outcome === 'string' || 'status' in outcome) return outcome
  await wait(outcome.after)
  return 'error' in original ? asReply(original.error) : { status: 200, body: JSON.stringify(original) }
}

function refuseToken(portal: Portal, token: string): RestError | undefined {
  const state = portal.tokenState(token)
  if (state === 'good') return undefined
  if (state === 'expired') return new RestError(401, 'expired_token', 'The access token provided has expired.')
  return new RestError(401, 'NO_AUTH_FOUND', 'Wrong authorization data')
}

function refuseWebhook(secret?: string): RestError | undefined {
  return secret === WEBHOOK_SECRET
    ? undefined
    : new RestError(401, 'INVALID_CREDENTIALS', 'Invalid request credentials')
}

function asReply({ status, code, text }: RestError): Reply {
  return { status, body: JSON.stringify({ error: code, error_description: text }) }
}

/** https://apidocs.bitrix24.com/api-reference/data-types.html */
function timeOf(portal: Portal, started: number): object {
  const finished = Date.now()
  const seconds = (finished - started) / 1000 + 0.0152
  return {
    start: started / 1000,
    finish: started / 1000 + seconds,
    duration: seconds,
    processing: seconds / 2,
    date_start: isoDate(started),
    date_finish: isoDate(finished),
    operating_reset_at: Math.floor(finished / 1000) + portal.settings.operatingResetIn,
    operating: portal.settings.operating,
  }
}

function isoDate(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`
}

function readBody(contentType: string, body: string): Params {
  if (body === '') return {}
  if (!contentType.includes('json')) return parseQuery(body)
  try {
    const value: unknown = JSON.parse(body)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
