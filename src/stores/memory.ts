import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isId } from '../crm/id'
import { isRow, textOf, type Row } from '../portal/answer'
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
  /** The items whose cards were shown, as the portal sent them, latest first. */
  stages: Row[]
}

const NOTHING: Memory = { entityId: null, stageId: null, form: null, theme: null, stages: [] }

/** Items that are kept, and characters that one may have: portals keep options, not archives. */
const [MOST_STAGES, LONGEST_STAGE] = [12, 1_000]

/** The portal remembers it for each user, since a frame may have no storage of its own. */
export const useMemoryStore = defineStore('memory', () => {
  const memory = shallowRef<Memory>(NOTHING)
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

  /** Keeps a stage's item, as the portal sent it, so that its card need not be waited for next time. */
  async function keepStage(item: Row): Promise<void> {
    await loaded
    const text = JSON.stringify(item)
    const { stages } = memory.value
    if (text.length > LONGEST_STAGE || stages.some((kept) => JSON.stringify(kept) === text)) return
    await keep({ stages: [item, ...without(stages, textOf(item.ID))].slice(0, MOST_STAGES) })
  }

  /** Keeps nothing more of a stage that is gone, or that is not for this person. */
  async function forgetStage(id: number): Promise<void> {
    await loaded
    await keep({ stages: without(memory.value.stages, String(id)) })
  }

  return { memory, recall, keep, keepStage, forgetStage }
})

function without(stages: readonly Row[], id: string | undefined): Row[] {
  return stages.filter((item) => textOf(item.ID) !== id)
}

function read(value: unknown): Memory {
  const field = (name: string): unknown => (isRow(value) ? value[name] : null)
  const text = (name: string): string | null => (typeof field(name) === 'string' ? (field(name) as string) : null)
  const [stageId, stages] = [field('stageId'), field('stages')]
  return {
    entityId: text('entityId'),
    stageId: isId(stageId) ? stageId : null,
    form: text('form'),
    theme: text('theme'),
    stages: Array.isArray(stages) ? stages.filter(isRow).slice(0, MOST_STAGES) : [],
  }
}
