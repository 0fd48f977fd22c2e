import { useQuery } from '@pinia/colada'
import { useDebounceFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { fetchStage, type StageAnswer } from '../crm/queries'
import type { Stage } from '../crm/stage'
import { isRow } from '../portal/answer'
import { PortalError } from '../portal/errors'
import { useKnownStages } from './known'
import { useMemoryStore } from './memory'

export type StageState =
  | { status: 'idle' }
  /** `known`: what was heard of it before; its card is drawn at once, and put right by the answer. */
  | { status: 'pending'; id: number; known: Stage | null }
  /** `busy`: it is being asked again. */
  | { status: 'error'; id: number; error: PortalError; busy: boolean }
  | { status: 'success'; id: number; answer: StageAnswer; busy: boolean }

const HALF_A_MINUTE = 30_000

/** Milliseconds: whoever asks for another stage sooner than this is on the way to a further one. */
const RACING = 200

/** The stage that is asked for, and the last one that was found. */
export const useStageStore = defineStore('stage', () => {
  /** What is to be seen, and what the question is about: the same, but while someone races along a pipeline. */
  const wanted = ref<number | null>(null)
  const id = ref<number | null>(null)

  const known = shallowRef<Stage | null>(null)
  const findKnown = useKnownStages()
  const memory = useMemoryStore()
  watch(
    [wanted, () => memory.memory.stages],
    () => (known.value = wanted.value === null ? null : findKnown(wanted.value)),
    { flush: 'sync' },
  )

  const query = useQuery<StageAnswer, Error>({
    key: () => ['stage', id.value ?? 0],
    query: () => fetchStage(id.value ?? 0),
    enabled: () => id.value !== null,
    // A question is a question: an answer that is kept bridges the wait, and is then asked for again.
    staleTime: 0,
    gcTime: HALF_A_MINUTE,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

  const state = computed<StageState>(() => {
    if (wanted.value === null) return { status: 'idle' }
    if (id.value !== wanted.value) return { status: 'pending', id: wanted.value, known: known.value }
    const busy = query.asyncStatus.value === 'loading'
    const { status, data, error } = query.state.value
    if (status === 'success') return { status, id: id.value, answer: data, busy }
    if (status === 'error') return { status, id: id.value, error: PortalError.from(error), busy }
    return { status: 'pending', id: id.value, known: known.value }
  })

  /** The last good answer, whichever stage it was about: it stays to be seen when a later question fails. */
  const last = shallowRef<StageAnswer | null>(null)
  watch(
    state,
    (now) => {
      if (now.status === 'success') last.value = now.answer
    },
    { immediate: true, flush: 'sync' },
  )

  watch(state, (now) => {
    if (now.status === 'success' && isRow(now.answer.item)) void memory.keepStage(now.answer.item)
    if (now.status === 'error' && ['not-found', 'access-denied'].includes(now.error.kind))
      void memory.forgetStage(now.id)
  })

  const settle = useDebounceFn(() => (id.value = wanted.value), RACING)
  let lastAsked = Number.NEGATIVE_INFINITY

  /**
   * Asks for a stage; for the one that is shown, asks again. Of many in quick succession, as a held arrow key brings
   * them, only the first and the last are asked for: portals answer two questions a second.
   */
  async function show(asked: number): Promise<void> {
    const racing = performance.now() - lastAsked < RACING
    lastAsked = performance.now()
    if (wanted.value === asked) return refresh()
    wanted.value = asked
    if (racing) void settle()
    else id.value = asked
  }

  /** Asks again for the stage that is shown, unless that is being done. */
  async function refresh(): Promise<void> {
    if (id.value !== null && id.value === wanted.value && query.asyncStatus.value !== 'loading') await query.refetch()
  }

  return { state, last, show, refresh }
})
