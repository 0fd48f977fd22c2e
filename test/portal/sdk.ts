// The real SDK, which calls the stand-in portal from Node, over HTTP.
import { ApiVersion, B24OAuth, Logger } from '@bitrix24/b24jssdk'
import { createCall, type Call } from '../../src/portal/call'
import type { Portal } from './portal'
import { randomHex } from './random'

const HOUR = 3_600

let signedIn: Call | undefined

/** The app's own way to ask, without a frame and its handshake. */
export const call: Call = (method, params) => {
  if (!signedIn) throw new Error('Nobody has signed in')
  return signedIn(method, params)
}

/** Has {@link call} use a new SDK, set up as the app does it: with one attempt. */
export function signIn(portal: Portal, origin: string): void {
  const $b24 = sdkFor(portal, origin, { restrictionParams: { maxRetries: 1 } })
  const { defaults } = $b24.getHttpClient(ApiVersion.v2).ajaxClient
  Object.assign(defaults, { adapter: 'fetch', env: { ...defaults.env, fetch: fetchAsBrowser } })
  signedIn = createCall($b24 as never)
}

/** The SDK of an application that the portal has given tokens to, and gives new ones when it asks. */
export function sdkFor(portal: Portal, origin: string, options?: ConstructorParameters<typeof B24OAuth>[2]): B24OAuth {
  const endpoint = `${origin}/rest`
  const fixed = { applicationToken: 'x', userId: 1, memberId: 'm', scope: 'crm', domain: origin, status: 'L' } as const
  const refreshToken = randomHex(35)
  portal.refreshTokens.add(refreshToken)
  const expires = Math.floor(Date.now() / 1000) + HOUR
  const sdk = new B24OAuth(
    {
      ...fixed,
      accessToken: portal.issueToken(),
      refreshToken,
      expires,
      expiresIn: HOUR,
      clientEndpoint: endpoint,
      serverEndpoint: endpoint,
    },
    { clientId: 'a', clientSecret: 'b' },
    options,
  )
  sdk.setCustomRefreshAuth(() =>
    Promise.resolve({
      access_token: portal.issueToken(),
      refresh_token: refreshToken,
      expires: String(expires),
      expires_in: String(HOUR),
      client_endpoint: endpoint,
      server_endpoint: endpoint,
      member_id: fixed.memberId,
      scope: fixed.scope,
      status: fixed.status,
      domain: origin,
    }),
  )
  // As `connect.ts` does: no word on the console.
  sdk.setLogger(new Logger('stage-card'))
  return sdk
}

/** Fetches as a browser does for the app: it hands on no answer that broke off, and none without CORS headers. */
async function fetchAsBrowser(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const answer = await fetch(input, init)
  const body = await answer.arrayBuffer().catch(() => null)
  if (!body || answer.headers.get('Access-Control-Allow-Origin') !== '*') throw new TypeError('Failed to fetch')
  return new Response(body.byteLength ? body : null, answer)
}
