import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp, watch, type App as VueApp } from 'vue'
import App from './App.vue'
import { announceLanguage, languageFor, loadMessages, tagOf, type Language, type Messages } from './locales'
import { createTexts } from './locales/i18n'
import { pause } from './portal/wait'
import { useSessionStore } from './stores/session'
import { useThemeStore } from './stores/theme'

/** Milliseconds that the theme is waited for, at most, once the interface is there. */
const PATIENCE = 250

/**
 * Puts the interface on the page.
 * @param language what the address or the browser lets expect; the portal's own word, once it comes, replaces it
 * @param messages the texts in that language
 * @returns the running interface
 */
export function start(language: Language, messages: Messages): VueApp {
  const pinia = createPinia()
  const i18n = createTexts(language, messages)
  announceLanguage(language)

  const session = useSessionStore(pinia)
  watch(
    () => session.state,
    (state) => {
      if (state.status === 'ready') void speak(languageFor(state.connection.language))
    },
  )
  void session.open()

  async function speak(wanted: Language): Promise<void> {
    const tag = tagOf(wanted)
    if (!i18n.global.availableLocales.includes(tag)) {
      const loaded = await loadMessages(wanted).catch(() => null)
      if (!loaded) return // the language that is already there will do
      i18n.global.setLocaleMessage(tag, loaded)
    }
    i18n.global.locale.value = tag
    announceLanguage(wanted)
  }

  // Until the theme is known nothing is painted, so that no other one flashes; a slow portal is not waited for.
  void Promise.race([useThemeStore(pinia).settled, pause(PATIENCE)]).then(() =>
    document.documentElement.classList.add('ready'),
  )

  const app = createApp(App).use(pinia).use(PiniaColada).use(i18n)
  app.mount('#app')
  return app
}
