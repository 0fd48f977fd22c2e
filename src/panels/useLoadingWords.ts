import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'petite-vue-i18n'
import { useNumber } from '../composables/useNumber'
import { useLookupStore } from '../stores/lookup'

/** @returns how many items of all directories have been loaded, in words */
export function useLoadingWords(): ComputedRef<string> {
  const { t } = useI18n()
  const n = useNumber()
  const lookup = useLookupStore()
  return computed(() => {
    const { items, total } = lookup.progress
    if (total === null) return t('catalog.searching', { items: n(items) })
    return t('catalog.searchingOf', { items: n(items), of: n(total) })
  })
}
