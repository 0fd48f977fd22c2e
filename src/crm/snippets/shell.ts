import { commentLines } from './literals'
import { PLACEHOLDERS, type Request } from './request'

const { address, user, webhook, token } = PLACEHOLDERS

/** cURL with an incoming webhook. */
export function curlWebhook(request: Request): string {
  return curl(request, `https://${address}/rest/${user}/${webhook}/`, {})
}

/** cURL with an OAuth access token. */
export function curlOauth(request: Request): string {
  return curl(request, `https://${address}/rest/`, { auth: token })
}

/** `--fail-with-body`: without it, the shell would take an error of the portal for a success. */
function curl({ method, params, notes, equals }: Request, base: string, auth: object): string {
  const [name, body] = equals === undefined ? [method, params] : existence(params, equals)
  const call = [
    'curl --silent --show-error --fail-with-body -X POST',
    '  -H "Content-Type: application/json" -H "Accept: application/json"',
    `  -d ${shellQuote(JSON.stringify({ ...body, ...auth }))}`,
    `  ${shellQuote(base + name)}`,
  ].join(' \\\n')
  return [...commentLines(notes, '#'), ...(equals === undefined ? [call] : ifExists(call))].join('\n')
}

function ifExists(call: string): string[] {
  return [
    `if answer=$(${call}); then`,
    `  case "$answer" in`,
    `    *'"total":1'[,}]*) echo 'in this stage' ;;`,
    `    *) echo 'not in this stage' ;;`,
    '  esac',
    'else',
    '  echo "The portal refused: $answer" >&2',
    'fi',
  ]
}

/** A shell cannot parse JSON, so the portal is asked for a record with this ID in this stage. */
function existence({ entityTypeId = 0, id = '' }: Request['params'], stageId: string): [string, Request['params']] {
  return ['crm.item.list', { entityTypeId, filter: { id, stageId }, select: ['id'] }]
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
