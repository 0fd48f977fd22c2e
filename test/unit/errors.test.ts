import { describe, expect, it } from 'vitest'
import {
  kindOf,
  FAILURE_KINDS,
  PortalError,
  type About,
  type FailureDetails,
  type FailureKind,
} from '../../src/portal/errors'
import en from '../../src/locales/en.json'
import { fc, mutationsOf, property, text } from './fastCheck'

describe('kindOf', () => {
  it.each<[FailureDetails, FailureKind]>([
    [{ code: '', text: 'Status is not found.', status: 400 }, 'not-found'],
    [{ code: '', text: 'CRM Status is not found.', status: 400 }, 'not-found'],
    [{ code: '', text: 'Not found', status: 400 }, 'not-found'],
    [{ code: 'Status is not found.', text: '', status: 400 }, 'not-found'],
    [{ code: 'NOT_FOUND', status: 400 }, 'not-found'],
    [{ code: 'ERROR_ENTITY_NOT_FOUND', status: 400 }, 'not-found'],
    [{ code: '', text: 'Access denied.', status: 400 }, 'access-denied'],
    [{ code: 'Access denied.', status: 400 }, 'access-denied'],
    [{ code: 'ACCESS_DENIED', status: 400 }, 'access-denied'],
    [{ code: 'INVALID_CREDENTIALS', status: 403 }, 'access-denied'],
    [{ code: 'user_access_error', status: 403 }, 'access-denied'],
    [{ code: 'allowed_only_intranet_user', status: 403 }, 'access-denied'],
    [{ code: '', status: 403 }, 'access-denied'],
    [{ code: 'ACCESS_DENIED', status: 403 }, 'plan'],
    [{ code: 'ACCESS_DENIED', text: 'REST API is available only on commercial plans', status: 403 }, 'plan'],
    [
      { code: 'ACCESS_DENIED', text: 'Nur in kostenpflichtigen Tarifen', status: 403, method: 'crm.status.get' },
      'plan',
    ],
    [
      { code: 'ACCESS_DENIED', text: 'Available only on commercial plans.', status: 403, method: 'placement.bind' },
      'plan',
    ],
    [{ code: 'ACCESS_DENIED', text: 'Access denied!', status: 403, method: 'placement.bind' }, 'access-denied'],
    [{ code: 'ACCESS_DENIED', text: 'Access denied!', status: 403, method: 'crm.status.get' }, 'access-denied'],
    [{ code: 'ACCESS_DENIED', text: 'Доступ запрещен', status: 403, method: 'placement.get' }, 'access-denied'],
    [{ code: 'ACCESS_DENIED', text: '', status: 403, method: 'app.option.set' }, 'access-denied'],
    [
      {
        code: 'ACCESS_DENIED',
        text: 'Access denied! Administrator authorization required',
        status: 403,
        method: 'app.option.set',
      },
      'access-denied',
    ],
    [{ code: 'PAYMENT_REQUIRED', text: 'Subscription has been ended', status: 401 }, 'plan'],
    [{ code: 'insufficient_scope', status: 403 }, 'scope'],
    [{ code: 'NO_AUTH_FOUND', status: 401 }, 'auth'],
    [{ code: 'expired_token', status: 401 }, 'auth'],
    [{ code: 'invalid_token', status: 401 }, 'auth'],
    [{ code: 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT' }, 'auth'],
    [{ code: '', status: 401 }, 'auth'],
    [{ code: 'QUERY_LIMIT_EXCEEDED', status: 503 }, 'limit'],
    [{ code: 'OPERATION_TIME_LIMIT', status: 429 }, 'limit'],
    [{ code: '', status: 429 }, 'limit'],
    [{ code: 'OVERLOAD_LIMIT', status: 503 }, 'blocked'],
    [{ code: 'PORTAL_DELETED', status: 500 }, 'portal-closed'],
    [{ code: 'INTERNAL_SERVER_ERROR', status: 500 }, 'server'],
    [{ code: 'ERROR_UNEXPECTED_ANSWER', status: 500 }, 'server'],
    [{ code: 'SOMETHING_NEW', status: 502 }, 'server'],
    [{ code: '', status: 503 }, 'server'],
    [{ code: 'NOT_JSON', status: 404 }, 'server'],
    [{ code: 'NETWORK_ERROR' }, 'network'],
    [{ code: 'REQUEST_TIMEOUT', status: 408 }, 'network'],
    [{ code: 'INVALID_REQUEST', status: 400 }, 'https'],
    [{ code: 'ERROR_BATCH_METHOD_NOT_ALLOWED', status: 405 }, 'request'],
    [{ code: 'ERROR_MANIFEST_IS_NOT_AVAILABLE', status: 404 }, 'request'],
    [{ code: 'ERROR_METHOD_NOT_FOUND', status: 404 }, 'request'],
    [{ code: 'SOMETHING_NEW', text: 'Access denied by something new', status: 400 }, 'request'],
    [{ code: 'toString', status: 400 }, 'request'],
    [{ code: '__proto__', status: 400 }, 'request'],
    [{}, 'request'],
  ])('%j is %s', (details, kind) => {
    expect(kindOf(details)).toBe(kind)
  })

  const portalText = fc.oneof(
    text,
    mutationsOf(
      'NOT_FOUND',
      'ACCESS_DENIED',
      'expired_token',
      'QUERY_LIMIT_EXCEEDED',
      'Status is not found.',
      'Access denied.',
      '__proto__',
      'constructor',
      'hasOwnProperty',
    ),
  )
  property([
    fc.record(
      {
        code: portalText,
        text: portalText,
        status: fc.oneof(
          fc.integer(),
          fc.constantFrom(0, 200, 400, 401, 403, 404, 429, 500, 503, Number.NaN, Infinity),
        ),
      },
      { requiredKeys: [] },
    ),
  ])('returns a known kind for any details', (details) => {
    expect(FAILURE_KINDS).toContain(kindOf(details))
  })
})

describe('PortalError', () => {
  it.each<[FailureKind, string]>([
    ['not-found', 'never'],
    ['access-denied', 'never'],
    ['plan', 'never'],
    ['scope', 'never'],
    ['auth', 'reload'],
    ['limit', 'wait'],
    ['blocked', 'never'],
    ['portal-closed', 'never'],
    ['server', 'ask'],
    ['network', 'ask'],
    ['https', 'never'],
    ['bad-answer', 'ask'],
    ['request', 'ask'],
    ['silent-portal', 'reload'],
    ['untrusted-portal', 'never'],
    ['outside', 'never'],
    ['no-stage', 'never'],
  ])('%s has retry %s', (kind, retry) => {
    expect(new PortalError(kind).retry).toBe(retry)
  })

  it('has a text for every kind, and no other texts', () => {
    expect(Object.keys(en.failure.kind).toSorted()).toEqual([...FAILURE_KINDS].toSorted())
  })

  it('has a text for everything that it can be about', () => {
    const abouts: Record<About, true> = {
      'record-gone': true,
      'record-denied': true,
      'record-id': true,
      'no-stages': true,
      'stage-deleted': true,
      administrators: true,
    }
    expect(Object.keys(en.failure.about).toSorted()).toEqual(Object.keys(abouts).toSorted())
  })

  it.each<[FailureDetails, string]>([
    [{ code: 'ACCESS_DENIED', text: 'Access denied!', status: 403, method: 'placement.get' }, 'about.administrators'],
    [{ code: 'ACCESS_DENIED', text: 'Access denied!', status: 400, method: 'app.option.set' }, 'about.administrators'],
    [
      { code: 'ACCESS_DENIED', text: 'Access denied! Administrator …', status: 403, method: 'app.option.set' },
      'about.administrators',
    ],
    [{ code: 'ACCESS_DENIED', text: 'Access denied!', status: 400, method: 'crm.item.get' }, 'kind.access-denied'],
    [{ code: 'user_access_error', status: 403, method: 'placement.get' }, 'kind.access-denied'],
    [{ code: 'ACCESS_DENIED', text: 'Only on commercial plans', status: 403, method: 'placement.get' }, 'kind.plan'],
    [{ code: 'NOT_FOUND', status: 400 }, 'kind.not-found'],
  ])('%j is told by failure.%s', (details, key) => {
    expect(PortalError.of(details).textKey).toBe(`failure.${key}`)
  })

  it('wraps any error', () => {
    const known = new PortalError('limit')
    expect(PortalError.from(known)).toBe(known)
    expect(PortalError.from(new TypeError('x is not a function'))).toMatchObject({
      kind: 'request',
      details: { text: 'x is not a function' },
    })
    expect(PortalError.from('thrown text')).toMatchObject({ kind: 'request' })
  })

  property([fc.anything({ maxDepth: 1, withNullPrototype: true })])('wraps any thrown value', (thrown) => {
    expect(PortalError.from(thrown)).toMatchObject({ name: 'PortalError', kind: 'request' })
  })
})
