import { defineStore, getActivePinia } from 'pinia'
import { watch } from 'vue'
import { readFromTab } from '../portal/tabStorage'
import { useDirectoryStore } from './directory'
import { useSearchStore } from './search'
import { useSessionStore } from './session'
import { useStageStore } from './stage'
import { useUserOptionsStore } from './userOptions'

/**
 * What is asked when the app opens: the stage of a link, or what was going on before a reload. A record's own stage is
 * the business of its view.
 */
export const useOpeningStore = defineStore('opening', () => {
  const pinia = getActivePinia()
  const session = useSessionStore()
  const search = useSearchStore()
  const stage = useStageStore()
  const options = useUserOptionsStore()
  const directory = useDirectoryStore()

  /** Not part of the first card. */
  const loadResume = async () => (await import('./resume')).useResumeStore(pinia)

  function openLink(): void {
    if (session.launch?.kind === 'stage') search.openLink(session.launch.id)
  }

  watch(
    () => directory.browsing,
    (browses) => browses && void loadResume().catch(() => undefined),
  )
  session.onReload(async () => (await loadResume()).keep())
  watch(
    () => session.launch,
    (launch) => {
      // What was asked before a handshake that failed.
      void stage.refresh()
      if (launch && (readFromTab() ?? options.unfinished)) loadResume().then(({ resume }) => resume(), openLink)
      else openLink()
    },
    { immediate: true, flush: 'sync' },
  )

  return {}
})
