import { onMounted, ref, type Ref } from 'vue'

/**
 * Whether a component has been seen: false in its first frames, in which only what people came for should be drawn.
 * Formatting a number or a date for the first time alone takes longer than a whole card.
 * @param frames that it has been seen for; what comes in different frames is never one long task
 */
export function usePainted(frames = 1): Readonly<Ref<boolean>> {
  const painted = ref(false)
  // The first callback runs before the first frame is painted.
  const wait = (left: number): number => requestAnimationFrame(() => (left > 0 ? wait(left - 1) : (painted.value = true)))
  onMounted(() => wait(frames))
  return painted
}
