import type { Connection } from './connect'
import { PortalError, type FailureKind } from './errors'
import { isRow, textOf } from './json'

/** Failures that say nothing about who the host is. They keep their own words, and their own way on. */
const INCONCLUSIVE: readonly FailureKind[] = ['network', 'limit', 'auth', 'plan', 'blocked', 'portal-closed']

/**
 * Waits until the host has answered `app.info`, which a build for any portal does before it shows anything. This proves
 * that the host has Bitrix24's REST API, and that this API knows the app to which the page around has given a token. It
 * cannot prove that the host is honest; that it is the page around has been proven before the handshake. The token is that
 * host's own, so other questions may be asked at the same time.
 * @returns the connection
 * @throws PortalError `untrusted-portal` for any other answer, or what prevented one
 * @see https://apidocs.bitrix24.com/api-reference/common/system/app-info.html
 */
export async function proven(connection: Connection): Promise<Connection> {
  const { host } = new URL(connection.origin)
  const { value } = await connection.call('app.info').catch((error: unknown) => {
    const failure = PortalError.from(error)
    throw isConclusive(failure) ? new PortalError('untrusted-portal', { host, ...failure.details }) : failure
  })
  if (!isThisApp(value)) throw new PortalError('untrusted-portal', { host, method: 'app.info' })
  return connection
}

/** A web server that is no portal also answers, but with its own pages, which have other statuses than a failing one. */
function isConclusive({ kind, details: { status = 0 } }: PortalError): boolean {
  return !INCONCLUSIVE.includes(kind) && !(kind === 'server' && (status === 0 || status >= 500))
}

function isThisApp(info: unknown): boolean {
  if (!isRow(info)) return false
  const { CODE: code, ID: id, STATUS: status } = info
  const own = import.meta.env.VITE_APP_CODE
  const isApp = Number(textOf(id)) > 0 && typeof status === 'string' && /^[A-Z]$/.test(status)
  return isApp && typeof code === 'string' && (own ? code === own : code !== '')
}
