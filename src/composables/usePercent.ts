import { computed } from 'vue'
import { useI18n } from 'petite-vue-i18n'
import { digitsTag } from '../locales/format'

/** @returns a function that writes a share, from 0 to 1, as a percentage in the app's language */
export function usePercent(): (share: number) => string {
  const { locale } = useI18n()
  const format = computed(
    () => new Intl.NumberFormat(digitsTag(locale.value), { style: 'percent', maximumFractionDigits: 0 }),
  )
  return (share) => format.value.format(share)
}
