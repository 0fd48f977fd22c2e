/** Parameters of a request: nested; strings if they come from a form, any JSON value if they come from JSON. */
export type Params = Record<string, unknown>

/**
 * Parses form parameters with PHP-style keys, such as `filter[ENTITY_ID]=STATUS` or `cmd[]=x`.
 * @param query without the question mark
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

/** Whether a value is an object or an array. */
export function isRecord(value: unknown): value is Params {
  return typeof value === 'object' && value !== null
}

/** Finds a parameter by name and ignores case, as older CRM methods do. */
export function param(params: Params, name: string): unknown {
  const key = Object.keys(params).find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : params[key]
}
