// The real SDK. It calls the stand-in portal from Node over HTTP.
import { ApiVersion, B24OAuth, Logger } from '@bitrix24/b24jssdk'
import { createCall, type Call } from '../../src/portal/call'
import type { Portal } from './portal'
import { randomHex } from './random'

const HOUR = 3_600

let signedIn: Call | undefined

/** The app's `call`, without a frame and a handshake. */
export const call: Call = (method, params) => {
  if (!signedIn) throw new Error('Call signIn() first')
  return signedIn(method, params)
}

/** Makes {@link call} use a new SDK, limited to one attempt as in the app. */
export function signIn(portal: Portal, origin: string): void {
  const $b24 = sdkFor(portal, origin, { restrictionParams: { maxRetries: 1 } })
  const { defaults } = $b24.getHttpClient(ApiVersion.v2).ajaxClient
  Object.assign(defaults, { adapter: 'fetch', env: { ...defaults.env, fetch: fetchAsBrowser } })
  signedIn = createCall($b24 as never)
}

/** Creates the SDK of an application with tokens of the portal. The portal renews them on request. */
export function sdkFor(portal: Portal, origin: string, options?: ConstructorParameters<typeof B24OAuth>[2]): B24OAuth {
  const endpoint = `${origin}/rest`
  const constants = {
    applicationToken: 'x',
    userId: 1,
    memberId: 'm',
    scope: 'crm',
    domain: origin,
    status: 'L',
  } as const
  const refreshToken = randomHex(35)
  portal.refreshTokens.add(refreshToken)
  const expires = Math.floor(Date.now() / 1000) + HOUR
  const sdk = new B24OAuth(
    {
      ...constants,
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
      member_id: constants.memberId,
      scope: constants.scope,
      status: constants.status,
      domain: origin,
    }),
  )
  // Keeps the console clean, as `connect.ts` does.
  sdk.setLogger(new Logger('stage-card'))
  return sdk
}

/** Fetches as a browser does: it rejects truncated answers and answers without CORS headers. */
async function fetchAsBrowser(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const answer = await fetch(input, init)
  const body = await answer.arrayBuffer().catch(() => null)
  if (!body || answer.headers.get('Access-Control-Allow-Origin') !== '*') throw new TypeError('Failed to fetch')
  return new Response(body.byteLength ? body : null, answer)
}
