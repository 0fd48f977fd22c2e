import { useI18n } from 'petite-vue-i18n'

/** @returns a function that says whether there is a text of that key, such as `types.31` */
export function useHasText(): (key: string) => boolean {
  const { locale, messages } = useI18n()
  return (key) => {
    let at: unknown = messages.value[locale.value]
    for (const part of key.split('.')) at = (at as Record<string, unknown> | undefined)?.[part]
    return at !== undefined
  }
}
