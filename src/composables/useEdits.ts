import { computed, shallowRef, type ComputedRef } from 'vue'

/** Enough for any mistake that somebody wants to take back. */
const MAX_EDITS = 200

interface Edits<T> {
  canUndo: ComputedRef<boolean>
  canRedo: ComputedRef<boolean>
  /**
   * Edits the value.
   * @param tag edits in a row with the same tag, such as the letters typed into a field, are taken back together
   */
  edit: (value: T, tag?: string) => void
  undo: () => void
  redo: () => void
}

/** Takes edits of a value back, and makes them again. VueUse's histories cannot join edits. */
export function useEdits<T>(read: () => T, write: (value: T) => void): Edits<T> {
  const past = shallowRef<readonly T[]>([])
  const future = shallowRef<readonly T[]>([])
  let lastTag: string | undefined

  function edit(value: T, tag?: string): void {
    if (tag === undefined || tag !== lastTag) past.value = [...past.value, read()].slice(-MAX_EDITS)
    future.value = []
    lastTag = tag
    write(value)
  }

  function undo(): void {
    const value = past.value.at(-1)
    if (value === undefined) return
    past.value = past.value.slice(0, -1)
    future.value = [...future.value, read()]
    lastTag = undefined
    write(value)
  }

  function redo(): void {
    const value = future.value.at(-1)
    if (value === undefined) return
    future.value = future.value.slice(0, -1)
    past.value = [...past.value, read()]
    lastTag = undefined
    write(value)
  }

  return {
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    edit,
    undo,
    redo,
  }
}
