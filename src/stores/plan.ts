import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { fetchAfter, fetchUses, sendStep } from '../api/changes'
import { fetchItems } from '../api/items'
import { paced } from '../api/pace'
import { draftAsRow, keptDraft } from '../crm/change/kept'
import type { LogEntry } from '../crm/change/log'
import { foreignChanges, merge, type Change, type Conflict, type Decision } from '../crm/change/merge'
import { plan } from '../crm/change/plan'
import { afterStep, isDone } from '../crm/change/steps'
import type { Impossible, Step, Uses, WantedItem } from '../crm/change/types'
import { wantedOf } from '../crm/change/wanted'
import { isPipeline } from '../crm/directory'
import type { Stage } from '../crm/stage'
import type { Call } from '../portal/call'
import { PortalError } from '../portal/errors'
import { useChangeLogStore, type Undoable } from './changeLog'
import { useDraftsStore } from './drafts'
import { useEditingStore } from './editing'
import { useSessionStore } from './session'
import { useUserOptionsStore } from './userOptions'

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped'

/** Why a step has failed. `not-saved`: the portal said that it was done, and it was not. `in-use`: records came in. */
export type StepProblem = PortalError | 'not-saved' | 'in-use'

export interface PlannedStep {
  step: Step
  state: StepState
  problem: StepProblem | null
}

/** What is to become of a directory. */
export interface Target {
  entityId: string
  /** What people call it. */
  title: string
  /** What the wish began with; it moves on with each step that is done. */
  base: WantedItem[]
  mine: WantedItem[]
}

/** A target, as planned against what the portal has. */
export interface Part extends Target {
  /** The directory as it was read last. */
  now: Stage[]
  /** What it becomes: the wish, and what others changed meanwhile. */
  wanted: WantedItem[]
  conflicts: Conflict[]
  /** What others changed since the wish began. */
  foreign: Change[]
  impossible: Impossible[]
  /** Those that are done come first. */
  steps: PlannedStep[]
  uses: Uses
  decisions: ReadonlyMap<string, Decision>
  /** The directory before the first step; null as long as none was sent. */
  before: WantedItem[] | null
}

/** `ended`: all is done, or it was stopped, or a step has failed. */
export type Phase = 'reading' | 'ready' | 'running' | 'ended'

