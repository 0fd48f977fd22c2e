import { computed } from 'vue'
import { useI18n } from 'petite-vue-i18n'

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
  const formats = computed(() => new Map<string, Intl.NumberFormat>())

  function formatOf(unit: string, fractions: number): Intl.NumberFormat {
    const key = `${unit} ${fractions}`
    const known = formats.value.get(key)
    if (known) return known
    const options = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: fractions } as const
    const format = new Intl.NumberFormat(locale.value, options)
    formats.value.set(key, format)
    return format
  }

  return (seconds) => {
    if (seconds < HOUR) return formatOf('minute', 0).format(Math.floor(seconds / MINUTE))
    const [value, unit] = seconds < DAY ? [seconds / HOUR, 'hour'] : [seconds / DAY, 'day']
    return formatOf(unit, value < WHOLE_FROM ? 1 : 0).format(value)
  }
}
