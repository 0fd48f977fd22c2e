import { usePreferredDark } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { useMemoryStore } from './memory'

/** Light as portals are, unless someone wants it otherwise. */
export const THEMES = ['light', 'dark', 'system'] as const

export type Theme = (typeof THEMES)[number]

/** How the app looks; remembered by the portal for each user. */
export const useThemeStore = defineStore('theme', () => {
  const memory = useMemoryStore()
  const systemIsDark = usePreferredDark()

  const choice = computed<Theme>(() => THEMES.find((theme) => theme === memory.memory.theme) ?? 'light')
  const dark = computed(() => choice.value === 'dark' || (choice.value === 'system' && systemIsDark.value))
  watch(
    dark,
    (now) => {
      document.documentElement.classList.toggle('dark', now)
      document.documentElement.classList.toggle('light', !now)
    },
    { immediate: true },
  )

  /** Goes on to the next theme. */
  function toggle(): void {
    const next = THEMES[(THEMES.indexOf(choice.value) + 1) % THEMES.length]
    void memory.keep({ theme: next ?? null })
  }

  /** Once the portal has told what was chosen. */
  const settled = memory.recall()

  return { choice, settled, toggle }
})
