import { computed } from 'vue'
import { useI18n } from 'petite-vue-i18n'
import { digitsTag } from '../locales/format'

/**
 * @param fractions how many digits behind the decimal sign at most
 * @returns a function that writes a number as the app's language does
 */
export function useNumber(fractions?: number): (value: number) => string {
  const { locale } = useI18n()
  const format = computed(() => new Intl.NumberFormat(digitsTag(locale.value), { maximumFractionDigits: fractions }))
  return (value) => format.value.format(value)
}
