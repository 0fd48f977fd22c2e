import { html, jsonScript, type Html } from './html.ts'
import { WEBHOOK_SECRET, type Portal } from './portal.ts'
import { randomHex } from './random.ts'

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
  slider: boolean
}

/** Renders the frame that shows the app. The parameters are those of {@link openingOf}. */
export function openingPage(portal: Portal, url: URL, port: string): Html {
  const opening = openingOf(portal, url, port)
  return html`<iframe class="app" data-testid="app-frame" title="Stage Card" name="${opening.frameName}"
      allow="geolocation *; microphone *; camera *; autoplay *;"></iframe>
    ${jsonScript('opening', opening)}<script type="module" src="/~portal/host.js"></script>`
}

/**
 * Prepares an opening of the app, as the portal's page does.
 * @param url `/marketplace/app/stage-card/`, with `placement` and `options` in the query, or
 *   `/marketplace/view/stage-card/?params[id]=733`
 * @param port the port of both origins, if the portal's server also serves the app
 */
export function openingOf(portal: Portal, url: URL, port: string): Opening {
  const { settings } = portal
  const byLink = url.pathname.startsWith('/marketplace/view/')
  const appSid = randomHex(16)
  const placement = byLink ? 'REST_APP_URI' : (url.searchParams.get('placement') ?? 'DEFAULT')
  const options = byLink ? linkOptions(url) : JSON.parse(url.searchParams.get('options') ?? '[]')
  const placementOptions: unknown = placement === 'DEFAULT' ? options : { ...options, URI: url.pathname + url.search }
  const token = portal.issueToken()
  const refresh = randomHex(35)
  portal.refreshTokens.add(refresh)
  portal.changedOptions = {}
  const host = `localhost:${port}`
  const isSecure = url.protocol === 'https:'
  const app = new URL(settings.appAddress || `http://127.0.0.1:${port}/`)
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
      IS_ADMIN: settings.user === 'admin',
      INSTALL: settings.installing,
      FIRST_RUN: settings.firstRun,
      USER_OPTIONS: Object.keys(portal.userOptions).length ? portal.userOptions : [],
      APP_OPTIONS: [],
      PLACEMENT: placement,
      PLACEMENT_OPTIONS: placementOptions,
      ...portal.initData,
    },
    host: settings.host,
    slider: url.searchParams.get('IFRAME') === 'Y',
  }
}

function linkOptions(url: URL): Record<string, string> {
  return Object.fromEntries(
    [...url.searchParams].flatMap(([key, value]) => {
      const name = /^params\[(.+)\]$/.exec(key)?.[1]
      return name ? [[name, value]] : []
    }),
  )
}
