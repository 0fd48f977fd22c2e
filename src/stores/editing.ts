import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef, watch } from 'vue'
import { parseDraft, type KeptDraft } from '../crm/change/kept'
import { isRow, listOf } from '../portal/json'
import { keepInTab, takeFromTab } from '../portal/tabStorage'
import { useSessionStore } from './session'
import { useUserOptionsStore } from './userOptions'

/** Which directories are being edited, and the drafts that an earlier page has left. The drafts store does the rest. */
export const useEditingStore = defineStore('editing', () => {
  const session = useSessionStore()
  const options = useUserOptionsStore()
  /** Directories whose editor is open, by ENTITY_ID. A draft stays open while other directories are looked at. */
  const open = shallowReactive(new Set<string>())
  /** Directories with a draft that changes something. */
  const changed = shallowReactive(new Set<string>())
  /** Drafts of before a reload, by ENTITY_ID; each is taken out once. */
  const kept = shallowReactive(new Map<string, KeptDraft>())
  /** The draft whose plan was being carried out when the app was closed. */
  const interrupted = shallowRef<KeptDraft | null>(null)
  /** What is shown over the directories: the plan, or the file that was opened. */
  const shown = shallowRef<'plan' | 'file' | null>(null)
  /** Whether there is a plan. It goes on while other things are looked at. */
  const underWay = shallowRef(false)
  /** Whether something was changed in this session. */
  const hasChanged = shallowRef(false)

  const tabKey = computed(() => `drafts ${session.connection?.origin}`)

  /** Keeps the drafts until the tab is closed. */
  function keep(drafts: readonly object[]): void {
    if (drafts.length > 0) keepInTab({ drafts }, tabKey.value)
    else takeFromTab(tabKey.value)
  }

  watch(
    () => session.connection,
    (connection) => {
      if (!connection) return
      const row = takeFromTab(tabKey.value)
      if (isRow(row)) {
        keepInTab(row, tabKey.value)
        for (const draft of (listOf(row.drafts) ?? []).flatMap((value) => parseDraft(value) ?? [])) {
          kept.set(draft.entityId, draft)
          open.add(draft.entityId)
          changed.add(draft.entityId)
        }
      }
      interrupted.value = parseDraft(options.draft)
    },
    { immediate: true },
  )

  return { open, changed, kept, interrupted, shown, underWay, hasChanged, keep }
})
