import { defineComponent, watch, type PropType } from 'vue'
import { useAfterPaint } from '../composables/useAfterPaint'
import type { StageBar } from '../crm/life/bars'
import type { Stage } from '../crm/stage'
import { useStageCounts } from './useStageCounts'

/**
 * Counts the records in the stages of a pipeline for a strip, which is on the first card and must not load what counts. It
 * shows nothing itself.
 */
export default defineComponent({
  props: { stages: { type: Array as PropType<readonly Stage[]>, required: true } },
  emits: { counted: (_bars: ReadonlyMap<number, StageBar> | null) => true },
  setup(props, { emit }) {
    const painted = useAfterPaint()
    const { bars } = useStageCounts(
      () => props.stages,
      () => painted.value,
    )
    watch(bars, (counted) => emit('counted', counted), { immediate: true })
    return () => null
  },
})
