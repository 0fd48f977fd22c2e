import type { Opening } from './opening.ts'

/** What the page around the app does for it; a real page in the portal, a record of what was asked in tests of the app. */
export interface HostPage {
  opening: Opening
  /** What the page is to answer now. */
  mood: () => Promise<Opening['host']> | Opening['host']
  /** A new access token. */
  renewToken: () => Promise<string> | string
  keepUserOption: (name: string, value: unknown) => Promise<unknown> | void
  finishInstallation: () => Promise<unknown> | void
  /** Makes the frame as high as the app wants. */
  resize: (height: number) => void
  setTitle: (title: string) => void
  scroll: (top: number) => void
  reload: () => void
  /** Opens a page of the portal beside this one; resolves when it is closed. */
  slide: (path: string) => Promise<void>
}

type Params = Record<string, unknown>
/** Gives the reply's value; `NOTHING` for a reply without one, `SILENCE` for no reply. */
type Command = (params: Params, page: HostPage) => unknown

const NOTHING = Symbol('nothing')
const SILENCE = Symbol('silence')
/** Paths that the app may open. */
const OPENABLE =
  /^\/(crm\/(deal|lead|contact|company|type|quote)\/|marketplace\/|company\/personal\/user\/\d+|workgroups\/group\/\d+)/

const COMMANDS: Record<string, Command> = {
  getInitData: async (_, page) => ((await page.mood()) === 'silent' ? SILENCE : page.opening.init),
  setInstall: (params) => params,
  setInstallFinish: async (_, page) => {
    await page.finishInstallation()
    return SILENCE
  },
  refreshAuth: async (_, page) => {
    if ((await page.mood()) === 'no-refresh') return SILENCE
    return { AUTH_ID: await page.renewToken(), AUTH_EXPIRES: '3600', REFRESH_ID: page.opening.init.REFRESH_ID }
  },
  resizeWindow: ({ width, height }, page) => {
    if (page.opening.slider) return SILENCE
    page.resize(Number(height))
    return { width, height }
  },
  setTitle: onlyOnOwnPage((params, page) => {
    page.setTitle(String(params.title))
    return params
  }),
  setScroll: onlyOnOwnPage((params, page) => {
    page.scroll(Number(params.scroll))
    return params
  }),
  reloadWindow: (_, page) => {
    page.reload()
    return SILENCE
  },
  openPath: ({ path }, page) => {
    const target = new URL(String(path), 'http://portal')
    if (!OPENABLE.test(target.pathname)) return { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' }
    return page.slide(target.pathname + target.search).then(() => ({ result: 'close' }))
  },
  openApplication: (params, page) => {
    const options = Object.fromEntries(Object.entries(params).filter(([key]) => !key.startsWith('bx24_')))
    return page
      .slide(`/marketplace/app/stage-card/?options=${encodeURIComponent(JSON.stringify({ ...options, IFRAME: 'Y' }))}`)
      .then(() => NOTHING)
  },
  setUserOption: async ({ name, value }, page) => {
    const { init } = page.opening
    init.USER_OPTIONS = { ...init.USER_OPTIONS, [String(name)]: value }
    await page.keepUserOption(String(name), value)
    return { name, value }
  },
  setAppOption: (params, { opening }) => (opening.init.IS_ADMIN ? params : SILENCE),
  getInterface: () => ({ command: [], event: [] }),
  reloadData: (_, { opening }) =>
    /_(DETAIL_TAB|DETAIL_ACTIVITY|LIST_MENU)$/.test(opening.init.PLACEMENT) ? NOTHING : SILENCE,
}

function onlyOnOwnPage(command: Command): Command {
  return (params, page) => (page.opening.init.PLACEMENT === 'DEFAULT' ? command(params, page) : SILENCE)
}

/**
 * The portal's side of the frame protocol.
 * @param message what the app has posted to its parent
 * @returns what is to be posted back, `callback:JSON`; null where the portal keeps silent
 */
export async function replyTo(message: unknown, page: HostPage): Promise<string | null> {
  const asked = read(message, page.opening.appSid)
  const command = asked && Object.hasOwn(COMMANDS, asked.command) ? COMMANDS[asked.command] : undefined
  if (!asked || !command) return null
  const value = await command(asked.params, page)
  if (value === SILENCE) return null
  return `${asked.callback}:${value === NOTHING ? '' : JSON.stringify(value)}`
}

/** A message as the app sends it: `command[:JSON]:callback:appSid`, where the JSON may hold colons; or an object. */
function read(data: unknown, sid: string): { command: string; params: Params; callback: string } | null {
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
