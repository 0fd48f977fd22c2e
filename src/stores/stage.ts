import { useQuery } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { fetchStage, type StageAnswer } from '../crm/queries'
import { PortalError } from '../portal/errors'

export type StageState =
  | { status: 'idle' }
  | { status: 'pending'; id: number }
  /** `busy`: it is being asked again. */
  | { status: 'error'; id: number; error: PortalError; busy: boolean }
  | { status: 'success'; id: number; answer: StageAnswer; busy: boolean }

/** The stage that is asked for, and the last one that was found. */
export const useStageStore = defineStore('stage', () => {
  const id = ref<number | null>(null)

  const query = useQuery<StageAnswer, Error>({
    key: () => ['stage', id.value ?? 0],
    query: () => fetchStage(id.value ?? 0),
    enabled: () => id.value !== null,
    // A question is a question: an answer that is kept bridges the wait, and is then asked for again.
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

  const state = computed<StageState>(() => {
    if (id.value === null) return { status: 'idle' }
    const busy = query.asyncStatus.value === 'loading'
    const { status, data, error } = query.state.value
    if (status === 'success') return { status, id: id.value, answer: data, busy }
    if (status === 'error') return { status, id: id.value, error: PortalError.from(error), busy }
    return { status: 'pending', id: id.value }
  })

  /** The last good answer, whichever stage it was about: it stays to be seen when a later question fails. */
  const last = shallowRef<StageAnswer | null>(null)
  watch(state, (now) => { if (now.status === 'success') last.value = now.answer }, { immediate: true, flush: 'sync' })

  /** Asks for a stage; for the one that is shown, asks again. */
  async function show(asked: number): Promise<void> {
    if (id.value === asked) await refresh()
    else id.value = asked
  }

  /** Asks again for the stage that is shown, unless that is being done. */
  async function refresh(): Promise<void> {
    if (id.value !== null && query.asyncStatus.value !== 'loading') await query.refetch()
  }

  return { state, last, show, refresh }
})
