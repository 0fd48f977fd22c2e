import { bx24, jsActions, jsCallMethod } from './javascript'
import { phpCrest, phpSdk } from './php'
import { python } from './python'
import { requestFor, type Item, type Request, type Task } from './request'
import { curlOauth, curlWebhook } from './shell'

export { tasksFor, type Task } from './request'

/** The forms in which the methods' documentation gives its examples. */
export const FORMS = [
  'curl-webhook',
  'curl-oauth',
  'js-call-method',
  'js-actions-v2',
  'bx24',
  'php-sdk',
  'php-crest',
  'python',
] as const

export type Form = (typeof FORMS)[number]

/** The language that a form is written in. */
export const SYNTAX: Record<Form, 'bash' | 'javascript' | 'php' | 'python'> = {
  'curl-webhook': 'bash',
  'curl-oauth': 'bash',
  'js-call-method': 'javascript',
  'js-actions-v2': 'javascript',
  bx24: 'javascript',
  'php-sdk': 'php',
  'php-crest': 'php',
  python: 'python',
}

const WRITERS: Record<Form, (request: Request) => string> = {
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
 * Writes code to go on with an item, ready to paste but for the address and the secrets, which are placeholders.
 * @param task one of {@link tasksFor} the item
 */
export function snippet(form: Form, task: Task, item: Item): string {
  return WRITERS[form](requestFor(task, item))
}
