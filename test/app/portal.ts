import type { B24Frame } from '@bitrix24/b24jssdk'
import { openingOf } from '../portal/opening'
import { createPortal, type Portal } from '../portal/portal'
import { replyTo, type HostPage } from '../portal/protocol'
import { answer } from '../portal/rest'
import { keepUserOption } from '../portal/userOptions'

/** The stand-in portal that `npm start` serves, here in the same page as the app. */
export const portal: Portal = createPortal()

/** The portal's page around the frame, and a record of what the app asked it for. */
export interface Host extends HostPage {
  /** All messages from the app, oldest first. */
  received: unknown[]
  heights: number[]
  scrolls: number[]
  openedPaths: string[]
  reloads: number
  /** How often the app tried to reload its own frame. The reload is canceled, because the frame is this page: call `openApp` instead. */
  frameReloads: number
  installed: boolean
}

/** Differences from the way a portal embeds the app. */
export interface Embedding {
  /** The app is the top window of a tab. */
  alone?: boolean
  /** The frame's `name`. */
  frameName?: string
}

let frames: B24Frame[] = []
let host: Host

/** Messages between windows are asynchronous. */
const nextTurn = () => new Promise<void>((resolve) => queueMicrotask(resolve))

/**
 * Makes this page a portal's frame: sets `window.name` and `window.parent` as the portal does.
 * @param path of the portal's page, such as `/marketplace/view/stage-card/?params[id]=733`
 */
export function enterFrame(path: string, { alone = false, frameName }: Embedding = {}): Host {
  const url = new URL(path, window.location.origin)
  const opening = openingOf(portal, url, url.port || '80')
  host = {
    opening,
    received: [],
    heights: [],
    scrolls: [],
    openedPaths: [],
    reloads: 0,
    frameReloads: 0,
    installed: false,
    mood: () => portal.settings.host,
    renewToken: () => portal.issueToken(),
    keepUserOption: (name, value) => keepUserOption(portal, name, value),
    keepAppOption: (name, value) => void (portal.appOptions[name] = value),
    finishInstallation: () => {
      host.installed = true
      portal.settings.installing = false
    },
    resize: (height) => host.heights.push(height),
    setTitle: () => undefined,
    scroll: (top) => host.scrolls.push(top),
    reload: () => (host.reloads += 1),
    slide: (path) => {
      host.openedPaths.push(path)
      return Promise.resolve()
    },
  }
  const parent = {
    postMessage: async (message: unknown) => {
      const receiver = host
      receiver.received.push(message)
      await nextTurn()
      const reply = await replyTo(message, receiver)
      if (reply !== null) postToApp(reply)
    },
  }
  window.name = frameName ?? opening.frameName
  Object.defineProperty(window, 'parent', { value: alone ? window : parent, configurable: true })
  return host
}

/** Sends the app a message from the portal's page. */
export function postToApp(message: unknown): void {
  window.dispatchEvent(new MessageEvent('message', { data: message, origin: window.location.origin }))
}

/** The callback key in a message of the app. The reply starts with it. */
export function messageKey(message: unknown): string {
  return String(message).split(':').at(-2) ?? ''
}

/** Creates the SDK's frame. Its handshake and its requests go to {@link portal}. */
export async function createFrame(Frame: typeof B24Frame, options: object): Promise<B24Frame> {
  const [DOMAIN = '', protocol, APP_SID = ''] = window.name.split('|')
  const frame = new Frame({ DOMAIN, PROTOCOL: protocol === '1', APP_SID, LANG: null } as never, options as never)
  frames.push(frame)
  await frame.init()
  const { defaults } = frame.getHttpClient('v2' as never).ajaxClient
  const fetch = (input: RequestInfo | URL, init?: RequestInit) => portalFetch(frame, new Request(input, init))
  Object.assign(defaults, { adapter: 'fetch', env: { ...defaults.env, fetch } })
  return frame
}

/** Paths of the requests that failed because the browser is offline; null while it is online. */
let offlineRequests: string[] | null = null

/**
 * Takes the browser offline and fires its `offline` event.
 * @returns the paths of the requests that fail from now on
 */
export function goOffline(): readonly string[] {
  offlineRequests = []
  window.dispatchEvent(new Event('offline'))
  return offlineRequests
}

/** Takes the browser online again and fires its `online` event. */
export function goOnline(): void {
  offlineRequests = null
  window.dispatchEvent(new Event('online'))
}

let changeBody = (body: string, _path: string): string => body

/** Changes the bodies of a method's answers until the next call or the end of the test. */
export function changeAnswers(method?: string, change = (body: string): string => body): void {
  changeBody = (body, path) => (method && path.startsWith(`/rest/${method}`) ? change(body) : body)
}

window.navigation.addEventListener('navigate', (event) => {
  if (event.navigationType !== 'reload') return
  event.preventDefault()
  host.frameReloads += 1
})

/** Destroys the frames of a test and undoes their changes to network and answers. */
export function leaveFrames(): void {
  for (const frame of frames) frame.destroy()
  frames = []
  offlineRequests = null
  changeAnswers()
}

/** Never resolves if the frame was destroyed in the meantime, because the browser would have discarded the page. */
async function whileFrameLives<T>(frame: B24Frame, work: Promise<T>): Promise<T> {
  await Promise.allSettled([work])
  return frames.includes(frame) ? work : new Promise(() => undefined)
}

async function portalFetch(frame: B24Frame, request: Request): Promise<Response> {
  const body = await whileFrameLives(frame, request.text())
  const { origin, pathname, search } = new URL(request.url)
  offlineRequests?.push(pathname)
  // The only server is the portal's REST API.
  const reachable = offlineRequests === null && origin === window.location.origin && pathname.startsWith('/rest/')
  if (!reachable) throw new TypeError('Failed to fetch')
  const contentType = request.headers.get('Content-Type') ?? ''
  const reply = await whileFrameLives(frame, answer(portal, { address: pathname + search, body, contentType }))
  if (reply === 'hang') return new Promise(() => undefined)
  // `fetch` reports a lost connection and an answer without CORS headers the same way.
  if (reply === 'drop' || reply.cors === false) throw new TypeError('Failed to fetch')
  return new Response(reply.status === 204 ? null : changeBody(reply.body, pathname), {
    status: reply.status,
    headers: { 'Content-Type': reply.contentType ?? 'application/json; charset=utf-8' },
  })
}
