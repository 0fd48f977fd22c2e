import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import { createI18n } from 'vue-i18n'
import App from './App.vue'
import { languageFor, loadMessages, tagOf, type Language, type Messages } from './locales'
import { useSessionStore } from './stores/session'

/**
 * Puts the interface on the page.
 * @param language what the address or the browser lets expect; the portal's own word, once it comes, replaces it
 * @param messages the texts in that language
 */
export function start(language: Language, messages: Messages): void {
  const pinia = createPinia()
  const i18n = createI18n({ legacy: false, locale: language as string, messages: { [language]: messages } })
  document.documentElement.lang = tagOf(language)

  const session = useSessionStore(pinia)
  watch(
    () => session.state,
    (state) => {
      if (state.status === 'ready') void speak(languageFor(state.connection.language))
    },
  )
  void session.open()

  async function speak(wanted: Language): Promise<void> {
    if (!i18n.global.availableLocales.includes(wanted)) {
      const loaded = await loadMessages(wanted).catch(() => null)
      if (!loaded) return // the language that is already there will do
      i18n.global.setLocaleMessage(wanted, loaded)
    }
    i18n.global.locale.value = wanted
    document.documentElement.lang = tagOf(wanted)
  }

  createApp(App).use(pinia).use(PiniaColada).use(i18n).mount('#app')
}
