import type { Opening } from './opening.ts'

/** What the host page does for the app: a real page in the portal, a recorder in tests. */
export interface HostPage {
  opening: Opening
  /** Whether the page answers at the moment. */
  mood: () => Promise<Opening['host']> | Opening['host']
  /** Issues a new access token. */
  renewToken: () => Promise<string> | string
  keepUserOption: (name: string, value: unknown) => Promise<unknown> | void
  keepAppOption: (name: string, value: unknown) => Promise<unknown> | void
  finishInstallation: () => Promise<unknown> | void
  /** Sets the frame's height. */
  resize: (height: number) => void
  setTitle: (title: string) => void
  scroll: (top: number) => void
  reload: () => void
  /** Opens a page of the portal in a slider; resolves when it is closed. */
  slide: (path: string) => Promise<void>
}

type Params = Record<string, unknown>
/** Returns the reply's value, `NO_VALUE` for an empty reply, or `NO_REPLY`. */
type Command = (params: Params, page: HostPage) => unknown

const NO_VALUE = Symbol('no value')
const NO_REPLY = Symbol('no reply')
/** How paths begin that the app may open. The portal does not look any further, and resolves `..` only then. */
const OPENABLE = {
  present:
    /^\/(crm\/(deal|lead|contact|company|type)\/|marketplace\/|company\/personal\/user\/\d+\/|workgroups\/group\/\d+\/)/,
  older:
    /^\/(crm\/(deal|lead|contact|company)\/|marketplace\/|company\/personal\/user\/\d+\/|workgroups\/group\/\d+\/)/,
}

const COMMANDS: Record<string, Command> = {
  getInitData: async (_, page) => ((await page.mood()) === 'silent' ? NO_REPLY : page.opening.init),
  setInstall: (params) => params,
  setInstallFinish: async (_, page) => {
    await page.finishInstallation()
    return NO_REPLY
  },
  refreshAuth: async (_, page) => {
    if ((await page.mood()) === 'no-refresh') return NO_REPLY
    return { AUTH_ID: await page.renewToken(), AUTH_EXPIRES: '3600', REFRESH_ID: page.opening.init.REFRESH_ID }
  },
  resizeWindow: ({ width, height }, page) => {
    if (page.opening.slider) return NO_REPLY
    page.resize(Number(height))
    return { width, height }
  },
  setTitle: onAppPage((params, page) => {
    page.setTitle(String(params.title))
    return params
  }),
  setScroll: onAppPage((params, page) => {
    page.scroll(Number(params.scroll))
    return params
  }),
  reloadWindow: (_, page) => {
    page.reload()
    return NO_REPLY
  },
  openPath: ({ path }, page) => {
    if (!OPENABLE[page.opening.crm].test(String(path))) return { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' }
    const target = new URL(String(path), 'http://portal')
    return page.slide(target.pathname + target.search).then(() => ({ result: 'close' }))
  },
  openApplication: (params, page) => {
    const options = Object.fromEntries(Object.entries(params).filter(([key]) => !key.startsWith('bx24_')))
    return page
      .slide(`/marketplace/app/stage-card/?options=${encodeURIComponent(JSON.stringify({ ...options, IFRAME: 'Y' }))}`)
      .then(() => NO_VALUE)
  },
  setUserOption: async ({ name, value }, page) => {
    const { init } = page.opening
    init.USER_OPTIONS = { ...init.USER_OPTIONS, [String(name)]: value }
    await page.keepUserOption(String(name), value)
    return { name, value }
  },
  setAppOption: async (params, page) => {
    if (!page.opening.init.IS_ADMIN) return NO_REPLY
    await page.keepAppOption(String(params.name), params.value)
    return params
  },
  getInterface: () => ({ command: [], event: [] }),
  reloadData: (_, { opening }) =>
    /_(DETAIL_TAB|DETAIL_ACTIVITY|LIST_MENU)$/.test(opening.init.PLACEMENT) ? NO_VALUE : NO_REPLY,
}

function onAppPage(command: Command): Command {
  return (params, page) => (page.opening.init.PLACEMENT === 'DEFAULT' ? command(params, page) : NO_REPLY)
}

/**
 * Implements the portal's side of the frame protocol.
 * @param message what the app posted to its parent
 * @returns the reply to post, `callback:JSON`; null for none
 */
export async function replyTo(message: unknown, page: HostPage): Promise<string | null> {
  const request = parseMessage(message, page.opening.appSid)
  const command = request && Object.hasOwn(COMMANDS, request.command) ? COMMANDS[request.command] : undefined
  if (!request || !command) return null
  const value = await command(request.params, page)
  if (value === NO_REPLY) return null
  return `${request.callback}:${value === NO_VALUE ? '' : JSON.stringify(value)}`
}

/** Parses a message: `command[:JSON]:callback:appSid`, where the JSON may contain colons, or an object. */
function parseMessage(data: unknown, sid: string): { command: string; params: Params; callback: string } | null {
  if (typeof data === 'object' && data !== null) {
    const { method, params, callback, appSid } = data as Record<string, unknown>
    if (appSid !== sid) return null
    return { command: String(method), params: (params || {}) as Params, callback: String(callback) }
  }
  if (typeof data !== 'string') return null
  const [command = '', ...rest] = data.split(':')
  const [appSid, callback] = [rest.pop(), rest.pop()]
  if (appSid !== sid || callback === undefined) return null
  try {
    return { command, params: (rest.length ? JSON.parse(rest.join(':')) : {}) as Params, callback }
  } catch {
    return null
  }
}
