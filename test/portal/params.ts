/** Parameters as they arrive: nested, with text where a form sent them and any JSON where JSON did. */
export type Params = Record<string, unknown>

/**
 * Reads form parameters with PHP's keys, as `filter[ENTITY_ID]=STATUS` or `cmd[]=x`.
 * @param query without its question mark
 */
export function parseQuery(query: string): Params {
  const params: Params = {}
  for (const [key, value] of new URLSearchParams(query)) {
    const [head = '', ...rest] = key.split(/\]?\[/).map((part) => part.replace(/\]$/, ''))
    put(params, [head, ...rest], value)
  }
  return params
}

function put(into: Params, [key = '', ...rest]: string[], value: string): void {
  const name = key === '' ? String(Object.keys(into).length) : key
  if (['__proto__', 'constructor', 'prototype'].includes(name)) return
  if (rest.length === 0) {
    into[name] = value
    return
  }
  const inner = isRecord(into[name]) ? into[name] : {}
  into[name] = inner
  put(inner, rest, value)
}

/** Whether a value is an object, lists included. */
export function isRecord(value: unknown): value is Params {
  return typeof value === 'object' && value !== null
}

/** A parameter by its name, in whichever case it was written: older CRM methods take both. */
export function param(params: Params, name: string): unknown {
  const key = Object.keys(params).find((one) => one.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : params[key]
}
