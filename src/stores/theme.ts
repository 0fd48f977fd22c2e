import { usePreferredDark } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { useUserOptionsStore } from './userOptions'

/** The first is the default, because portals are light. */
export const THEMES = ['light', 'dark', 'system'] as const

export type Theme = (typeof THEMES)[number]

/** The chosen theme, applied to the page. */
export const useThemeStore = defineStore('theme', () => {
  const options = useUserOptionsStore()
  const systemIsDark = usePreferredDark()

  const choice = computed<Theme>(() => THEMES.find((theme) => theme === options.theme) ?? THEMES[0])
  const dark = computed(() => choice.value === 'dark' || (choice.value === 'system' && systemIsDark.value))
  watch(
    dark,
    (isDark) => {
      document.documentElement.classList.toggle('dark', isDark)
      document.documentElement.classList.toggle('light', !isDark)
    },
    { immediate: true },
  )

  function toggle(): void {
    const next = THEMES[(THEMES.indexOf(choice.value) + 1) % THEMES.length]
    void options.keep({ theme: next ?? null })
  }

  return { choice, toggle }
})
