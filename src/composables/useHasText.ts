import { useI18n } from 'petite-vue-i18n'
import { textAt } from '../locales/i18n'

/** @returns a function that says whether there is a text of that key, such as `types.31` */
export function useHasText(): (key: string) => boolean {
  const { locale, messages } = useI18n()
  return (key) => textAt(messages.value[locale.value], key) !== null
}
