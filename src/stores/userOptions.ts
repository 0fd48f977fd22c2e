import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { isId } from '../crm/id'
import { isRow, listOf, textOf, type Row } from '../portal/json'
import type { Connection } from '../portal/connect'
import { readUserOptions, sizeOf, writeUserOption } from '../portal/userOptions'
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
  /** What was going on when the page was reloaded, where the browser keeps nothing; absent otherwise. */
  unfinished?: Row
  /** The drafts whose plan is being carried out, those that come first before others; absent otherwise. */
  drafts?: Row[]
}

const DEFAULTS: UserOptions = { entityId: null, stageId: null, form: null, theme: null, days: null, stages: [] }

/**
 * How many bytes each setting may take on its way to the portal. Portals save settings seconds later, some of them by a
 * cookie of 4 kB, in which texts are encoded twice. Two thousand bytes for all still fit.
 */
const MAX_BYTES: Record<keyof UserOptions, number> = {
  entityId: 90,
  stageId: 40,
  form: 60,
  theme: 40,
  days: 30,
  stages: 1_400,
  unfinished: 330,
  // Rare, and more important than the remembered stages: it takes their room.
  drafts: 1_400,
}

const SETTINGS = Object.keys(MAX_BYTES) as (keyof UserOptions)[]

const MAX_STAGES = 12

/** The frame of another site may have no storage of its own, so the portal keeps the user's options. */
export const useUserOptionsStore = defineStore('user-options', () => {
  const session = useSessionStore()
  const options = shallowRef<UserOptions>(DEFAULTS)
  let read: Connection | null = null
  watch(
    () => session.connection,
    (connection) => connection && load(connection),
    { immediate: true, flush: 'sync' },
  )

  /** Reads the options that the portal has sent with the handshake, once. */
  function load(connection: Connection): void {
    if (connection === read) return
    read = connection
    options.value = parse(readUserOptions(connection, SETTINGS))
  }

  /** Changes options, once the portal has said what they are. Only those that differ are sent. */
  async function keep(change: (now: UserOptions) => Partial<UserOptions>): Promise<void> {
    const connection = await session.connected().catch(() => null)
    const before = options.value
    const next = withRoom({ ...before, ...change(before) })
    const changed = SETTINGS.filter((setting) => JSON.stringify(next[setting]) !== JSON.stringify(before[setting]))
    if (changed.length === 0) return
    options.value = next
    if (!connection) return
    const small = changed.filter((setting) => fits(setting, next[setting]))
    await Promise.all(small.map((setting) => writeUserOption(connection, setting, next[setting] ?? null)))
  }

  /** Keeps an item, as the portal sent it, so that its card can be shown at once next time. */
  function keepStage(item: Row): Promise<void> {
    const text = JSON.stringify(item)
    return keep(({ stages }) => {
      if (stages.some((kept) => JSON.stringify(kept) === text)) return {}
      const others = without(stages, textOf(item.ID))
      return { stages: latest(fits('stages', [item]) ? [item, ...others] : others) }
    })
  }

  /** Removes a stage that no longer exists or that the user may not see. */
  function forgetStage(id: number): Promise<void> {
    return keep(({ stages }) => {
      const others = without(stages, String(id))
      return others.length < stages.length ? { stages: latest(others) } : {}
    })
  }

  return {
    entityId: computed(() => options.value.entityId),
    stageId: computed(() => options.value.stageId),
    form: computed(() => options.value.form),
    theme: computed(() => options.value.theme),
    days: computed(() => options.value.days),
    stages: computed(() => options.value.stages),
    unfinished: computed(() => options.value.unfinished),
    drafts: computed(() => options.value.drafts),
    load,
    keep: (change: Partial<UserOptions>) => keep(() => change),
    keepStage,
    forgetStage,
  }
})

function fits(setting: keyof UserOptions, value: unknown, taken = 0): boolean {
  return sizeOf(setting, value) + taken <= MAX_BYTES[setting]
}

/** As many stages as may be written, the latest. */
function latest(stages: readonly Row[], taken = 0): Row[] {
  const kept = stages.slice(0, MAX_STAGES)
  while (kept.length > 0 && !fits('stages', kept, taken)) kept.pop()
  return kept
}

/** Drafts for which there is no room are not kept, nor are those from before them. */
function withRoom(options: UserOptions): UserOptions {
  const drafts: Row[] = []
  for (const draft of options.drafts ?? []) if (fits('drafts', [...drafts, draft])) drafts.push(draft)
  if (drafts.length === 0) return { ...options, drafts: undefined }
  return { ...options, drafts, stages: latest(options.stages, sizeOf('drafts', drafts)) }
}

function without(stages: readonly Row[], id: string | undefined): Row[] {
  return stages.filter((item) => textOf(item.ID) !== id)
}

function parse(row: Row): UserOptions {
  const drafts = (listOf(row.drafts) ?? []).filter(isRow)
  return {
    entityId: stringOrNull(row.entityId),
    stageId: isId(row.stageId) ? row.stageId : null,
    form: stringOrNull(row.form),
    theme: stringOrNull(row.theme),
    stages: (listOf(row.stages) ?? []).filter(isRow).slice(0, MAX_STAGES),
    days: isId(row.days) ? row.days : null,
    ...(isRow(row.unfinished) && { unfinished: row.unfinished }),
    ...(drafts.length > 0 && { drafts }),
  }
}

function stringOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
