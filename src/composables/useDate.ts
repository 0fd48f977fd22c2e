import { computed } from 'vue'
import { useI18n } from 'petite-vue-i18n'

/** @returns a function that writes a moment, in milliseconds since 1970, with date and time in the app's language */
export function useDate(): (at: number) => string {
  const { locale } = useI18n()
  const format = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short' }))
  return (at) => format.value.format(new Date(at))
}
