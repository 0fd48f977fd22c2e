import { computed } from 'vue'
import { useI18n } from 'petite-vue-i18n'
import { dateFormat } from '../locales/format'

/** @returns a function that writes a moment, in milliseconds since 1970, with date and time in the app's language */
export function useDate(): (at: number) => string {
  const { locale } = useI18n()
  const format = computed(() => dateFormat(locale.value, 'medium'))
  return (at) => format.value.format(new Date(at))
}
