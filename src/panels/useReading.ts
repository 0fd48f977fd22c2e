import { computed } from 'vue'
import { PERIODS } from '../api/history'
import { ownerOf } from '../crm/directory'
import { hasHistory } from '../crm/recordTypes'
import { useLifeStore, type PipelineRef } from '../stores/life'
import { useReadingStore } from '../stores/reading'

/** The history of a directory's pipeline: what is known of it, and all that its controls need. */
export function useReading(entityId: () => string) {
  const life = useLifeStore()
  const readings = useReadingStore()

  const pipeline = computed((): PipelineRef | null => {
    const owner = ownerOf(entityId())
    if (owner.type === 'list' || !hasHistory(owner.entityTypeId)) return null
    return { entityTypeId: owner.entityTypeId, pipelineId: owner.pipelineId }
  })
  /** Null as long as nobody has asked for it. */
  const reading = computed(() => (pipeline.value ? readings.of(pipeline.value) : null))
  const progress = computed(() => {
    if (!pipeline.value || reading.value?.asyncStatus !== 'loading') return null
    return life.progressOf(pipeline.value) ?? { rows: 0, total: null }
  })

  /** Asks for it; asks again if it is known. */
  function read(): void {
    if (reading.value) void reading.value.refetch()
    else if (pipeline.value) readings.ask(pipeline.value)
  }

  function goOn(): void {
    void reading.value?.goOn?.()
  }

  function stop(): void {
    if (pipeline.value) life.stop(pipeline.value)
  }

  /** For `HistoryControls`. */
  const controls = computed(() => {
    const history = reading.value?.data?.history
    return {
      periods: PERIODS,
      period: life.days,
      progress: progress.value,
      known: history !== undefined && !(history.stopped && history.rows === 0),
      unfinished: Boolean(reading.value?.goOn),
    }
  })
  /** What ended the reading after its first page, for `QueryNotice`: to try again is to go on. */
  const broken = computed(() => {
    const failure = reading.value?.data?.history.failure
    if (!reading.value || !failure) return null
    return { ...reading.value, error: failure, refetch: reading.value.goOn ?? reading.value.refetch }
  })

  function choose(days: number): void {
    const period = PERIODS.find((known) => known === days)
    if (period) life.choose(period)
  }

  return { pipeline, reading, controls, broken, read, goOn, stop, choose }
}
