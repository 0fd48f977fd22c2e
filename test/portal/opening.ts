import { html, jsonScript, type Html } from './html.ts'
import { WEBHOOK_SECRET, type Portal } from './portal.ts'
import { randomHex } from './random.ts'
import { saveUserOptions } from './userOptions.ts'

/** The placement of links to the app. */
const LINKS = 'REST_APP_URI'
/** The page on which the mobile app shows apps. */
export const MOBILE_PATH = '/mobile/marketplace/'

/** Binds the app to the placement of links, as its installer does. */
export function bindLinks(portal: Portal, handler: string): void {
  if (portal.bindings.some(({ placement }) => placement === LINKS)) return
  portal.bindings.push({ placement: LINKS, handler, title: 'What is this stage?', langAll: {} })
}

/** The answer to `getInitData`. */
export interface InitData extends Record<string, unknown> {
  PLACEMENT: string
  USER_OPTIONS: Record<string, unknown> | []
}

/** What the host page's script needs to open the app and answer its messages. */
export interface Opening {
  /** The frame's name: `host|protocol|appSid`. */
  frameName: string
  appSid: string
  appOrigin: string
  action: string
  /** Fields of the POST form, or null for GET. */
  form: Record<string, string> | null
  init: InitData
  host: Portal['settings']['host']
  crm: Portal['settings']['crm']
  slider: boolean
}

/** Renders the frame that shows the app. The parameters are those of {@link openingOf}. */
export function openingPage(...parameters: Parameters<typeof openingOf>): Html {
  const opening = openingOf(...parameters)
  return html`<iframe class="app" data-testid="app-frame" title="Stage Card" name="${opening.frameName}"
      allow="geolocation *; microphone *; camera *; autoplay *;"></iframe>
    ${jsonScript('opening', opening)}<script type="module" src="/~portal/host.js"></script>`
}

/**
 * Prepares an opening of the app, as the portal's page does.
 * @param url `/marketplace/app/stage-card/`, with `placement` and `options` in the query, where `options.URI` is the page with
 *   the placement's button, if it is another;
 *   `/marketplace/view/stage-card/?params[id]=733`; or `/mobile/marketplace/?id=5`, as the mobile app opens app number 5
 * @param port the port of both origins, if the portal's server also serves the app
 * @param referer the page with the link that was followed, if the browser has told
 */
export function openingOf(portal: Portal, url: URL, port: string, referer?: string): Opening {
  const { settings } = portal
  const appSid = randomHex(16)
  const { placement, options } = placementOf(portal, url)
  const from = placement === LINKS ? referer && new URL(referer) : url
  const placementOptions: unknown =
    placement === 'DEFAULT' ? options : { ...(from && { URI: from.pathname + from.search }), ...(options as object) }
  const token = portal.issueToken()
  const refresh = randomHex(35)
  portal.refreshTokens.add(refresh)
  // The page before this one, if there was one, has been left.
  if (settings.options === 'late') saveUserOptions(portal)
  portal.changedOptions = {}
  const host = `localhost:${port}`
  const isSecure = url.protocol === 'https:'
  const installer = settings.installing ? settings.installerAddress : ''
  const app = new URL(installer || settings.appAddress || `http://127.0.0.1:${port}/`)
  const query = new URLSearchParams({
    DOMAIN: host,
    PROTOCOL: isSecure ? '1' : '0',
    LANG: settings.language,
    APP_SID: appSid,
  })
  return {
    frameName: `${host}|${isSecure ? 1 : 0}|${appSid}`,
    appSid,
    appOrigin: app.origin,
    action: `${app.href}?${query}`,
    form:
      settings.opening === 'get'
        ? null
        : {
            AUTH_ID: token,
            AUTH_EXPIRES: '3600',
            REFRESH_ID: refresh,
            SERVER_ENDPOINT: `${url.protocol}//${host}/rest/`,
            APPLICATION_TOKEN: WEBHOOK_SECRET,
            APPLICATION_SCOPE: 'crm,placement',
            member_id: '0123456789abcdef0123456789abcdef',
            status: 'L',
            PLACEMENT: placement,
            PLACEMENT_OPTIONS: JSON.stringify(placementOptions),
          },
    init: {
      LANG: settings.language,
      DOMAIN: host,
      PROTOCOL: isSecure ? 1 : 0,
      PATH: '/rest',
      AUTH_ID: token,
      REFRESH_ID: refresh,
      AUTH_EXPIRES: '3600',
      MEMBER_ID: '0123456789abcdef0123456789abcdef',
      IS_ADMIN: settings.user !== 'employee',
      INSTALL: settings.installing,
      FIRST_RUN: settings.firstRun,
      USER_OPTIONS: Object.keys(portal.userOptions).length ? portal.userOptions : [],
      APP_OPTIONS: Object.keys(portal.appOptions).length ? portal.appOptions : [],
      PLACEMENT: placement,
      PLACEMENT_OPTIONS: placementOptions,
      ...portal.initData,
    },
    host: settings.host,
    crm: settings.crm,
    slider: url.searchParams.get('IFRAME') === 'Y',
  }
}

/** A link opens the app's own page, with the whole query, as long as the app is not bound to the placement of links. */
function placementOf(portal: Portal, url: URL): { placement: string; options: unknown } {
  const query = queryOf(url)
  if (url.pathname === MOBILE_PATH) return { placement: 'DEFAULT', options: query }
  if (!url.pathname.startsWith('/marketplace/view/')) {
    const options: unknown = JSON.parse(url.searchParams.get('options') ?? '[]')
    return { placement: url.searchParams.get('placement') ?? 'DEFAULT', options }
  }
  const isBound = portal.bindings.some((binding) => binding.placement === LINKS)
  return isBound ? { placement: LINKS, options: query.params ?? [] } : { placement: 'DEFAULT', options: query }
}

/** The query as PHP reads it: `params[id]=733` is a list in a list. */
function queryOf(url: URL): Record<string, unknown> & { params?: Record<string, string> } {
  const entries = [...url.searchParams]
  const params = entries.flatMap(([key, value]) => {
    const name = /^params\[(.+)\]$/.exec(key)?.[1]
    return name ? [[name, value] as const] : []
  })
  return {
    ...Object.fromEntries(entries.filter(([key]) => !key.startsWith('params['))),
    ...(params.length > 0 && { params: Object.fromEntries(params) }),
  }
}
