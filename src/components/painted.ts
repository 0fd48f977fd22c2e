import { onMounted, ref, type Ref } from 'vue'

/** Settles once what is on the page now has been seen for so many frames. */
export async function afterPaint(frames = 1): Promise<void> {
  // The first callback runs before the first frame is painted.
  for (let left = frames; left >= 0; left -= 1) await new Promise((resolve) => requestAnimationFrame(resolve))
}

/**
 * Whether a component has been seen: false in its first frames, in which only what people came for should be drawn.
 * Formatting a number or a date for the first time alone takes longer than a whole card.
 * @param frames that it has been seen for; what comes in different frames is never one long task
 */
export function usePainted(frames = 1): Readonly<Ref<boolean>> {
  const painted = ref(false)
  onMounted(async () => {
    await afterPaint(frames)
    painted.value = true
  })
  return painted
}
