/** An HTTP response of the REST API. */
export interface Reply {
  status: number
  body: string
  contentType?: string
  /** If false, the response has no CORS headers, and the browser hides it from the app. */
  cors?: boolean
}

/**
 * What a fault turns a good answer into: another response, a lost connection, no answer, `true` although nothing was
 * done, or a delay.
 */
type Outcome = Reply | 'drop' | 'hang' | 'unsaved' | { after: number }

interface FaultEntry {
  label: string
  /** The group in the panel: the kind of error that the user sees. */
  group: string
  /** @param good the answer without the fault; without this parameter, the portal does not do what it is asked for */
  apply: (good: { result: unknown; time: unknown }) => Outcome
}

const json = (status: number, body: unknown): Reply => ({ status, body: JSON.stringify(body) })
const error = (status: number, code: string | number, text: string) => () =>
  json(status, { error: code, error_description: text })
const page = (status: number, title: string) => (): Reply => ({
  status,
  contentType: 'text/html; charset=utf-8',
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
})
const result =
  (value: unknown) =>
  ({ time }: { time: unknown }) =>
    json(200, { result: value, time })
/** The good answer with changed fields; undefined removes a field. In place of a list, an object with these fields alone. */
const item =
  (fields: Record<string, unknown>) =>
  ({ result: good, time }: { result: unknown; time: unknown }) =>
    json(200, { result: Array.isArray(good) ? fields : { ...(good as object), ...fields }, time })

