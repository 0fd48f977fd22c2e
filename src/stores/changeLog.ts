import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { LogEntry } from '../crm/change/log'
import type { Step, WantedItem } from '../crm/change/types'

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

  /** A change that seemed to have failed turns out to be done. */
  function foundDone(entityId: string, { act, code }: Step): void {
    const last = entries.value
      .filter((entry) => entry.entityId === entityId && entry.act === act && entry.code === code)
      .at(-1)
    entries.value = entries.value.map((entry) => (entry === last ? { ...entry, state: 'done' } : entry))
  }

  /** Notes what can be taken back, once. */
  function note(...changes: Undoable[]): void {
    undoable.value = [...changes.filter((change) => !undoable.value.includes(change)), ...undoable.value]
  }

  /** Whatever was taken back cannot be taken back again. */
  function drop(changes: readonly Undoable[]): void {
    undoable.value = undoable.value.filter((change) => !changes.includes(change))
  }

  return { entries, undoable, add, foundDone, note, drop }
})
