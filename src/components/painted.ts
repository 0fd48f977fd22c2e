import { onMounted, ref, type Ref } from 'vue'

/**
 * Whether a component has been seen: false in its first frame, in which only what people came for should be drawn.
 * Formatting a number or a date for the first time alone takes longer than a whole card.
 */
export function usePainted(): Readonly<Ref<boolean>> {
  const painted = ref(false)
  onMounted(() => requestAnimationFrame(() => requestAnimationFrame(() => (painted.value = true))))
  return painted
}