/** All faults of an answer, by name. Codes and texts are from the error tables in the documentation. */
export const FAULTS = {
  'not-found': {
    group: 'not-found',
    label: 'Empty code, “Status is not found.”',
    apply: error(400, '', 'Status is not found.'),
  },
  'not-found-documented': {
    group: 'not-found',
    label: 'The text as the code',
    apply: error(400, 'Status is not found.', ''),
  },
  'not-found-code': { group: 'not-found', label: 'NOT_FOUND', apply: error(400, 'NOT_FOUND', 'Item not found') },
  'not-found-entity': {
    group: 'not-found',
    label: 'ERROR_ENTITY_NOT_FOUND',
    apply: error(400, 'ERROR_ENTITY_NOT_FOUND', 'Entity not found'),
  },
  'access-denied': {
    group: 'access-denied',
    label: 'Empty code, “Access denied.”',
    apply: error(400, '', 'Access denied.'),
  },
  'access-denied-code': {
    group: 'access-denied',
    label: '400 ACCESS_DENIED',
    apply: error(400, 'ACCESS_DENIED', 'Access denied!'),
  },
  'access-admin': {
    group: 'access-denied',
    label: '403 ACCESS_DENIED, “Access denied!”',
    apply: error(403, 'ACCESS_DENIED', 'Access denied!'),
  },
  'access-credentials': {
    group: 'access-denied',
    label: 'INVALID_CREDENTIALS',
    apply: error(403, 'INVALID_CREDENTIALS', 'Invalid request credentials'),
  },
  'access-user': {
    group: 'access-denied',
    label: 'user_access_error',
    apply: error(403, 'user_access_error', 'The user does not have access to the application.'),
  },
  'access-extranet': {
    group: 'access-denied',
    label: 'allowed_only_intranet_user',
    apply: error(403, 'allowed_only_intranet_user', 'Only intranet users are allowed'),
  },
  plan: {
    group: 'plan',
    label: '403 ACCESS_DENIED, “… commercial plans”',
    apply: error(403, 'ACCESS_DENIED', 'REST API is available only on commercial plans'),
  },
  'plan-ended': {
    group: 'plan',
    label: 'PAYMENT_REQUIRED',
    apply: error(401, 'PAYMENT_REQUIRED', 'Subscription has been ended'),
  },
  scope: { group: 'scope', label: 'insufficient_scope', apply: error(403, 'insufficient_scope', '') },
  'auth-none': {
    group: 'auth',
    label: 'NO_AUTH_FOUND',
    apply: error(401, 'NO_AUTH_FOUND', 'Wrong authorization data'),
  },
  'auth-expired': {
    group: 'auth',
    label: 'expired_token',
    apply: error(401, 'expired_token', 'The access token provided has expired.'),
  },
  'auth-invalid': {
    group: 'auth',
    label: 'invalid_token',
    apply: error(401, 'invalid_token', 'Unable to get application by token'),
  },
  'limit-rate': {
    group: 'limit',
    label: 'QUERY_LIMIT_EXCEEDED',
    apply: error(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests'),
  },
  'limit-operating': {
    group: 'limit',
    label: 'OPERATION_TIME_LIMIT',
    apply: error(429, 'OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.'),
  },
  blocked: {
    group: 'blocked',
    label: 'OVERLOAD_LIMIT',
    apply: error(503, 'OVERLOAD_LIMIT', 'REST API is blocked due to overload.'),
  },
  'portal-closed': {
    group: 'portal-closed',
    label: 'PORTAL_DELETED',
    apply: error(500, 'PORTAL_DELETED', 'Portal was deleted'),
  },
  'server-internal': {
    group: 'server',
    label: 'INTERNAL_SERVER_ERROR',
    apply: error(500, 'INTERNAL_SERVER_ERROR', 'Internal server error'),
  },
  'server-unexpected': {
    group: 'server',
    label: 'ERROR_UNEXPECTED_ANSWER',
    apply: error(500, 'ERROR_UNEXPECTED_ANSWER', 'Server returned an unexpected response.'),
  },
  'server-html': { group: 'server', label: '502 page of a proxy', apply: page(502, '502 Bad Gateway') },
  'server-503-html': { group: 'server', label: '503 page of a proxy', apply: page(503, '503 Service Unavailable') },
  'request-html': { group: 'server', label: '404 page', apply: page(404, '404 Not Found') },
  'network-drop': { group: 'network', label: 'Connection lost', apply: () => 'drop' },
  'network-answer': { group: 'network', label: 'Connection lost when all is done', apply: (_good) => 'drop' },
  'network-cors': {
    group: 'network',
    label: 'No CORS headers',
    apply: (good) => ({ ...json(200, good), cors: false }),
  },
  'network-hang': { group: 'network', label: 'Never answered', apply: () => 'hang' },
  https: { group: 'https', label: 'INVALID_REQUEST', apply: error(400, 'INVALID_REQUEST', 'Https required') },
  'bad-null': { group: 'bad-answer', label: 'null', apply: result(null) },
  'bad-false': { group: 'bad-answer', label: 'false', apply: result(false) },
  'bad-array': { group: 'bad-answer', label: '[]', apply: result([]) },
  'bad-object': { group: 'bad-answer', label: '{}', apply: result({}) },
  'bad-string': { group: 'bad-answer', label: 'A text', apply: result('733') },
  'bad-number': { group: 'bad-answer', label: 'A number', apply: result(733) },
  'bad-other-id': {
    group: 'bad-answer',
    label: 'Another item',
    apply: item({ ID: '730', STATUS_ID: 'DT1038_37:NEW', NAME: 'Start' }),
  },
  'bad-types': {
    group: 'bad-answer',
    label: 'Fields of wrong types',
    apply: item({ NAME: { a: 1 }, SORT: [40], COLOR: 7, SYSTEM: true }),
  },
  'bad-missing': {
    group: 'bad-answer',
    label: 'Fields missing',
    apply: item({ STATUS_ID: undefined, NAME: undefined, COLOR: undefined }),
  },
  'bad-json': {
    group: 'bad-answer',
    label: 'JSON cut off',
    apply: (good) => ({ status: 200, body: JSON.stringify(good).slice(0, 60) }),
  },
  'bad-html': { group: 'bad-answer', label: '200 sign-in page', apply: page(200, 'Sign in') },
  'bad-empty': { group: 'bad-answer', label: '200 without a body', apply: () => ({ status: 200, body: '' }) },
  'bad-no-time': { group: 'bad-answer', label: 'Without time', apply: (good) => json(200, { result: good.result }) },
  'no-content': { group: 'bad-answer', label: '204', apply: () => ({ status: 204, body: '' }) },
  'request-batch': {
    group: 'request',
    label: 'ERROR_BATCH_METHOD_NOT_ALLOWED',
    apply: error(405, 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage'),
  },
  'request-manifest': {
    group: 'request',
    label: 'ERROR_MANIFEST_IS_NOT_AVAILABLE',
    apply: error(404, 'ERROR_MANIFEST_IS_NOT_AVAILABLE', 'Manifest is not available'),
  },
  'request-method': {
    group: 'request',
    label: 'ERROR_METHOD_NOT_FOUND',
    apply: error(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!'),
  },
  'request-unknown': {
    group: 'request',
    label: 'An unknown code',
    apply: error(400, 'SOME_NEW_CODE', 'Something new'),
  },
  'soft-error': {
    group: 'request',
    label: 'An unknown code, with 200',
    apply: ({ time }) => json(200, { error: 'SOME_NEW_CODE', error_description: 'Something new', time }),
  },
  'odd-markup': {
    group: 'odd items',
    label: 'Markup in the name',
    apply: item({ NAME: '<img src=x onerror=alert(1)><script>alert(2)</script>' }),
  },
  'odd-huge': {
    group: 'odd items',
    label: 'A name of 20 000 letters',
    apply: item({ NAME: 'Verylongname'.repeat(1_667) }),
  },
  'odd-rtl': {
    group: 'odd items',
    label: 'A right-to-left name',
    apply: item({ NAME: '\u202Eעסקה נסגרה (1)', NAME_INIT: 'صفقة رابحة' }),
  },
  'odd-emoji': { group: 'odd items', label: 'Emoji in the name', apply: item({ NAME: '🎉 Won 👩‍👩‍👧 🏳️‍🌈' }) },
  'odd-color': {
    group: 'odd items',
    label: 'A hostile color',
    apply: item({ COLOR: 'red;background:url(https://evil.example/x)' }),
  },
  'odd-extra': {
    group: 'odd items',
    label: 'Unknown fields',
    apply: item({ SEMANTICS: 'X', NEW_FIELD: 'new', NEW_OBJECT: { a: [1] } }),
  },
  unsaved: { group: 'unsaved', label: '“true”, and nothing saved', apply: () => 'unsaved' },
  'slow-3s': { group: 'slow', label: '3 seconds late', apply: (_good) => ({ after: 3_000 }) },
  'slow-20s': { group: 'slow', label: '20 seconds late', apply: (_good) => ({ after: 20_000 }) },
} satisfies Record<string, FaultEntry>

export type FaultName = keyof typeof FAULTS

/** Whether a text is the name of a fault. */
export function isFault(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name)
}
