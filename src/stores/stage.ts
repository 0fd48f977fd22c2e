import { useQuery } from '@pinia/colada'
import { useDebounceFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { StageAnswer } from '../api/stages'
import type { Stage } from '../crm/stage'
import type { PortalError } from '../portal/errors'
import { isRow } from '../portal/json'
import { stageQuery } from './queries'
import { useUserOptionsStore } from './userOptions'

export type StageState =
  | { status: 'idle' }
  /** `placeholder`: what is known of the stage; its card is shown until the answer replaces it. */
  | { status: 'pending'; id: number; placeholder: Stage | null }
  /** `busy`: the portal is being asked again. */
  | { status: 'error'; id: number; error: PortalError; busy: boolean }
  | { status: 'success'; id: number; answer: StageAnswer; busy: boolean }

/** Milliseconds within which another stage counts as the next step of a held arrow key. */
const HELD_KEY_MS = 200

/** The stage whose card is shown. */
export const useStageStore = defineStore('stage', () => {
  const id = ref<number | null>(null)
  /** False while an arrow key is held: the stages on the way are shown as far as known, but not asked for. */
  const settled = ref(true)

  const query = useQuery(() => ({ ...stageQuery(id.value ?? 0), enabled: id.value !== null && settled.value }))

  /** Whether something else may have been meant by the ID. Then "not found" is not told at once. */
  const doubted = ref(false)
  const isMissing = computed(() => doubted.value && query.error.value?.kind === 'not-found')

  const state = computed<StageState>(() => {
    if (id.value === null) return { status: 'idle' }
    const { status, data, error } = query.state.value
    const shown = { id: id.value, busy: query.asyncStatus.value === 'loading' }
    if (isMissing.value) return { status: 'pending', id: id.value, placeholder: null }
    if (!settled.value || query.isPlaceholderData.value || status === 'pending') {
      return { status: 'pending', id: id.value, placeholder: data?.stage ?? null }
    }
    return status === 'error' ? { status, ...shown, error } : { status, ...shown, answer: data }
  })

  /** The last good answer, whichever stage it was about. It stays visible when a later question fails. */
  const last = shallowRef<StageAnswer | null>(null)
  watch(
    state,
    (now) => {
      if (now.status !== 'success') return
      last.value = now.answer
      doubted.value = false
    },
    { immediate: true, flush: 'sync' },
  )

  const options = useUserOptionsStore()
  watch(state, (now) => {
    if (now.status === 'success' && isRow(now.answer.item)) void options.keepStage(now.answer.item)
    const unavailable = now.status === 'error' && ['not-found', 'access-denied'].includes(now.error.kind)
    if (unavailable) void options.forgetStage(now.id)
  })

  const settleSoon = useDebounceFn(() => (settled.value = true), HELD_KEY_MS)
  let lastShow = Number.NEGATIVE_INFINITY

  /**
   * Shows a stage; asks again for the one that is already shown. Of many stages in quick succession, only the first and
   * the last are asked for, because portals answer two requests a second.
   * @param doubt whether to wait for {@link believe} before "not found" is told; until then, `missing` is true
   */
  async function show(stageId: number, doubt = false): Promise<void> {
    doubted.value = false
    const held = performance.now() - lastShow < HELD_KEY_MS
    lastShow = performance.now()
    const asked = id.value === stageId ? refresh() : begin(stageId, held)
    // Only now: an earlier answer about a stage must not be taken for this one.
    doubted.value = doubt
    await asked
  }

  async function begin(stageId: number, held: boolean): Promise<void> {
    id.value = stageId
    settled.value = !held
    await (held ? settleSoon() : query.refresh())
  }

  /** Asks again for the stage that is shown, unless the portal is being asked already. */
  async function refresh(): Promise<void> {
    if (id.value !== null && settled.value && query.asyncStatus.value !== 'loading') await query.refetch()
  }

  /** Nothing else was meant by the ID: "not found" is told. */
  function believe(): void {
    doubted.value = false
  }

  /** Shows no stage. */
  function close(): void {
    id.value = null
  }

  /** Whether the portal has no such item, and something else may have been meant. */
  const missing = computed(
    () => id.value !== null && isMissing.value && settled.value && query.asyncStatus.value !== 'loading',
  )

  return { id, state, missing, query, last, show, refresh, believe, close }
})
