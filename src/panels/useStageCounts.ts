import { useQuery } from '@pinia/colada'
import { computed, reactive } from 'vue'
import { useLateTexts } from '../composables/useLateTexts'
import { hasRecords } from '../crm/directory'
import { barsOf } from '../crm/life/bars'
import type { Stage } from '../crm/stage'
import { countsQuery } from '../stores/lifeQueries'

/**
 * How many records are in each stage of a pipeline. All who ask for the same pipeline share the answer.
 * @param stages all of one directory; nothing is asked as long as there are none, or of plain lists
 * @param enabled false until the card is painted
 */
export function useStageCounts(stages: () => readonly Stage[], enabled: () => boolean) {
  const texts = useLateTexts()
  const entityId = computed(() => stages()[0]?.entityId ?? '')
  const query = reactive(
    useQuery(() => ({
      ...countsQuery({ entityId: entityId.value, stages: stages().map(({ statusId }) => statusId) }),
      enabled: enabled() && hasRecords(entityId.value),
    })),
  )
  /** By the stage's ID; null as long as nothing is known. */
  const bars = computed(() =>
    texts.value === 'ready' && query.data && !query.error ? barsOf(stages(), query.data) : null,
  )
  return { query, bars }
}
