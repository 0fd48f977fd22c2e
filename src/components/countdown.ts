import { useIntervalFn } from '@vueuse/core'
import { readonly, ref, watch, type Ref } from 'vue'

/**
 * Counts down to a moment, and then acts once.
 * @param until the moment, in milliseconds since 1970; undefined for none. A new moment starts anew
 * @param act what to do then
 * @returns the whole seconds that are left, null when nothing is counted; and a way to stop
 */
export function useCountdown(
  until: () => number | undefined,
  act: () => void,
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
    act()
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
      // At least one second, also for a moment that has passed: a retry is seen, and can be stopped.
      seconds.value = Math.max(1, Math.ceil((moment - Date.now()) / 1000))
      resume()
    },
    { immediate: true },
  )

  return { seconds: readonly(seconds), stop }
}
