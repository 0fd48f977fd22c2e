import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isId } from '../crm/id'
import { remember, remembered } from '../portal/memory'

/** What is found again next time. */
export interface Memory {
  /** The directory that was open. */
  entityId: string | null
  /** The stage whose card was shown. */
  stageId: number | null
  /** The form of code that was chosen. */
  form: string | null
  /** The theme that was chosen. */
  theme: string | null
}

/** The portal remembers it for each user, since a frame may have no storage of its own. */
export const useMemoryStore = defineStore('memory', () => {
  const memory = shallowRef<Memory>({ entityId: null, stageId: null, form: null, theme: null })
  const loaded = remembered().then((value) => {
    memory.value = read(value)
  })

  /** What was kept last time, once the portal has told. */
  async function recall(): Promise<Memory> {
    await loaded
    return memory.value
  }

  /** Keeps something for next time. */
  async function keep(change: Partial<Memory>): Promise<void> {
    await loaded
    const next = { ...memory.value, ...change }
    if (JSON.stringify(next) === JSON.stringify(memory.value)) return
    memory.value = next
    await remember({ ...next })
  }

  return { memory, recall, keep }
})

function read(value: unknown): Memory {
  const field = (name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : null)
  const text = (name: string): string | null => (typeof field(name) === 'string' ? (field(name) as string) : null)
  const stageId = field('stageId')
  return { entityId: text('entityId'), stageId: isId(stageId) ? stageId : null, form: text('form'), theme: text('theme') }
}
