// The page around the app: opens it in the frame, and speaks the portal's frame protocol with it.
import type { Opening } from './opening.ts'
import { slide } from './slider.js'

const opening = JSON.parse(document.getElementById('opening')?.textContent ?? '{}') as Opening
const frame = document.querySelector('iframe') as HTMLIFrameElement

type Params = Record<string, unknown>
/** Gives the reply's value; `NOTHING` for a reply without one, `SILENCE` for no reply. */
type Command = (params: Params) => unknown

const NOTHING = Symbol('nothing')
const SILENCE = Symbol('silence')
/** Paths that the app may open. */
const OPENABLE = /^\/(crm\/(deal|lead|contact|company|type|quote)\/|marketplace\/|company\/personal\/user\/\d+|workgroups\/group\/\d+)/

const COMMANDS: Record<string, Command> = {
  getInitData: async () => ((await mood()) === 'silent' ? SILENCE : opening.init),
  setInstall: (params) => params,
  setInstallFinish: async () => {
    await tell('settings', { installing: false })
    location.search = '?install_finished=Y'
    return SILENCE
  },
  refreshAuth: async () => {
    if ((await mood()) === 'no-refresh') return SILENCE
    const token = await (await fetch('/~portal/token')).text()
    return { AUTH_ID: token, AUTH_EXPIRES: '3600', REFRESH_ID: opening.init.REFRESH_ID }
  },
  resizeWindow: ({ width, height }) => {
    if (opening.slider) return SILENCE
    frame.style.minHeight = `${Number(height)}px`
    return { width, height }
  },
  setTitle: onlyOnOwnPage((params) => {
    const title = document.querySelector('h1')
    if (title) title.textContent = String(params.title)
    return params
  }),
  setScroll: onlyOnOwnPage((params) => {
    scrollTo(0, Number(params.scroll))
    return params
  }),
  reloadWindow: () => {
    location.reload()
    return SILENCE
  },
  openPath: ({ path }) => {
    const target = new URL(String(path), location.origin)
    if (!OPENABLE.test(target.pathname)) return { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' }
    return slide(target.pathname + target.search).then(() => ({ result: 'close' }))
  },
  openApplication: (params) => {
    const options = Object.fromEntries(Object.entries(params).filter(([key]) => !key.startsWith('bx24_')))
    return slide(`/marketplace/app/stage-card/?options=${encodeURIComponent(JSON.stringify({ ...options, IFRAME: 'Y' }))}`).then(() => NOTHING)
  },
  setUserOption: async ({ name, value }) => {
    opening.init.USER_OPTIONS = { ...opening.init.USER_OPTIONS, [String(name)]: value }
    await tell('option', { name, value })
    return { name, value }
  },
  setAppOption: (params) => (opening.init.IS_ADMIN ? params : SILENCE),
  getInterface: () => ({ command: [], event: [] }),
  reloadData: () => (/_(DETAIL_TAB|DETAIL_ACTIVITY|LIST_MENU)$/.test(opening.init.PLACEMENT) ? NOTHING : SILENCE),
}

function onlyOnOwnPage(command: Command): Command {
  return (params) => (opening.init.PLACEMENT === 'DEFAULT' ? command(params) : SILENCE)
}

/** What the panel wants of this page; asked for again where it was not to answer, since that may be over. */
async function mood(): Promise<Opening['host']> {
  if (opening.host === 'answers') return opening.host
  const settings = (await (await fetch('/~portal/settings')).json()) as { host: Opening['host'] }
  return settings.host
}

function tell(what: string, value: unknown): Promise<Response> {
  return fetch(`/~portal/${what}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) })
}

/** A message as the app sends it: `command[:JSON]:callback:appSid`, where the JSON may hold colons; or an object. */
function read(data: unknown): { command: string; params: Params; callback: string } | null {
  if (typeof data === 'object' && data !== null) {
    const { method, params, callback, appSid } = data as Record<string, unknown>
    if (appSid !== opening.appSid) return null
    return { command: String(method), params: (params || {}) as Params, callback: String(callback) }
  }
  if (typeof data !== 'string') return null
  const [command = '', ...rest] = data.split(':')
  const [appSid, callback] = [rest.pop(), rest.pop()]
  if (appSid !== opening.appSid || callback === undefined) return null
  try {
    return { command, params: (rest.length ? JSON.parse(rest.join(':')) : {}) as Params, callback }
  } catch {
    return null
  }
}

addEventListener('message', async (event: MessageEvent<unknown>) => {
  if (event.source !== frame.contentWindow || event.origin !== opening.appOrigin) return
  const message = read(event.data)
  const command = message && Object.hasOwn(COMMANDS, message.command) ? COMMANDS[message.command] : undefined
  if (!message || !command) return
  const value = await command(message.params)
  if (value === SILENCE) return
  frame.contentWindow?.postMessage(`${message.callback}:${value === NOTHING ? '' : JSON.stringify(value)}`, opening.appOrigin)
})

if (opening.form === null) {
  frame.src = opening.action
} else {
  const form = document.createElement('form')
  form.hidden = true
  form.method = 'post'
  form.action = opening.action
  form.target = opening.frameName
  for (const [name, value] of Object.entries(opening.form)) {
    const input = document.createElement('input')
    input.name = name
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  form.submit()
  form.remove()
}
