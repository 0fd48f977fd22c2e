import { useIntervalFn } from '@vueuse/core'
import { readonly, ref, watch, type Ref } from 'vue'

/**
 * Counts down to a moment and then calls back once. It goes by the clock: VueUse's `useCountdown` counts its own ticks,
 * which browsers slow down to one a minute in hidden pages.
 * @param until milliseconds since 1970; undefined for no countdown. A new moment restarts it
 * @param onComplete called when the moment has come
 * @returns the seconds left, null if there is no countdown; and a way to stop it
 */
export function useCountdown(
  until: () => number | undefined,
  onComplete: () => void,
): { seconds: Readonly<Ref<number | null>>; stop: () => void } {
  const seconds = ref<number | null>(null)
  const { pause, resume } = useIntervalFn(tick, 1_000, { immediate: false })

  function tick(): void {
    const left = Math.ceil(((until() ?? 0) - Date.now()) / 1000)
    if (left > 0) {
      seconds.value = left
      return
    }
    stop()
    onComplete()
  }

  function stop(): void {
    pause()
    seconds.value = null
  }

  watch(
    until,
    (moment) => {
      stop()
      if (moment === undefined) return
      // At least one second, even if the moment has passed, so that the retry is visible and can be stopped.
      seconds.value = Math.max(1, Math.ceil((moment - Date.now()) / 1000))
      resume()
    },
    { immediate: true },
  )

  return { seconds: readonly(seconds), stop }
}
