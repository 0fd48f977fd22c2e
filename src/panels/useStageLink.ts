import { useQuery } from '@pinia/colada'
import { computed, watch, type ComputedRef } from 'vue'
import { stageLink } from '../crm/link'
import { useLinksStore } from '../stores/links'
import { appCodeQuery, linksQuery } from '../stores/queries'
import { useSessionStore } from '../stores/session'

/** Links do not work in this portal, or nobody who may ask has found out yet. */
export type LinksOff = 'off' | 'unknown'

/**
 * The link that opens a stage's card in the portal.
 * @param stageId null for no link
 * @param paintedId the stage whose card was painted last; null as long as nothing else may be asked for
 * @returns `link`: null if there is none, or not yet. `off`: why there is none; null if there is one, or not yet
 */
export function useStageLink(
  stageId: () => number | null,
  paintedId: () => number | null,
): { link: ComputedRef<string | null>; off: ComputedRef<LinksOff | null> } {
  const session = useSessionStore()
  const links = useLinksStore()
  const mayAsk = (): boolean => paintedId() !== null
  const bound = useQuery(() => ({ ...linksQuery, enabled: mayAsk() && links.canAsk }))
  /** Whether the portal may still say it, and has not refused to. */
  const isOpen = computed(() => links.canAsk && bound.error.value?.kind !== 'access-denied')
  // An answer that is kept from before may be out of date: settings change it.
  watch(bound.data, (on) => on !== undefined && links.canAsk && links.learn(on), { immediate: true })
  // After a failure, the next card asks again.
  watch(
    paintedId,
    () => void (bound.error.value && isOpen.value && bound.asyncStatus.value === 'idle' && bound.refetch()),
  )
  watch(
    () => mayAsk() && links.canTell,
    (can) => can && links.learn(true),
    { immediate: true },
  )
  const appCode = useQuery(() => ({ ...appCodeQuery, enabled: mayAsk() && links.work === true }))

  const link = computed(() => {
    const [id, origin, code] = [stageId(), session.connection?.origin, appCode.data.value]
    return links.work && id !== null && origin && code ? stageLink(origin, code, id) : null
  })
  const off = computed(() => {
    if (links.work || !mayAsk()) return null
    if (links.work === false) return 'off'
    // Whoever can be told need not turn to somebody else.
    return isOpen.value ? null : 'unknown'
  })
  return { link, off }
}
