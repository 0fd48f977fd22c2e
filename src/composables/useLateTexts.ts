import { ref, watch, type Ref } from 'vue'
import { useI18n } from 'petite-vue-i18n'
import { textAt } from '../locales/i18n'
import { loadLateMessages } from '../locales/late'

/**
 * Loads the texts of the parts that come after the first card, and those of another language when it changes.
 * @returns whether they are there; `failed` if they could not be loaded
 */
export function useLateTexts(): Readonly<Ref<'waiting' | 'ready' | 'failed'>> {
  const { locale, messages, mergeLocaleMessage } = useI18n()
  const state = ref<'waiting' | 'ready' | 'failed'>('waiting')

  async function load(tag: string): Promise<void> {
    state.value = 'waiting'
    try {
      if (textAt(messages.value[tag], 'life') === null) mergeLocaleMessage(tag, await loadLateMessages(tag))
      if (tag === locale.value) state.value = 'ready'
    } catch {
      if (tag === locale.value) state.value = 'failed'
    }
  }

  watch(locale, (tag) => void load(tag), { immediate: true })
  return state
}
