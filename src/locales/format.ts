/** What is said of a time. */
export type TimeUnit = 'day' | 'hour' | 'minute' | 'second' | 'millisecond'

/**
 * The language whose digits, separators and signs a language has. Chromium knows no Kazakh, and would write it in an
 * English way; Kazakh numbers, and dates in digits, look as Russian ones do.
 * @param tag BCP 47
 */
export function digitsTag(tag: string): string {
  return tag === 'kk' ? 'ru' : tag
}

/** Chromium writes Kazakh units in English. After a number, a Kazakh noun has one form only. */
const KAZAKH: Record<TimeUnit, string> = {
  day: 'күн',
  hour: 'сағат',
  minute: 'минут',
  second: 'секунд',
  millisecond: 'мс',
}

/**
 * Writes numbers with a unit of time, in words of the language.
 * @param tag BCP 47
 * @param options of the number, and how long the unit's name is
 */
export function unitFormat(
  tag: string,
  unit: TimeUnit,
  options: Pick<Intl.NumberFormatOptions, 'maximumFractionDigits' | 'unitDisplay'>,
): (value: number) => string {
  const isKazakh = tag === 'kk'
  const format = new Intl.NumberFormat(digitsTag(tag), isKazakh ? options : { ...options, style: 'unit', unit })
  return (value) => (isKazakh ? `${format.format(value)}\u00A0${KAZAKH[unit]}` : format.format(value))
}

/**
 * Writes dates with their times. Kazakh ones are in digits: Chromium does not know the names of months.
 * @param tag BCP 47
 */
export function dateFormat(tag: string, dateStyle: 'medium' | 'long'): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(digitsTag(tag), { dateStyle: tag === 'kk' ? 'short' : dateStyle, timeStyle: 'short' })
}

/**
 * Writes an enumeration. Chromium knows no Kazakh “and”, and would write that of the browser: Kazakh ones have commas only.
 * @param tag BCP 47
 */
export function formatList(tag: string, items: string[], options: Intl.ListFormatOptions = {}): string {
  return tag === 'kk' ? items.join(', ') : new Intl.ListFormat(tag, options).format(items)
}
