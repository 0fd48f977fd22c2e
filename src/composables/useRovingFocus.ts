import { computed, ref, type ComputedRef, type Ref } from 'vue'

interface RovingFocus<Id> {
  ids: () => readonly Id[]
  /** The selected one: the Tab key reaches it, unless another one was focused since. */
  selected: () => Id | null
  /** Whether ArrowLeft and ArrowRight move, or ArrowUp and ArrowDown. */
  orientation: 'horizontal' | 'vertical'
  /** How many to skip with PageUp and PageDown, which do nothing otherwise. */
  page?: number
  /** Focuses the element of an id; may select it as well. */
  moveTo: (id: Id) => void | Promise<void>
}

/** The keys for the next and the previous element, by the direction of the text. */
function horizontalKeys({ currentTarget }: KeyboardEvent): [next: string, previous: string] {
  const rightToLeft = getComputedStyle(currentTarget as Element).direction === 'rtl'
  return rightToLeft ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
}

/**
 * Keyboard navigation in a list: the Tab key reaches one element, and the arrow keys, Home and End move from there.
 * @returns `focused` is for the elements' focus events; `tabStop` is the id with `tabindex` 0, `tabStopIndex` its index
 * @see https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/#kbd_roving_tabindex
 */
export function useRovingFocus<Id extends string | number>({
  ids,
  selected,
  orientation,
  page,
  moveTo,
}: RovingFocus<Id>): {
  focused: Ref<Id | null>
  tabStop: ComputedRef<Id | null>
  tabStopIndex: ComputedRef<number>
  onKeydown: (event: KeyboardEvent) => Promise<void>
} {
  const focused = ref(null) as Ref<Id | null>
  const tabStopIndex = computed(() => {
    const indexes = [focused.value, selected()].map((id) => (id === null ? -1 : ids().indexOf(id)))
    return indexes.find((index) => index >= 0) ?? 0
  })
  const tabStop = computed(() => ids()[tabStopIndex.value] ?? null)

  async function onKeydown(event: KeyboardEvent): Promise<void> {
    const [index, last] = [tabStopIndex.value, ids().length - 1]
    const [next, previous] = orientation === 'vertical' ? ['ArrowDown', 'ArrowUp'] : horizontalKeys(event)
    const targets: Record<string, number> = { [next]: index + 1, [previous]: index - 1, Home: 0, End: last }
    if (page) Object.assign(targets, { PageDown: Math.min(index + page, last), PageUp: Math.max(index - page, 0) })
    const id = ids()[targets[event.key] ?? -1]
    if (id === undefined) return
    event.preventDefault()
    await moveTo(id)
  }

  return { focused, tabStop, tabStopIndex, onKeydown }
}
