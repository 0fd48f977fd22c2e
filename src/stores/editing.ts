import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef, watch } from 'vue'
import { draftAsRow, parseDraft, type KeptDraft } from '../crm/change/kept'
import { isRow, listOf } from '../portal/json'
import { keepInTab, readFromTab, takeFromTab } from '../portal/tabStorage'
import { useSearchStore } from './search'
import { useSessionStore } from './session'
import { useUserOptionsStore } from './userOptions'

/** Which directories are being edited, and the drafts that an earlier page has left. The drafts store does the rest. */
export const useEditingStore = defineStore('editing', () => {
  const search = useSearchStore()
  const session = useSessionStore()
  const options = useUserOptionsStore()
  /** Directories whose editor is open, by ENTITY_ID. A draft stays open while other directories are looked at. */
  const open = shallowReactive(new Set<string>())
  /** Directories with a draft that changes something. */
  const changed = shallowReactive(new Set<string>())
  /** Drafts of before a reload, by ENTITY_ID; each is taken out once. */
  const kept = shallowReactive(new Map<string, KeptDraft>())
  /** The drafts whose plan was being carried out when the app was closed. */
  const interrupted = shallowRef<readonly KeptDraft[]>([])
  /** What is shown over the directories: the plan, or the file that was opened. See {@link show}. */
  const shown = shallowRef<'plan' | 'file' | null>(null)
  /** Whether there is a plan. It goes on while other things are looked at. */
  const underWay = shallowRef(false)
  /** Whether something was changed in this session. */
  const hasChanged = shallowRef(false)

  const tabKey = computed(() => `drafts ${session.connection?.origin}`)

  /** Shows the plan or the file. Results of a search would stand in its place. */
  function show(what: 'plan' | 'file'): void {
    search.end()
    shown.value = what
  }

  /**
   * Keeps drafts until the tab is closed. Frames of one portal share the tab, so what others keep there stays.
   * @param opened directories whose drafts were opened in this frame
   * @param drafts of these directories
   */
  function keep(opened: ReadonlySet<string>, drafts: readonly KeptDraft[]): void {
    const others = keptInTab().filter(({ entityId }) => !opened.has(entityId))
    const all = [...others, ...drafts]
    if (all.length > 0) keepInTab({ drafts: all.map(draftAsRow) }, tabKey.value)
    else takeFromTab(tabKey.value)
  }

  function keptInTab(): KeptDraft[] {
    const row = readFromTab(tabKey.value)
    return isRow(row) ? draftsIn(row.drafts) : []
  }

  watch(
    () => session.connection,
    (connection) => {
      if (!connection) return
      for (const draft of keptInTab()) {
        kept.set(draft.entityId, draft)
        open.add(draft.entityId)
        changed.add(draft.entityId)
      }
      interrupted.value = draftsIn(options.drafts)
    },
    { immediate: true },
  )

  return { open, changed, kept, interrupted, shown, underWay, hasChanged, show, keep }
})

function draftsIn(value: unknown): KeptDraft[] {
  return (listOf(value) ?? []).flatMap((row) => parseDraft(row) ?? [])
}
