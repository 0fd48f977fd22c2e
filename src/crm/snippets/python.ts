import { commentLines, literal, PYTHON } from './literals'
import { PLACEHOLDERS, type Request, type Value } from './request'

/** The SDK's parameter names: snake case, and another name where Python has its own meaning. */
const NAMES: Record<string, string> = { id: 'bitrix_id', entityTypeId: 'entity_type_id' }

/** The Python SDK with an incoming webhook. It throws every error. */
export function python({ method, params, notes, path, equals }: Request): string {
  const { address, user, webhook } = PLACEHOLDERS
  const args = Object.entries(params).map(([name, value]) => `        ${NAMES[name] ?? name}=${argument(value)},`)
  const value = `result${path.map((key) => `[${literal(key, PYTHON)}]`).join('')}`
  return [
    'from b24pysdk import BitrixWebhook, Client',
    'from b24pysdk.errors import BitrixAPIError, BitrixSDKException',
    '',
    `client = Client(BitrixWebhook(domain="${address}", webhook_token="${user}/${webhook}"))`,
    '',
    ...commentLines(notes, '#'),
    'try:',
    `    result = client.${method}(`,
    ...args,
    '    ).response.result',
    `    print(${equals === undefined ? value : `${value} == ${literal(equals, PYTHON)}`})`,
    'except BitrixAPIError as error:',
    '    print("The portal refused:", error.error, error.error_description)',
    'except BitrixSDKException as error:',
    '    print("The request failed:", error)',
  ].join('\n')
}

/** The SDK checks types before it sends, and an ID must be a number. */
function argument(value: Value): string {
  const text = literal(value, PYTHON, 8)
  return value === PLACEHOLDERS.record ? `int(${text})` : text
}
