import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { isOpenedByLink } from '../crm/launch'
import { readLinksOption, writeLinksOption } from '../portal/appOptions'
import { useSessionStore } from './session'

/** Whether links to a stage work in this portal: only if the app is bound to their placement. */
export const useLinksStore = defineStore('links', () => {
  const session = useSessionStore()
  /** What the portal has answered, or what was changed, since the app was opened. */
  const found = ref<boolean | null>(null)
  const opened = computed(() => session.connection !== null && isOpenedByLink(session.connection))
  /** What the portal has taken since. */
  const told = ref<boolean | null>(null)
  const kept = computed(() => told.value ?? (session.connection && readLinksOption(session.connection)))

  /** Null if unknown. */
  const work = computed(() => found.value ?? (opened.value || kept.value))
  /** Nothing is certain yet, and it is an administrator who can change that. */
  const isOpen = computed(() => session.connection?.isAdmin === true && found.value === null)
  /** Whether to ask the portal: it answers administrators only. */
  const canAsk = computed(() => isOpen.value && !opened.value)
  /** Whether an administrator has just followed a link, which everybody else cannot know yet. */
  const canTell = computed(() => isOpen.value && opened.value)

  /** Takes what is now certain, and keeps it for everybody who cannot ask. */
  async function learn(on: boolean): Promise<void> {
    found.value = on
    if (!session.connection?.isAdmin || on === kept.value) return
    if (await writeLinksOption(session.connection, on)) told.value = on
  }

  return { work, canAsk, canTell, learn }
})
