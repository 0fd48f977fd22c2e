import { computed } from 'vue'
import { useI18n } from 'petite-vue-i18n'

/** @returns a function that writes a number as the app's language does */
export function useNumber(): (value: number) => string {
  const { locale } = useI18n()
  const format = computed(() => new Intl.NumberFormat(locale.value))
  return (value) => format.value.format(value)
}
