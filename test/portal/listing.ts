import { RestError, type Outcome } from './method.ts'
import { isRecord, type Params } from './params.ts'

const PAGE = 50

/** The fields of a list that can be filtered and sorted, with their types. */
export type Fields = Readonly<Record<string, 'integer' | 'string' | 'datetime'>>

type Row = Readonly<Record<string, unknown>>
type Comparable = string | number

/** Operators before a field's name, longest first. */
const OPERATOR = /^(>=|<=|!=%|!%=|!@|!%|!=|=%|%=|>|<|@|%|=|!)?(.*)$/

/**
 * Answers a list method of newer controllers: filters with operators, sorts, selects, and cuts a page of 50 out of it.
 * @param rows all that the user may read
 * @param key the field that sorts where the call does not say
 * @throws RestError `INVALID_ARG_VALUE` for unknown fields, values or directions
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html
 * @see https://apidocs.bitrix24.com/settings/how-to-call-rest-api/list-methods-pecularities.html
 */
export function listed(rows: readonly Row[], params: Params, fields: Fields, key: string): Outcome {
  const found = sorted(filtered(rows, params.filter, fields), params.order, fields, key)
  const start = Number(params.start ?? 0) || 0
  const items = found.slice(Math.max(0, start), Math.max(0, start) + PAGE).map((row) => selected(row, params.select))
  // Without a count, a portal does not know whether there is more either.
  if (start < 0) return { result: { items } }
  return {
    result: { items },
    total: found.length,
    ...(start + PAGE < found.length ? { next: start + PAGE } : {}),
  }
}

function filtered(rows: readonly Row[], filter: unknown, fields: Fields): Row[] {
  const checks = Object.entries(isRecord(filter) ? filter : {}).map(([key, value]) => checkOf(key, value, fields))
  return rows.filter((row) => checks.every((check) => check(row)))
}

function checkOf(key: string, value: unknown, fields: Fields): (row: Row) => boolean {
  const [, operator = '=', field = ''] = OPERATOR.exec(key) ?? []
  const type = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (!type) throw invalid('filter', `field '${field}' is not allowed in filter`)
  const values = (isRecord(value) ? Object.values(value) : [value]).map((one) => {
    const comparable = asType(one, type)
    if (comparable === null) throw invalid('filter', `field '${field}' has invalid value`)
    return comparable
  })
  const test = TESTS[operator] ?? TESTS['=']
  return (row) => {
    const own = asType(row[field], type)
    return own !== null && test !== undefined && test(own, values)
  }
}

const some = (test: (a: Comparable, b: Comparable) => boolean) => (own: Comparable, values: Comparable[]) =>
  values.some((value) => test(own, value))
const none = (test: (a: Comparable, b: Comparable) => boolean) => (own: Comparable, values: Comparable[]) =>
  !values.some((value) => test(own, value))
const equal = (a: Comparable, b: Comparable) => a === b
const contains = (a: Comparable, b: Comparable) => String(a).toLowerCase().includes(String(b).toLowerCase())
const like = (a: Comparable, b: Comparable) =>
  new RegExp(`^${String(b).split('%').map(escaped).join('.*')}$`, 'is').test(String(a))
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const TESTS: Record<string, (own: Comparable, values: Comparable[]) => boolean> = {
  '=': some(equal),
  '@': some(equal),
  '!': none(equal),
  '!=': none(equal),
  '!@': none(equal),
  '>': some((a, b) => a > b),
  '>=': some((a, b) => a >= b),
  '<': some((a, b) => a < b),
  '<=': some((a, b) => a <= b),
  '%': some(contains),
  '!%': none(contains),
  '=%': some(like),
  '%=': some(like),
  '!=%': none(like),
  '!%=': none(like),
}

/** A value as its field's type; null if it is none of it. */
function asType(value: unknown, type: Fields[string]): Comparable | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  if (type === 'string') return String(value)
  const number = type === 'datetime' ? Date.parse(String(value)) : Number(value)
  return Number.isNaN(number) || value === '' ? null : number
}

function sorted(rows: Row[], order: unknown, fields: Fields, key: string): Row[] {
  const by = Object.entries(isRecord(order) ? order : {}).map(([field, direction]) => {
    if (!Object.hasOwn(fields, field)) throw invalid('order', `field '${field}' is not allowed in order`)
    const sign = { ASC: 1, DESC: -1 }[String(direction).toUpperCase()]
    const got = `But got '${String(direction)}' for field '${field}'`
    if (!sign) throw invalid('order', `allowed sort directions are \`ASC, DESC\`. ${got}`)
    return [field, sign] as const
  })
  const keys = by.length > 0 ? by : [[key, 1] as const]
  return rows.toSorted((a, b) => keys.map(([field, sign]) => sign * compare(a, b, field, fields)).find(Boolean) ?? 0)
}

function compare(a: Row, b: Row, field: string, fields: Fields): number {
  // As in MySQL, what has no value comes first.
  const [left, right] = [a, b].map((row) => asType(row[field], fields[field] ?? 'string') ?? Number.NEGATIVE_INFINITY)
  return left === right ? 0 : (left ?? 0) < (right ?? 0) ? -1 : 1
}

function selected(row: Row, select: unknown): Row {
  const names = isRecord(select) ? Object.values(select).map(String) : []
  if (names.length === 0 || names.includes('*')) return row
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))
}

function invalid(what: 'filter' | 'order', text: string): RestError {
  return new RestError(400, 'INVALID_ARG_VALUE', `Invalid ${what}: ${text}`)
}
