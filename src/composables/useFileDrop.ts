import { useEventListener } from '@vueuse/core'
import { ref, type Ref } from 'vue'

/**
 * Takes files that are dropped anywhere on the page. VueUse's `useDropZone` also forbids every other drop on the page, such
 * as that of a row that is dragged to another place.
 * @param take called with the first file of a drop
 * @returns where the pointer is that drags a file, in pixels from the window's top; null if none does
 */
export function useFileDrop(take: (file: File) => void): Readonly<Ref<number | null>> {
  const over = ref<number | null>(null)
  /** Elements under the pointer: a child is entered before its parent is left. */
  let depth = 0

  const end = (): void => {
    depth = 0
    over.value = null
  }
  on('dragenter', ({ clientY }) => {
    depth += 1
    over.value = clientY
  })
  on('dragover', ({ clientY }) => (over.value = clientY))
  on('dragleave', () => {
    depth -= 1
    if (depth <= 0) end()
  })
  on('drop', ({ dataTransfer }) => {
    end()
    const [file] = dataTransfer?.files ?? []
    if (file) take(file)
  })
  return over
}

function on(name: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void): void {
  useEventListener(document, name, (event) => {
    if (!event.dataTransfer?.types.includes('Files') || event.defaultPrevented) return
    // Otherwise the browser would leave the app and show the file.
    event.preventDefault()
    act(event)
  })
}
