import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { crmPage } from './crm.ts'
import { isFault } from './faults.ts'
import { RestError } from './method.ts'
import { isRecord } from './params.ts'
import { html, type Html } from './html.ts'
import { addressOf, answerRest, bodyOf } from './http.ts'
import { layout } from './layout.ts'
import { MOBILE_PATH, openingPage } from './opening.ts'
import type { Portal, Settings } from './portal.ts'
import { keepUserOption } from './userOptions.ts'

/** Serves the portal's origin, except for the scripts of its pages, which have to be compiled first. */
export async function servePortal(portal: Portal, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = addressOf(request)
  if (url.pathname.startsWith('/rest/')) return answerRest(portal, request, response)
  if (url.pathname.startsWith('/~portal/')) return serveInternal(portal, url.pathname.slice(9), request, response)
  if (url.pathname === '/auth/') return changeLanguage(portal, url, response)
  const page = pageOf(portal, url, request.headers.referer)
  const slider = url.searchParams.get('IFRAME') === 'Y'
  send(
    response,
    page ? 200 : 404,
    'text/html',
    layout(portal, { path: url.pathname, slider, ...(page ?? notFound()) }).text,
  )
}

/** Sends a text body with a media type such as `text/css`. */
export function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' })
  response.end(body)
}

function pageOf(portal: Portal, url: URL, referer?: string): { title: string; content: Html } | null {
  if (url.pathname === '/') return { title: 'Welcome', content: welcome() }
  if (/^\/marketplace\/(app|view)\/stage-card\/$/.test(url.pathname) || url.pathname === MOBILE_PATH) {
    const { installing, removed, user } = portal.settings
    if (removed) return null
    const isHidden = installing && user === 'employee'
    return {
      title: 'Stage Card',
      content: isHidden ? notInstalled() : openingPage(portal, url, url.port || '80', referer),
    }
  }
  return crmPage(portal, url, url.port || '80')
}

/** Changes the user's language and leads back, as the portal's language menu does: `/auth/?user_lang=de&backurl=/crm/deal/`. */
function changeLanguage({ settings }: Portal, url: URL, response: ServerResponse): void {
  settings.language = url.searchParams.get('user_lang') ?? settings.language
  const back = new URL(url.searchParams.get('backurl') ?? '/', url)
  response.writeHead(302, { Location: back.pathname + back.search })
  response.end()
}

function welcome(): Html {
  return html`<div class="card welcome"><p>A portal on your own machine, with a small CRM. It communicates with apps as Bitrix24 does.</p>
    <p><a class="button" href="/marketplace/app/stage-card/">Open Stage Card</a></p>
    <p>Type <strong>733</strong> there: the example of the documentation. Or look at the <a href="/crm/deal/">deals</a> first.</p></div>`
}

function notInstalled(): Html {
  return html`<div class="card" data-testid="not-installed"><p>The application is not fully installed yet. Please contact your administrator.</p></div>`
}

function notFound(): { title: string; content: Html } {
  return {
    title: 'Page not found',
    content: html`<div class="card"><p>There is nothing here. <a href="/">To the start</a></p></div>`,
  }
}

/** Serves `/~portal/…`: the style sheet, and the state that the panel and tests read and change. */
async function serveInternal(
  portal: Portal,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body =
    request.method === 'POST' ? (JSON.parse((await bodyOf(request)) || '{}') as Record<string, unknown>) : null
  if (name === 'portal.css')
    return send(response, 200, 'text/css', await readFile(join(import.meta.dirname, name), 'utf8'))
  if (body && name === 'settings') changeSettings(portal.settings, body)
  else if (body && name === 'option') keepUserOption(portal, String(body.name), body.value)
  else if (body && name === 'app-option') portal.appOptions[String(body.name)] = body.value
  else if (body && name === 'faults' && isFault(String(body.fault)))
    portal.addFault(body as unknown as Parameters<Portal['addFault']>[0])
  else if (body && name === 'someone-else') {
    const refusal = letSomeoneElse(portal, body)
    if (refusal) return send(response, 400, 'text/plain', refusal.text)
  } else if (body && name === 'clear') portal.clearFaults()
  else if (body && name === 'expire') portal.expireTokens()
  else if (name === 'token') return send(response, 200, 'text/plain', portal.issueToken())
  const state =
    name === 'settings' ? portal.settings : { settings: portal.settings, faults: portal.faults, log: portal.log }
  send(response, 200, 'application/json', JSON.stringify(state))
}

/**
 * Lets somebody else change an item, or rename a stage of the directory in use.
 * @param change an item's `id` and its new `fields`; or nothing
 * @returns why the portal refuses it, or null
 */
function letSomeoneElse({ someoneElse }: Portal, { id, fields }: Record<string, unknown>): RestError | null {
  try {
    if (id === undefined) someoneElse.renameInUse()
    else someoneElse.change(Number(id), isRecord(fields) ? fields : {})
    return null
  } catch (error) {
    if (error instanceof RestError) return error
    throw error
  }
}

/** Sets known settings, converted to their current type. */
function changeSettings(settings: Settings, changes: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(changes)) {
    const current = Object.hasOwn(settings, name) ? settings[name as keyof Settings] : undefined
    if (typeof current === 'number') Object.assign(settings, { [name]: Number(value) || 0 })
    if (typeof current === 'boolean') Object.assign(settings, { [name]: String(value) === 'true' })
    if (typeof current === 'string') Object.assign(settings, { [name]: String(value) })
  }
}
