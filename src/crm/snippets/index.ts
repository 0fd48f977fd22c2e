import { bx24, jsActions, jsCallMethod } from './javascript'
import { phpCrest, phpSdk } from './php'
import { python } from './python'
import { requestFor, type Item, type Request, type Task } from './request'
import { curlOauth, curlWebhook } from './shell'

export { tasksFor, type Task } from './request'

/** The formats that the methods' documentation gives its examples in. The choice is kept, so a format keeps its name. */
export const SNIPPET_FORMATS = [
  'curl-webhook',
  'curl-oauth',
  'js-actions-v2',
  'js-call-method',
  'bx24',
  'php-sdk',
  'php-crest',
  'python',
] as const

export type SnippetFormat = (typeof SNIPPET_FORMATS)[number]

/** The programming language of a format. */
export const SYNTAX: Record<SnippetFormat, 'bash' | 'javascript' | 'php' | 'python'> = {
  'curl-webhook': 'bash',
  'curl-oauth': 'bash',
  'js-call-method': 'javascript',
  'js-actions-v2': 'javascript',
  bx24: 'javascript',
  'php-sdk': 'php',
  'php-crest': 'php',
  python: 'python',
}

const WRITERS: Record<SnippetFormat, (request: Request) => string> = {
  'curl-webhook': curlWebhook,
  'curl-oauth': curlOauth,
  'js-call-method': jsCallMethod,
  'js-actions-v2': jsActions,
  bx24,
  'php-sdk': phpSdk,
  'php-crest': phpCrest,
  python,
}

/**
 * Writes code that works with an item. Only the address and the secrets are placeholders.
 * @param task one of {@link tasksFor} the item
 */
export function snippet(format: SnippetFormat, task: Task, item: Item): string {
  return WRITERS[format](requestFor(task, item))
}
