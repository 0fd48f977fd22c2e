import { commented } from './literals'
import { PLACEHOLDERS, type Request } from './request'

const { address, user, webhook, token } = PLACEHOLDERS

/** cURL with an incoming webhook. */
export function curlWebhook(request: Request): string {
  return curl(request, `https://${address}/rest/${user}/${webhook}/`, {})
}

/** cURL with an access token of OAuth. */
export function curlOauth(request: Request): string {
  return curl(request, `https://${address}/rest/`, { auth: token })
}

/** Without `--fail-with-body` a refusal of the portal would look like a success to the shell. */
function curl({ method, params, notes, equals }: Request, base: string, auth: object): string {
  const [asked, sent] = equals === undefined ? [method, params] : existence(params, equals)
  const call = [
    'curl --silent --show-error --fail-with-body -X POST',
    '  -H "Content-Type: application/json" -H "Accept: application/json"',
    `  -d ${inQuotes(JSON.stringify({ ...sent, ...auth }))}`,
    `  ${inQuotes(base + asked)}`,
  ].join(' \\\n')
  return [...commented(notes, '#'), ...(equals === undefined ? [call] : decided(call))].join('\n')
}

function decided(call: string): string[] {
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

/** A shell reads no JSON: there the portal itself is asked for a record of this ID in this stage. */
function existence({ entityTypeId = 0, id = '' }: Request['params'], stageId: string): [string, Request['params']] {
  return ['crm.item.list', { entityTypeId, filter: { id, stageId }, select: ['id'] }]
}

function inQuotes(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
