import { useTimeoutFn } from '@vueuse/core'
import { ref, type Ref } from 'vue'

/** Milliseconds that the outcome stays visible. */
const OUTCOME_MS = 3_000

/**
 * Copies text. The older command comes first: the portal's frame mostly has no permission for the clipboard API, and the
 * browser logs an error for the mere attempt.
 * @returns whether it worked, which VueUse's `useClipboard` does not tell
 * @see https://developer.mozilla.org/docs/Web/API/Clipboard/writeText
 */
async function copyText(text: string): Promise<boolean> {
  if (copyWithCommand(text)) return true
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function copyWithCommand(text: string): boolean {
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
 * Copying for a button.
 * @param text what to copy
 * @returns the outcome, for as long as it takes to read, and the action
 */
export function useCopy(text: () => string): {
  outcome: Ref<'done' | 'refused' | null>
  copy: () => Promise<void>
} {
  const outcome = ref<'done' | 'refused' | null>(null)
  const { start: resetSoon } = useTimeoutFn(() => (outcome.value = null), OUTCOME_MS, { immediate: false })

  async function copy(): Promise<void> {
    outcome.value = (await copyText(text())) ? 'done' : 'refused'
    resetSoon()
  }

  return { outcome, copy }
}
