import { computed } from 'vue'
import { useI18n } from 'petite-vue-i18n'
import { useNumber } from '../composables/useNumber'
import { exactMatches, search as searchItems } from '../crm/search'
import { isolate } from '../locales/isolate'
import { useLookupStore } from '../stores/lookup'
import { useSearchStore } from '../stores/search'

/** @returns the items that match the search, null until they are known, and how many there are, in words */
export function useFound() {
  const { t, locale } = useI18n()
  const n = useNumber()
  const search = useSearchStore()
  const lookup = useLookupStore()

  const found = computed(() => {
    const { question } = search
    if (!question?.answered || !lookup.complete) return null
    return question.exact ? exactMatches(question.text, lookup.items) : searchItems(question.text, lookup.items)
  })
  const outcome = computed(() => {
    const [query, count] = [isolate(search.question?.text ?? '', locale.value), found.value?.length ?? 0]
    return t('catalog.results', { query, count: n(count) }, count)
  })

  return { found, outcome }
}
