import type { B24Frame } from '@bitrix24/b24jssdk'
import { openingOf } from '../portal/opening'
import { createPortal, type Portal } from '../portal/portal'
import { replyTo, type HostPage } from '../portal/protocol'
import { answer } from '../portal/rest'

/** The portal of this page: the stand-in of `npm start`, in the same process. */
export const portal: Portal = createPortal()

/** What the portal's page was asked for. */
export interface Host extends HostPage {
  heights: number[]
  scrolls: number[]
  slid: string[]
  reloads: number
  installed: boolean
}

/** How the page is shown, where that is not as a portal does it. */
export interface Embedding {
  /** In a tab of its own: nothing is around it. */
  alone?: boolean
  /** The frame's name, as whoever embeds the app gives it. */
  frameName?: string
}

let frames: B24Frame[] = []
let host: Host

/** Milliseconds for a message from one window to the other: never at once, as in life. */
const nextTurn = () => new Promise<void>((resolve) => queueMicrotask(resolve))

/**
 * Shows this page in the portal's frame: its name and its parent are what the portal makes them.
 * @param path of the portal's page, such as `/marketplace/view/stage-card/?params[id]=733`
 */
export function enterFrame(path: string, { alone = false, frameName }: Embedding = {}): Host {
  const url = new URL(path, window.location.origin)
  const opening = openingOf(portal, url, url.port || '80')
  host = {
    opening,
    heights: [], scrolls: [], slid: [], reloads: 0, installed: false,
    mood: () => portal.settings.host,
    renewToken: () => portal.issueToken(),
    keepUserOption: (name, value) => void (portal.userOptions[name] = value),
    finishInstallation: () => {
      host.installed = true
      portal.settings.installing = false
    },
    resize: (height) => host.heights.push(height),
    setTitle: () => undefined,
    scroll: (top) => host.scrolls.push(top),
    reload: () => (host.reloads += 1),
    slide: (opened) => {
      host.slid.push(opened)
      return Promise.resolve()
    },
  }
  const { origin } = window.location
  const parent = {
    postMessage: async (message: unknown) => {
      const asked = host
      await nextTurn()
      const reply = await replyTo(message, asked)
      if (reply !== null) window.dispatchEvent(new MessageEvent('message', { data: reply, origin }))
    },
  }
  window.name = frameName ?? opening.frameName
  Object.defineProperty(window, 'parent', { value: alone ? window : parent, configurable: true })
  return host
}

/** The SDK's own frame, whose handshake and requests come to {@link portal}. */
export async function freshFrame(Frame: typeof B24Frame, options: object): Promise<B24Frame> {
  const [DOMAIN = '', protocol, APP_SID = ''] = window.name.split('|')
  const frame = new Frame({ DOMAIN, PROTOCOL: protocol === '1', APP_SID, LANG: null } as never, options as never)
  frames.push(frame)
  await frame.init()
  const { defaults } = frame.getHttpClient('v2' as never).ajaxClient
  Object.assign(defaults, { adapter: 'fetch', env: { ...defaults.env, fetch: fetchOf(frame) } })
  return frame
}

/** Ends what the frames of a test have begun. */
export function leaveFrames(): void {
  for (const frame of frames) frame.destroy()
  frames = []
}

/** The portal's network while a frame is there: what one test has begun never reaches the next one's portal. */
function fetchOf(frame: B24Frame): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const body = await request.text()
    return frames.includes(frame) ? portalFetch(request, body) : new Promise(() => undefined)
  }
}

async function portalFetch(request: Request, body: string): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const reply = await answer(portal, {
    address: pathname + search,
    body,
    contentType: request.headers.get('Content-Type') ?? '',
  })
  if (reply === 'hang') return new Promise(() => undefined)
  // What a browser makes of a lost connection, and of an answer that it may not hand on.
  if (reply === 'drop' || reply.cors === false) throw new TypeError('Failed to fetch')
  return new Response(reply.status === 204 ? null : reply.body, {
    status: reply.status,
    headers: { 'Content-Type': reply.contentType ?? 'application/json; charset=utf-8' },
  })
}
