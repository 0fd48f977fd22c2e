import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { LogEntry } from '../crm/change/log'
import type { WantedItem } from '../crm/change/types'

/** What was changed in one directory by one plan, so that it can be taken back. */
export interface Undoable {
  entityId: string
  title: string
  /** The directory before the plan, and after it. */
  before: WantedItem[]
  after: WantedItem[]
}

/** What was changed in this session. */
export const useChangeLogStore = defineStore('change-log', () => {
  const entries = shallowRef<readonly LogEntry[]>([])
  /** Latest first. */
  const undoable = shallowRef<readonly Undoable[]>([])

  function add(entry: LogEntry): void {
    entries.value = [...entries.value, entry]
  }

  /** Notes what can be taken back. */
  function note(...changes: Undoable[]): void {
    undoable.value = [...changes, ...undoable.value]
  }

  /** Whatever was taken back cannot be taken back again. */
  function forget(changes: readonly Undoable[]): void {
    undoable.value = undoable.value.filter((change) => !changes.includes(change))
  }

  return { entries, undoable, add, note, forget }
})
