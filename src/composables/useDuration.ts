import { computed } from 'vue'
import { useI18n } from 'petite-vue-i18n'
import { unitFormat, type TimeUnit } from '../locales/format'

const MINUTE = 60
const HOUR = 3_600
const DAY = 86_400
/** From here on, fractions say nothing. */
const WHOLE_FROM = 10

/**
 * @returns a function that says a time in words of the app's language, in the unit that fits: `4.5 hours`, `12 days`. It
 *   takes seconds
 */
export function useDuration(): (seconds: number) => string {
  const { locale } = useI18n()
  const formats = computed(() => new Map<string, (value: number) => string>())

  function formatOf(unit: TimeUnit, fractions: number): (value: number) => string {
    const key = `${unit} ${fractions}`
    const known = formats.value.get(key)
    if (known) return known
    const format = unitFormat(locale.value, unit, { unitDisplay: 'long', maximumFractionDigits: fractions })
    formats.value.set(key, format)
    return format
  }

  return (seconds) => {
    if (seconds < HOUR) return formatOf('minute', 0)(Math.floor(seconds / MINUTE))
    const [value, unit]: [number, TimeUnit] = seconds < DAY ? [seconds / HOUR, 'hour'] : [seconds / DAY, 'day']
    return formatOf(unit, value < WHOLE_FROM ? 1 : 0)(value)
  }
}
