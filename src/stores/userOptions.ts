import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { isId } from '../crm/id'
import { isRow, textOf, type Row } from '../portal/json'
import type { Connection } from '../portal/connect'
import { readUserOptions, writeUserOptions } from '../portal/userOptions'
import { useSessionStore } from './session'

/** What the portal keeps for each user. */
export interface UserOptions {
  /** The directory that was open last. */
  entityId: string | null
  /** The stage that was shown last. */
  stageId: number | null
  /** The chosen format of code snippets. */
  form: string | null
  theme: string | null
  /** The period of the figures about stages, in days. */
  days: number | null
  /** The items whose cards were shown, as the portal sent them, latest first. */
  stages: Row[]
}

const DEFAULTS: UserOptions = { entityId: null, stageId: null, form: null, theme: null, days: null, stages: [] }

/** User options are small: how many items are kept, and how many characters one may have. */
const MAX_STAGES = 12
const MAX_STAGE_LENGTH = 1_000

/** The frame of another site may have no storage of its own, so the portal keeps the user's options. */
export const useUserOptionsStore = defineStore('user-options', () => {
  const session = useSessionStore()
  const options = shallowRef<UserOptions>(DEFAULTS)
  watch(
    () => session.connection,
    (connection) => connection && load(connection),
    { immediate: true, flush: 'sync' },
  )

  /** Reads the options that the portal has sent with the handshake. */
  function load(connection: Connection): void {
    options.value = parse(readUserOptions(connection))
  }

  /** Changes options, once the portal has said what they are. */
  async function keep(change: (now: UserOptions) => Partial<UserOptions>): Promise<void> {
    const connection = await session.connected().catch(() => null)
    const next = { ...options.value, ...change(options.value) }
    if (JSON.stringify(next) === JSON.stringify(options.value)) return
    options.value = next
    if (connection) await writeUserOptions(connection, { ...next })
  }

  /** Keeps an item, as the portal sent it, so that its card can be shown at once next time. */
  function keepStage(item: Row): Promise<void> {
    const text = JSON.stringify(item)
    return keep(({ stages }) => {
      if (text.length > MAX_STAGE_LENGTH || stages.some((kept) => JSON.stringify(kept) === text)) return {}
      return { stages: [item, ...without(stages, textOf(item.ID))].slice(0, MAX_STAGES) }
    })
  }

  /** Removes a stage that no longer exists or that the user may not see. */
  function forgetStage(id: number): Promise<void> {
    return keep(({ stages }) => ({ stages: without(stages, String(id)) }))
  }

  return {
    entityId: computed(() => options.value.entityId),
    stageId: computed(() => options.value.stageId),
    form: computed(() => options.value.form),
    theme: computed(() => options.value.theme),
    days: computed(() => options.value.days),
    stages: computed(() => options.value.stages),
    load,
    keep: (change: Partial<UserOptions>) => keep(() => change),
    keepStage,
    forgetStage,
  }
})

function without(stages: readonly Row[], id: string | undefined): Row[] {
  return stages.filter((item) => textOf(item.ID) !== id)
}

function parse(value: unknown): UserOptions {
  const row = isRow(value) ? value : {}
  return {
    entityId: stringOrNull(row.entityId),
    stageId: isId(row.stageId) ? row.stageId : null,
    form: stringOrNull(row.form),
    theme: stringOrNull(row.theme),
    days: isId(row.days) ? row.days : null,
    stages: Array.isArray(row.stages) ? row.stages.filter(isRow).slice(0, MAX_STAGES) : [],
  }
}

function stringOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