/** A plan from its making to its end. There is one at a time. Loaded only for that. */
export const usePlanStore = defineStore('plan', () => {
  const cache = useQueryCache()
  const session = useSessionStore()
  const options = useUserOptionsStore()
  const editing = useEditingStore()
  const drafts = useDraftsStore()
  const log = useChangeLogStore()

  const parts = shallowRef<readonly Part[]>([])
  const phase = ref<Phase>('reading')
  /** Why the directories could not be read. */
  const error = shallowRef<PortalError | null>(null)
  /** Somebody else has changed a directory since the plan was shown, so it was planned anew. */
  const changed = ref(false)
  const stopping = ref(false)
  /** What the plan takes back; null if it is not an undo. */
  const undoing = shallowRef<readonly Undoable[] | null>(null)

  const steps = computed(() => parts.value.flatMap((part) => part.steps))
  const undecided = computed(() => parts.value.some(isUndecided))
  const finished = computed(() => phase.value === 'ended' && steps.value.every(({ state }) => state === 'done'))
  /** The step that has failed. */
  const failed = computed(() => steps.value.find(({ state }) => state === 'failed') ?? null)
  /** What this plan has done so far, and can be taken back. */
  const done = computed(() =>
    parts.value.flatMap(({ entityId, title, before, now }): Undoable[] =>
      before ? [{ entityId, title, before, after: wantedOf(now) }] : [],
    ),
  )

  function update(entityId: string, change: Partial<Part>): void {
    parts.value = parts.value.map((part) => (part.entityId === entityId ? { ...part, ...change } : part))
  }

  function partOf(entityId: string): Part {
    const part = parts.value.find((candidate) => candidate.entityId === entityId)
    if (!part) throw new Error(`no part of the plan: ${entityId}`)
    return part
  }

  /** Begins a plan, and reads what the portal has. */
  async function begin(targets: readonly Target[], takesBack: readonly Undoable[] | null = null): Promise<void> {
    if (phase.value === 'running') return
    undoing.value = takesBack
    parts.value = targets.map((target) => ({
      ...target,
      now: [],
      wanted: target.mine,
      conflicts: [],
      foreign: [],
      impossible: [],
      steps: [],
      uses: new Map(),
      decisions: new Map(),
      before: null,
    }))
    editing.shown = 'plan'
    await read()
  }

  /** Reads the directories, and plans against them. */
  async function read(): Promise<void> {
    phase.value = 'reading'
    error.value = null
    changed.value = false
    const mine = parts.value
    try {
      const call = await pacedCall()
      for (const { entityId } of mine) {
        const now = await fetchItems(call, entityId)
        const part = partOf(entityId)
        const uses = await countUses(call, part, now)
        update(entityId, planned(part, now, uses))
      }
    } catch (failure) {
      error.value = PortalError.from(failure)
    }
    phase.value = 'ready'
  }

  async function pacedCall(): Promise<Call> {
    return paced((await session.connected()).call)
  }

  /** Decides whose change of one thing stays. */
  function decide(entityId: string, key: string, decision: Decision): void {
    const part = partOf(entityId)
    const decisions = new Map(part.decisions).set(key, decision)
    update(entityId, planned({ ...part, decisions }, part.now, part.uses))
  }

  /** Carries the plan out, step by step. What has changed since it was shown is shown first. */
  async function apply(): Promise<void> {
    if (phase.value !== 'ready' || undecided.value || error.value) return
    phase.value = 'running'
    stopping.value = false
    changed.value = false
    try {
      const call = await pacedCall()
      for (const { entityId } of parts.value) {
        if (!(await applyPart(call, entityId))) break
      }
    } catch (failure) {
      error.value = PortalError.from(failure)
      phase.value = 'ready'
      return
    }
    end()
  }

  /** @returns false if the plan does not go on */
  async function applyPart(call: Call, entityId: string): Promise<boolean> {
    if (!partOf(entityId).steps.some(({ state }) => state === 'waiting')) return true
    const before = partOf(entityId).now
    const now = await fetchItems(call, entityId)
    if (isDifferent(wantedOf(before), wantedOf(now))) return planAnew(entityId, wantedOf(before), now)
    const { wanted, before: begun, steps: all } = partOf(entityId)
    const base = wantedOf(now)
    update(entityId, { now, base, mine: wanted, before: begun ?? base, decisions: new Map() })
    void options.keep({ draft: draftAsRow(keptDraft(entityId, base, wanted)) })
    for (let index = 0; index < all.length; index += 1) {
      if (all[index]?.state !== 'waiting') continue
      if (stopping.value || !(await applyStep(call, entityId, index))) return false
    }
    return true
  }

  /** @returns false if the plan does not go on */
  async function applyStep(call: Call, entityId: string, index: number): Promise<boolean> {
    const { steps: all, now: before } = partOf(entityId)
    const step = all[index]?.step
    if (!step) return false
    mark(entityId, index, 'running')
    let problem: StepProblem | null = null
    try {
      problem = await refusalOf(call, entityId, step)
      if (!problem) await sendStep(call, entityId, step)
    } catch (failure) {
      problem = PortalError.from(failure)
    }
    let now = before
    try {
      now = await fetchAfter(call, entityId, before, step)
    } catch (failure) {
      problem ??= PortalError.from(failure)
    }
    // An answer that was lost says nothing, and neither does `true`: what the portal has is what counts.
    const isSaved = now !== before && isDone(step, entityId, now)
    update(entityId, { now })
    mark(entityId, index, isSaved ? 'done' : 'failed', isSaved ? null : (problem ?? 'not-saved'))
    log.add(entryOf(partOf(entityId), step, before, isSaved ? 'done' : 'failed'))
    if (!isSaved) return false
    const expected = wantedOf(afterStep(entityId, before, step))
    update(entityId, { base: expected })
    return isDifferent(expected, wantedOf(now)) ? planAnew(entityId, expected, now) : true
  }

  /** Somebody else has changed the directory: the rest is planned anew, and shown before it is done. */
  function planAnew(entityId: string, base: WantedItem[], now: Stage[]): false {
    const part = partOf(entityId)
    update(entityId, planned({ ...part, base, mine: part.wanted, decisions: new Map() }, now, part.uses))
    if (partOf(entityId).steps.some(({ state }) => state === 'waiting')) changed.value = true
    return false
  }

  function mark(entityId: string, index: number, state: StepState, problem: StepProblem | null = null): void {
    const all = partOf(entityId).steps
    update(entityId, { steps: all.map((planned, at) => (at === index ? { ...planned, state, problem } : planned)) })
  }

  function end(): void {
    if (changed.value) {
      phase.value = 'ready'
    } else {
      for (const { entityId, steps: all } of parts.value) {
        update(entityId, {
          steps: all.map((planned) => (planned.state === 'waiting' ? { ...planned, state: 'skipped' } : planned)),
        })
      }
      phase.value = 'ended'
    }
    publish()
    if (!finished.value) return
    void options.keep({ draft: undefined })
    if (undoing.value) return log.forget(undoing.value)
    log.note(...done.value)
    for (const { entityId } of parts.value) drafts.close(entityId)
  }

  /** What the rest of the app shows is what the portal has now. */
  function publish(): void {
    for (const { entityId, before, now } of parts.value) {
      if (before === null) continue
      cache.setQueryData(['items', entityId], now)
      void cache.invalidateQueries({ key: ['life', 'counts', entityId] })
    }
    void cache.invalidateQueries({ key: ['stage'] })
    void cache.invalidateQueries({ key: ['all-items'] }, false)
  }

  /** Stops after the step that is going on. */
  function stop(): void {
    stopping.value = true
  }

  /** Goes on after a stop or a failure: reads again, plans the rest anew, and carries it out. */
  async function goOn(): Promise<void> {
    if (phase.value !== 'ended') return
    await read()
    if (parts.value.every(({ foreign }) => foreign.length === 0)) await apply()
  }

  /** Takes back what a plan has done. What others changed since stays; where both changed the same, people decide. */
  async function undo(changes: readonly Undoable[] = done.value): Promise<void> {
    const targets = changes.map(({ entityId, title, before, after }) => ({
      entityId,
      title,
      base: after,
      mine: before,
    }))
    await begin(targets, changes)
    if (!undecided.value) await apply()
  }

  /** Leaves the plan. The draft stays as long as it is not applied. */
  function close(): void {
    if (phase.value === 'running') return
    if (!finished.value && done.value.length > 0 && !undoing.value) log.note(...done.value)
    void options.keep({ draft: undefined })
    parts.value = []
    editing.shown = null
  }

  return {
    parts,
    phase,
    error,
    changed,
    stopping,
    undoing,
    steps,
    undecided,
    finished,
    failed,
    done,
    begin,
    read,
    decide,
    apply,
    stop,
    goOn,
    undo,
    close,
  }
})

