import { commentLines, JAVASCRIPT, literal } from './literals'
import type { Request } from './request'

/** The JavaScript SDK's `callMethod`, which its version 3 no longer has. */
export function jsCallMethod(request: Request): string {
  const notes = [
    'For version 2 of the SDK. Version 3 has no callMethod; use actions.v2.call.make there.',
    ...request.notes,
  ]
  return sdk(
    { ...request, notes },
    `$b24.callMethod(${JSON.stringify(request.method)}, ${literal(request.params, JAVASCRIPT, 2)})`,
  )
}

/** The JavaScript SDK's `actions.v2.call.make`. */
export function jsActions(request: Request): string {
  const options = { method: request.method, params: request.params, requestId: `stage-card ${request.method}` }
  return sdk(request, `$b24.actions.v2.call.make(${literal(options, JAVASCRIPT, 2)})`)
}

/** The SDK throws most errors and returns some in the answer. */
function sdk(request: Request, call: string): string {
  return [
    ...commentLines(request.notes, '//'),
    'try {',
    `  const response = await ${call}`,
    '  if (!response.isSuccess) throw new Error(response.getErrorMessages().join("; "))',
    '  const { result } = response.getData()',
    `  console.log(${outcome(request, 'result')})`,
    '} catch (error) {',
    '  // An error of the portal has its code and HTTP status, too.',
    '  console.error(error.message, error.code, error.status)',
    '}',
  ].join('\n')
}

/** BX24.js, whose answers have an `error()` method. */
export function bx24(request: Request): string {
  return [
    ...commentLines(request.notes, '//'),
    'BX24.init(() => {',
    `  BX24.callMethod(${JSON.stringify(request.method)}, ${literal(request.params, JAVASCRIPT, 2)}, (answer) => {`,
    '    if (answer.error()) {',
    '      console.error(String(answer.error()))',
    '      return',
    '    }',
    `    console.log(${outcome(request, 'answer.data()')})`,
    '  })',
    '})',
  ].join('\n')
}

function outcome({ path, equals }: Request, result: string): string {
  const value = [result, ...path].join('.')
  return equals === undefined ? value : `${value} === ${literal(equals, JAVASCRIPT)}`
}
