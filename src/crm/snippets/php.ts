import { commentLines, literal, PHP } from './literals'
import { PLACEHOLDERS, type Request } from './request'

/** The PHP SDK with an incoming webhook. It throws every error. */
export function phpSdk(request: Request): string {
  const { address, user, webhook } = PLACEHOLDERS
  return [
    '<?php',
    'declare(strict_types=1);',
    '',
    'use Bitrix24\\SDK\\Core\\Exceptions\\BaseException;',
    'use Bitrix24\\SDK\\Services\\ServiceBuilderFactory;',
    '',
    "require_once 'vendor/autoload.php';",
    '',
    `$b24 = ServiceBuilderFactory::createServiceBuilderFromWebhook('https://${address}/rest/${user}/${webhook}/');`,
    '',
    ...commentLines(request.notes, '//'),
    'try {',
    `    $result = $b24->core->call('${request.method}', ${literal(request.params, PHP, 4)})->getResponseData()->getResult();`,
    `    var_dump(${outcome(request, '$result')});`,
    '} catch (BaseException $error) {',
    '    error_log($error->getMessage());',
    '}',
  ].join('\n')
}

/** CRest, whose answers are arrays; a failed one has `error`. */
export function phpCrest(request: Request): string {
  return [
    '<?php',
    "require_once __DIR__ . '/crest.php';",
    '',
    ...commentLines(request.notes, '//'),
    `$answer = CRest::call('${request.method}', ${literal(request.params, PHP)});`,
    '',
    "if (isset($answer['error']) || !isset($answer['result'])) {",
    "    error_log($answer['error_description'] ?? $answer['error'] ?? 'No answer');",
    '} else {',
    `    var_dump(${outcome(request, "$answer['result']")});`,
    '}',
  ].join('\n')
}

function outcome({ path, equals }: Request, result: string): string {
  const value = result + path.map((key) => `['${key}']`).join('')
  return equals === undefined ? value : `${value} === ${literal(equals, PHP)}`
}
