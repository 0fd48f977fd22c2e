import { useTimeoutFn } from '@vueuse/core'
import { ref, type Ref } from 'vue'

/**
 * Copies text. The older command comes first: in a portal's frame the clipboard API is mostly refused, and the browser
 * complains on the console about the mere attempt. The command also says whether it worked, which libraries take for
 * granted.
 * @returns whether the text is in the clipboard
 * @see https://developer.mozilla.org/docs/Web/API/Clipboard/writeText
 */
async function copyText(text: string): Promise<boolean> {
  if (copyBySelection(text)) return true
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    area.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}

/**
 * A button's copying: what became of it, for as long as it takes to read.
 * @param text what is copied
 * @returns the outcome, null before and after; and what the button does
 */
export function useCopy(text: () => string): { outcome: Ref<'done' | 'refused' | null>; copy: () => Promise<void> } {
  const outcome = ref<'done' | 'refused' | null>(null)
  const { start: forgetSoon } = useTimeoutFn(() => (outcome.value = null), 3_000, { immediate: false })

  async function copy(): Promise<void> {
    outcome.value = (await copyText(text())) ? 'done' : 'refused'
    forgetSoon()
  }

  return { outcome, copy }
}
