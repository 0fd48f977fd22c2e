import type { B24Frame } from '@bitrix24/b24jssdk'
import { openingOf } from '../portal/opening'
import { createPortal, type Portal } from '../portal/portal'
import { replyTo, type HostPage } from '../portal/protocol'
import { answer } from '../portal/rest'

/** The portal of this page: the stand-in of `npm start`, in the same process. */
export const portal: Portal = createPortal()

/** What the portal's page was asked for. */
export interface Host extends HostPage {
  /** All that the app has said, oldest first. */
  heard: unknown[]
  heights: number[]
  scrolls: number[]
  slid: string[]
  reloads: number
  /** How often the app has loaded its own frame anew. It stays where it is, since it is this page: open it anew. */
  frameReloads: number
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

/** A message from one window to the other never comes at once. */
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
    heard: [],
    heights: [],
    scrolls: [],
    slid: [],
    reloads: 0,
    frameReloads: 0,
    installed: false,
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
  const parent = {
    postMessage: async (message: unknown) => {
      const asked = host
      asked.heard.push(message)
      await nextTurn()
      const reply = await replyTo(message, asked)
      if (reply !== null) say(reply)
    },
  }
  window.name = frameName ?? opening.frameName
  Object.defineProperty(window, 'parent', { value: alone ? window : parent, configurable: true })
  return host
}

/** Has the portal's page say something to the app, asked or not. */
export function say(message: unknown): void {
  window.dispatchEvent(new MessageEvent('message', { data: message, origin: window.location.origin }))
}

/** The key by which the app knows the answer to a message of its own. */
export function keyOf(message: unknown): string {
  return String(message).split(':').at(-2) ?? ''
}

/** The SDK's own frame, whose handshake and requests come to {@link portal}. */
export async function freshFrame(Frame: typeof B24Frame, options: object): Promise<B24Frame> {
  const [DOMAIN = '', protocol, APP_SID = ''] = window.name.split('|')
  const frame = new Frame({ DOMAIN, PROTOCOL: protocol === '1', APP_SID, LANG: null } as never, options as never)
  frames.push(frame)
  await frame.init()
  const { defaults } = frame.getHttpClient('v2' as never).ajaxClient
  const fetch = (input: RequestInfo | URL, init?: RequestInit) => portalFetch(frame, new Request(input, init))
  Object.assign(defaults, { adapter: 'fetch', env: { ...defaults.env, fetch } })
  return frame
}

/** What is asked while there is no connection; null while there is one. */
let inVain: string[] | null = null

/**
 * Takes the connection away; the browser tells the page.
 * @returns what is asked in vain from now on: paths
 */
export function goOffline(): readonly string[] {
  inVain = []
  window.dispatchEvent(new Event('offline'))
  return inVain
}

/** Gives the connection back; the browser tells the page. */
export function goOnline(): void {
  inVain = null
  window.dispatchEvent(new Event('online'))
}

let spoil = (body: string): string => body

/** Has every answer changed on its way, until told otherwise. */
export function spoilAnswers(change?: (body: string) => string): void {
  spoil = change ?? ((body) => body)
}

window.navigation.addEventListener('navigate', (event) => {
  if (event.navigationType !== 'reload') return
  event.preventDefault()
  host.frameReloads += 1
})

/** Ends what the frames of a test have begun. */
export function leaveFrames(): void {
  for (const frame of frames) frame.destroy()
  frames = []
  inVain = null
  spoilAnswers()
}

/** Waits for something; for ever where the frame has gone meanwhile: the browser would have thrown the page away. */
async function inFrame<T>(frame: B24Frame, work: Promise<T>): Promise<T> {
  await Promise.allSettled([work])
  return frames.includes(frame) ? work : new Promise(() => undefined)
}

async function portalFetch(frame: B24Frame, request: Request): Promise<Response> {
  const body = await inFrame(frame, request.text())
  const { origin, pathname, search } = new URL(request.url)
  inVain?.push(pathname)
  // Nobody but the portal answers, and there its REST API alone.
  const answers = inVain === null && origin === window.location.origin && pathname.startsWith('/rest/')
  if (!answers) throw new TypeError('Failed to fetch')
  const contentType = request.headers.get('Content-Type') ?? ''
  const reply = await inFrame(frame, answer(portal, { address: pathname + search, body, contentType }))
  if (reply === 'hang') return new Promise(() => undefined)
  // What a browser makes of a lost connection, and of an answer that it may not hand on.
  if (reply === 'drop' || reply.cors === false) throw new TypeError('Failed to fetch')
  return new Response(reply.status === 204 ? null : spoil(reply.body), {
    status: reply.status,
    headers: { 'Content-Type': reply.contentType ?? 'application/json; charset=utf-8' },
  })
}
