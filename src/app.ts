import { PiniaColada, useQueryCache } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp, watch, type App as VueApp } from 'vue'
import App from './App.vue'
import type { FirstCard } from './boot/firstCard'
import { handOver } from './boot/handOver'
import { createFrameQueue, FRAME_QUEUE } from './composables/useAfterPaint'
import { languageFor, loadMessages, setPageLanguage, tagOf, type Language, type Messages } from './locales'
import { createMessages } from './locales/i18n'
import { sleep } from './portal/timers'
import { QUERY_DEFAULTS } from './stores/queries'
import { useSessionStore } from './stores/session'
import { useThemeStore } from './stores/theme'
import { useUserOptionsStore } from './stores/userOptions'

/** Milliseconds to wait for the user's theme, at most, before the interface is shown. */
const THEME_WAIT_MS = 250

/**
 * Starts the interface.
 * @param language a guess; the portal's own language replaces it as soon as it is known
 * @param messages the texts in that language
 * @param firstCard the connection and the questions that have been asked with it
 * @returns the running app
 */
export function start(language: Language, messages: Messages, firstCard: Promise<FirstCard>): VueApp {
  const pinia = createPinia()
  const i18n = createMessages(language, messages)
  const app = createApp(App).use(pinia).use(PiniaColada, { queryOptions: QUERY_DEFAULTS }).use(i18n)
  app.provide(FRAME_QUEUE, createFrameQueue())
  setPageLanguage(language)

  async function setLanguage(next: Language): Promise<void> {
    const tag = tagOf(next)
    if (!i18n.global.availableLocales.includes(tag)) {
      const loaded = await loadMessages(next).catch(() => null)
      if (!loaded) return // the present language has to do
      i18n.global.setLocaleMessage(tag, loaded)
    }
    i18n.global.locale.value = tag
    setPageLanguage(next)
  }

  const session = useSessionStore(pinia)
  watch(
    () => session.connection,
    (connection) => connection && setLanguage(languageFor(connection.language)),
  )
  // The queries get boot's answers before any component can ask, and before that the stages that the user options hold,
  // which are shown until an answer comes.
  const options = useUserOptionsStore(pinia)
  const connection = firstCard.then((asked) => {
    options.load(asked.connection)
    handOver(useQueryCache(pinia), asked)
    return asked.connection
  })
  void session.open(connection)

  // Nothing is painted before the theme is known, so that no other theme flashes up.
  useThemeStore(pinia)
  const themeKnown = session.connected().catch(() => undefined)
  void Promise.race([themeKnown, sleep(THEME_WAIT_MS)]).then(() => document.documentElement.classList.add('ready'))

  app.mount('#app')
  return app
}
