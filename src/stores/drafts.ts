import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { ref, shallowReactive, shallowRef } from 'vue'
import { fetchMayChange } from '../api/changes'
import { draftOn, keptDraft } from '../crm/change/kept'
import type { WantedItem } from '../crm/change/types'
import { wantedOf } from '../crm/change/wanted'
import type { Stage } from '../crm/stage'
import { PortalError } from '../portal/errors'
import { useEditingStore } from './editing'
import { useSessionStore } from './session'

/** A directory as somebody wants it. */
export interface Draft {
  /** What the draft began with. */
  base: WantedItem[]
  wanted: WantedItem[]
}

/** Whether this person may change directories; null as long as nobody has asked. */
export type Right = boolean | PortalError | null

/** Drafts of changed directories. Nothing typed is lost until it is applied or discarded. Loaded only for that. */
export const useDraftsStore = defineStore('drafts', () => {
  const session = useSessionStore()
  const editing = useEditingStore()
  const drafts = shallowReactive(new Map<string, Draft>())
  /** Directories whose drafts were opened here, also those that are closed. */
  const opened = new Set<string>()
  const right = shallowRef<Right>(null)
  const asking = ref(false)

  /**
   * The draft of a directory; begins one if there is none.
   * @param stages of the directory, in the portal's order
   */
  function open(entityId: string, stages: readonly Stage[]): Draft {
    const present = drafts.get(entityId)
    if (present) return present
    const now = wantedOf(stages)
    const kept = editing.kept.get(entityId)
    const { base, mine } = kept ? draftOn(now, kept) : { base: now, mine: now }
    const draft = { base, wanted: mine }
    begin(entityId, draft)
    return draft
  }

  function begin(entityId: string, draft: Draft): void {
    editing.kept.delete(entityId)
    drafts.set(entityId, draft)
    opened.add(entityId)
    editing.open.add(entityId)
  }

  function of(entityId: string): Draft | null {
    return drafts.get(entityId) ?? null
  }

  /** Changes what is wanted. */
  function change(entityId: string, wanted: WantedItem[]): void {
    const draft = drafts.get(entityId)
    if (!draft) return
    drafts.set(entityId, { ...draft, wanted })
    keep()
  }

  /**
   * Puts a wish, such as that of a file, in the place of whatever draft there was.
   * @param stages of the directory, which the wish was made for
   */
  function replace(entityId: string, stages: readonly Stage[], wanted: WantedItem[]): void {
    begin(entityId, { base: wantedOf(stages), wanted })
    keep()
  }

  /** Takes in what the portal has now, so that it is not taken for somebody else's change. */
  function moveOn(entityId: string, base: WantedItem[], wanted: WantedItem[]): void {
    if (!drafts.has(entityId)) return
    drafts.set(entityId, { base, wanted })
    keep()
  }

  function isChanged(entityId: string): boolean {
    const draft = drafts.get(entityId)
    return draft !== undefined && JSON.stringify(draft.base) !== JSON.stringify(draft.wanted)
  }

  /** Ends the editing of a directory. */
  function close(entityId: string): void {
    drafts.delete(entityId)
    editing.open.delete(entityId)
    keep()
  }

  function keep(): void {
    const changed = [...drafts].filter(([entityId]) => isChanged(entityId))
    editing.keep(
      opened,
      changed.map(([entityId, { base, wanted }]) => keptDraft(entityId, base, wanted)),
    )
    editing.changed.clear()
    for (const entityId of [...editing.kept.keys(), ...changed.map(([id]) => id)]) editing.changed.add(entityId)
  }

  /** Asks once whether this person may change directories; a failed question can be asked again. */
  async function askRight(): Promise<void> {
    if (asking.value || typeof right.value === 'boolean') return
    asking.value = true
    try {
      right.value = await fetchMayChange((await session.connected()).call)
    } catch (error) {
      right.value = PortalError.from(error)
    } finally {
      asking.value = false
    }
  }

  // The tab keeps drafts through a reload, but not when it is closed.
  useEventListener(window, 'beforeunload', (event) => {
    if (editing.changed.size > 0) event.preventDefault()
  })

  return { drafts, right, asking, open, of, change, replace, moveOn, isChanged, close, askRight }
})