function isUndecided({ conflicts }: Part): boolean {
  return conflicts.some(({ decision }) => decision === null)
}

/** A part, planned against what the portal has. Steps that are done stay in the list. */
function planned(part: Part, now: Stage[], uses: Uses): Part {
  const theirs = wantedOf(now)
  const { wanted, conflicts } = merge(part.base, part.mine, theirs, part.decisions)
  const { steps, impossible } = plan(part.entityId, now, wanted, uses)
  const doneBefore = part.steps.filter(({ state }) => state === 'done')
  return {
    ...part,
    now,
    uses,
    wanted,
    conflicts,
    foreign: foreignChanges(part.base, theirs),
    impossible,
    steps: [...doneBefore, ...steps.map((step): PlannedStep => ({ step, state: 'waiting', problem: null }))],
  }
}

/** Counts the records of the items that are to be deleted. */
async function countUses(call: Call, { entityId, mine }: Target, now: readonly Stage[]): Promise<Uses> {
  const wanted = new Set(mine.map(({ code }) => code))
  const codes = wantedOf(now).map(({ code }) => code)
  return await fetchUses(
    call,
    entityId,
    codes.filter((code) => !wanted.has(code)),
  )
}

/** The portal refuses to delete stages with records, and the attempt alone does harm. So it is never sent. */
async function refusalOf(call: Call, entityId: string, step: Step): Promise<StepProblem | null> {
  if (step.act !== 'delete' || !isPipeline(entityId)) return null
  const uses = await fetchUses(call, entityId, [step.code])
  return uses.get(step.code) === 0 ? null : 'in-use'
}

function isDifferent(one: readonly WantedItem[], other: readonly WantedItem[]): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}

function entryOf(
  { entityId, title }: Target,
  step: Step,
  before: readonly Stage[],
  state: LogEntry['state'],
): LogEntry {
  const entry = { at: Date.now(), entityId, title, act: step.act, code: step.code, state }
  const name = wantedOf(before).find(({ code }) => code === step.code)?.name ?? ''
  switch (step.act) {
    case 'add':
      return { ...entry, name: step.item.name, before: null, after: step.item.name }
    case 'delete':
      return { ...entry, name: step.item.name, before: step.item.name, after: null }
    default:
      return { ...entry, name, before: textOrNull(step.before), after: textOrNull(step.after) }
  }
}

function textOrNull(value: string | number | null): string | null {
  return value === null ? null : String(value)
}
