import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import { PERIODS, type HistoryQuestion } from '../api/history'
import type { HistoryProgress } from '../api/readHistory'
import { useUserOptionsStore } from './userOptions'

export type Period = (typeof PERIODS)[number]

const DEFAULT_PERIOD: Period = 90
const NOTHING_READ: HistoryProgress = { rows: 0, total: null }

/** Whose stages a history is about. */
export interface PipelineRef {
  entityTypeId: number
  /** 0 for leads. */
  pipelineId: number
}

interface Reading {
  progress: HistoryProgress
  stop: () => void
}

/** The chosen period, and the histories that are being read. */
export const useLifeStore = defineStore('life', () => {
  const options = useUserOptionsStore()
  const days = computed<Period>(() => PERIODS.find((period) => period === options.days) ?? DEFAULT_PERIOD)
  const readings = shallowReactive(new Map<string, Reading>())

  /** Chooses the period; the portal keeps it for this user. */
  function choose(period: Period): void {
    void options.keep({ days: period })
  }

  /** How far the reading of a pipeline's history is; null while none goes on. */
  function progressOf(pipeline: PipelineRef): HistoryProgress | null {
    return readings.get(keyOf(pipeline))?.progress ?? null
  }

  /** Stops the reading. What has come becomes the answer, which says that it was stopped. */
  function stop(pipeline: PipelineRef): void {
    readings.get(keyOf(pipeline))?.stop()
  }

  /**
   * Shows the progress of a reading, and lets it be stopped, as long as it goes on.
   * @param cancel stops it as well
   * @param begin how far it is already
   * @param read gets the signal that stops it, and what to call after each page
   * @returns what `read` returns
   */
  async function track<T>(
    pipeline: PipelineRef,
    cancel: AbortSignal,
    begin: HistoryProgress = NOTHING_READ,
    read: (tracking: Required<Pick<HistoryQuestion, 'signal' | 'onProgress'>>) => Promise<T>,
  ): Promise<T> {
    const key = keyOf(pipeline)
    const stopping = new AbortController()
    const stop = (): void => stopping.abort()
    const onProgress = (progress: HistoryProgress): void => void readings.set(key, { progress, stop })
    onProgress({ rows: begin.rows, total: begin.total })
    cancel.addEventListener('abort', stop)
    try {
      return await read({ signal: stopping.signal, onProgress })
    } finally {
      cancel.removeEventListener('abort', stop)
      // Another reading of the same pipeline may have begun.
      if (readings.get(key)?.stop === stop) readings.delete(key)
    }
  }

  return { days, choose, progressOf, stop, track }
})

function keyOf({ entityTypeId, pipelineId }: PipelineRef): string {
  return `${entityTypeId} ${pipelineId}`
}
