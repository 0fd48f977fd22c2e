// Stands in for `src/portal/connect` where the real SDK calls the stand-in portal from Node, over HTTP.
import { ApiVersion, B24OAuth, Logger } from '@bitrix24/b24jssdk'
import type { Portal } from './portal'
import { randomHex } from './random'

const HOUR = 3_600

let $b24: B24OAuth | undefined

/** In place of the app's own: without a frame and its handshake. */
export async function connect(): Promise<{ $b24: B24OAuth }> {
  if (!$b24) throw new Error('Nobody has signed in')
  return { $b24 }
}

/** Has {@link connect} give the SDK as the app sets it up: with one attempt. */
export function signIn(portal: Portal, origin: string): void {
  $b24 = sdkFor(portal, origin, { restrictionParams: { maxRetries: 1 } })
  const { defaults } = $b24.getHttpClient(ApiVersion.v2).ajaxClient
  Object.assign(defaults, { adapter: 'fetch', env: { ...defaults.env, fetch: fetchAsBrowser } })
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
