/** The causes that people are told about; the words are in `src/locales` under `failure.kind`. */
export const FAILURE_KINDS = [
  'not-found',
  'access-denied',
  'plan',
  'scope',
  'auth',
  'limit',
  'blocked',
  'portal-closed',
  'server',
  'network',
  'https',
  'bad-answer',
  'request',
  'silent-portal',
  'untrusted-portal',
  'outside',
  'no-stage',
] as const

export type FailureKind = (typeof FAILURE_KINDS)[number]

/** What can help: asking again, waiting until `retryAt` (the app then asks again itself), reloading the page, or nothing. */
export type Retry = 'ask' | 'wait' | 'reload' | 'never'

const RETRY: Record<FailureKind, Retry> = {
  'not-found': 'never',
  'access-denied': 'never',
  plan: 'never',
  scope: 'never',
  auth: 'reload',
  limit: 'wait',
  blocked: 'never',
  'portal-closed': 'never',
  server: 'ask',
  network: 'ask',
  https: 'never',
  'bad-answer': 'ask',
  request: 'ask',
  'silent-portal': 'reload',
  'untrusted-portal': 'never',
  outside: 'never',
  'no-stage': 'never',
}

/** What the portal said, for the details of a message. Contains no token: `call.ts` removes it. */
export interface FailureDetails {
  method?: string
  code?: string
  /** The portal's own text, in the portal's own language. */
  text?: string
  /** HTTP status; 0 if there was no answer. */
  status?: number
  requestId?: string
  /** The portal's host, if the failure is about trusting it. */
  host?: string
}

/** What the failure is about, if its kind alone does not say enough. */
export type About = 'record-gone' | 'record-denied' | 'record-id' | 'no-stages' | 'stage-deleted' | 'administrators'

/** The only error that this folder throws. */
export class PortalError extends Error {
  override readonly name = 'PortalError'
  readonly retry: Retry
  /** When to ask again, in milliseconds since 1970; `call.ts` decides it for limits. */
  readonly retryAt?: number
  readonly about?: About

  constructor(
    readonly kind: FailureKind,
    readonly details: FailureDetails = {},
    more: { retryAt?: number; about?: About; retry?: Retry } = {},
  ) {
    super([kind, details.code, details.text].filter(Boolean).join(': '))
    this.retry = more.retry ?? RETRY[kind]
    this.retryAt = more.retryAt
    this.about = more.about ?? aboutOf(kind, details)
  }

  /** The key of its words in `src/locales`, without `title` and `advice`. */
  get textKey(): string {
    return this.about ? `failure.about.${this.about}` : `failure.kind.${this.kind}`
  }

  /** The error for an answer of the portal. */
  static of(details: FailureDetails): PortalError {
    return new PortalError(kindOf(details), details)
  }

  /** Wraps any other error as `request`. */
  static from(error: unknown): PortalError {
    if (error instanceof PortalError) return error
    return new PortalError('request', error instanceof Error ? { text: error.message } : {})
  }
}

/**
 * Codes of the REST API and of the SDK, and `NOT_JSON`, which `call.ts` uses for a proxy's page.
 * @see https://apidocs.bitrix24.com/api-reference/common/system/errors.html
 */
const BY_CODE: Record<string, FailureKind> = {
  NOT_FOUND: 'not-found',
  ERROR_ENTITY_NOT_FOUND: 'not-found',
  INVALID_CREDENTIALS: 'access-denied',
  user_access_error: 'access-denied',
  allowed_only_intranet_user: 'access-denied',
  ACCESS_DENIED: 'access-denied',
  PAYMENT_REQUIRED: 'plan',
  insufficient_scope: 'scope',
  NO_AUTH_FOUND: 'auth',
  expired_token: 'auth',
  invalid_token: 'auth',
  JSSDK_FRAME_REFRESH_AUTH_TIMEOUT: 'auth',
  QUERY_LIMIT_EXCEEDED: 'limit',
  OPERATION_TIME_LIMIT: 'limit',
  OVERLOAD_LIMIT: 'blocked',
  PORTAL_DELETED: 'portal-closed',
  INTERNAL_SERVER_ERROR: 'server',
  ERROR_UNEXPECTED_ANSWER: 'server',
  NOT_JSON: 'server',
  NETWORK_ERROR: 'network',
  REQUEST_TIMEOUT: 'network',
  INVALID_REQUEST: 'https',
}

/**
 * Older CRM methods send an empty code, or their text as the code, so the text has to do.
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-get.html
 */
const BY_TEXT: [RegExp, FailureKind][] = [
  [/^(crm )?status is not found\.?$/i, 'not-found'],
  [/^not found\.?$/i, 'not-found'],
  [/^access denied\.?$/i, 'access-denied'],
]

/**
 * Finds the cause of a failure. All causes are in this file.
 * @param details `code` and `text` as the portal sent them, `status` of HTTP (0 without an answer)
 * @returns `request` for unknown causes
 */
export function kindOf(details: FailureDetails): FailureKind {
  const { code = '', text = '', status = 0 } = details
  if (refusesPlan(details)) return 'plan'
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined
  if (known) return known
  const byText = BY_TEXT.find(([pattern]) => pattern.test(code.trim()) || pattern.test(text.trim()))
  if (byText) return byText[1]
  if (status === 401) return 'auth'
  if (status === 403) return 'access-denied'
  if (status === 429) return 'limit'
  if (status >= 500) return 'server'
  return 'request'
}

/**
 * Methods for administrators. Portals also tell others who may install apps that they are administrators.
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placement-bind.html
 * @see https://apidocs.bitrix24.com/api-reference/common/settings/app-option-set.html
 */
const FOR_ADMINISTRATORS = new Set(['placement.bind', 'placement.get', 'placement.unbind', 'app.option.set'])

/**
 * Whether the portal's plan is the cause. 403 `ACCESS_DENIED` is what a portal without REST says to every method, and what
 * any portal says to somebody who is no administrator; its text or the method tells them apart.
 */
function refusesPlan({ method = '', code, text = '', status }: FailureDetails): boolean {
  if (code !== 'ACCESS_DENIED' || status !== 403) return false
  return /\bcommercial plan/i.test(text) || !(FOR_ADMINISTRATORS.has(method) || /^access denied\b/i.test(text.trim()))
}

function aboutOf(kind: FailureKind, { method = '', code }: FailureDetails): About | undefined {
  return kind === 'access-denied' && code === 'ACCESS_DENIED' && FOR_ADMINISTRATORS.has(method)
    ? 'administrators'
    : undefined
}
