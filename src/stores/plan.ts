import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { fetchAfter, fetchUses, sendStep } from '../api/changes'
import { fetchItems } from '../api/items'
import { paced } from '../api/pace'
import { fullCode } from '../crm/change/codes'
import { changesNothing, draftAsRow, draftOn, keptDraft, type KeptDraft } from '../crm/change/kept'
import { entryOf } from '../crm/change/log'
import { merge, type Decision } from '../crm/change/merge'
import { isLeft, isUndecided, planned, type Part, type Target } from '../crm/change/part'
import { isSameDirectory, type PlannedStep, type StepProblem } from '../crm/change/progress'
import { afterStep, isDone } from '../crm/change/steps'
import type { Step, Uses, WantedItem } from '../crm/change/types'
import { undoOf } from '../crm/change/undo'
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
  /** Counts the readings, so that one that was left for another plan changes nothing. */
  let reading = 0

  const steps = computed(() => parts.value.flatMap((part) => part.steps))
  const undecided = computed(() => parts.value.some(isUndecided))
  const finished = computed(
    () => phase.value === 'ended' && !undecided.value && steps.value.every(({ state }) => state === 'done'),
  )
  /** The step that has failed. */
  const failed = computed(() => steps.value.find(({ state }) => state === 'failed') ?? null)
  /** What this plan has done so far, and can be taken back. */
  const done = computed(() =>
    parts.value.flatMap(({ entityId, title, before, base, steps: all }): Undoable[] =>
      before && all.some(({ state }) => state === 'done') ? [{ entityId, title, before, after: base }] : [],
    ),
  )

  watch(
    () => parts.value.length > 0,
    (isUnderWay) => (editing.underWay = isUnderWay),
    { flush: 'sync' },
  )

  function update(entityId: string, change: Partial<Part>): void {
    parts.value = parts.value.map((part) => (part.entityId === entityId ? { ...part, ...change } : part))
  }

  function partOf(entityId: string): Part {
    const part = parts.value.find((candidate) => candidate.entityId === entityId)
    if (!part) throw new Error(`no part of the plan: ${entityId}`)
    return part
  }

  /**
   * Begins a plan, and reads what the portal has. A plan that is being carried out goes on instead.
   * @returns whether this plan was read
   */
  async function begin(targets: readonly Target[], takesBack: readonly Undoable[] | null = null): Promise<boolean> {
    editing.show('plan')
    if (phase.value === 'running') return false
    noteDone()
    undoing.value = takesBack
    parts.value = targets.map((target) => ({
      ...target,
      now: [],
      known: [],
      wanted: target.mine,
      conflicts: [],
      foreign: [],
      impossible: [],
      steps: [],
      uses: new Map(),
      decisions: new Map(),
      before: null,
    }))
    return await read()
  }

  /**
   * Reads the directories, and plans against them.
   * @returns false if it has failed, or another plan was begun meanwhile
   */
  async function read(): Promise<boolean> {
    if (phase.value === 'running') return false
    reading += 1
    const current = reading
    phase.value = 'reading'
    error.value = null
    changed.value = false
    try {
      const call = await pacedCall()
      for (const { entityId } of parts.value) {
        const now = await fetchItems(call, entityId)
        if (current !== reading) return false
        openKept(entityId, now)
        settle(entityId, now)
        const uses = await countUses(call, partOf(entityId), now)
        if (current !== reading) return false
        update(entityId, planned(partOf(entityId), now, uses))
      }
    } catch (failure) {
      if (current !== reading) return false
      error.value = PortalError.from(failure)
    }
    phase.value = 'ready'
    return error.value === null
  }

  async function pacedCall(): Promise<Call> {
    return paced((await session.connected()).call)
  }

  /** Opens a draft of an earlier page. What was drafted since then comes first. */
  function openKept(entityId: string, now: Stage[]): void {
    const { kept } = partOf(entityId)
    if (!kept) return
    if (editing.kept.has(entityId)) drafts.open(entityId, now)
    const since = drafts.of(entityId)
    if (since && drafts.isChanged(entityId)) {
      const { base, mine } = draftOn(wantedOf(now), kept)
      drafts.change(entityId, merge(base, mine, since.wanted, new Map()).wanted)
    } else {
      drafts.close(entityId)
      editing.kept.set(entityId, kept)
    }
    const { base, wanted } = drafts.open(entityId, now)
    update(entityId, { base, mine: wanted, wanted, kept: null })
    editing.interrupted = editing.interrupted.filter((one) => one !== kept)
  }

  /** A step that seemed to have failed may be done after all, or may have been done late. */
  function settle(entityId: string, now: Stage[]): void {
    const { steps: all, known } = partOf(entityId)
    const index = all.findIndex(({ state }) => state === 'failed')
    const step = all[index]?.step
    if (!step || !isDone(step, entityId, now)) return
    moveOn(entityId, step, known, now)
    mark(entityId, index, { state: 'done', problem: null })
    log.foundDone(entityId, step)
  }

  /** Decides whose change of one thing stays. */
  function decide(entityId: string, key: string, decision: Decision): void {
    const part = partOf(entityId)
    const decisions = new Map(part.decisions).set(key, decision)
    update(entityId, planned({ ...part, decisions }, part.now, part.uses))
  }

  /** Carries the plan out, step by step. What has changed since it was shown is shown first. */
  async function apply(): Promise<void> {
    if (phase.value !== 'ready' || undecided.value || error.value || parts.value.length === 0) return
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
    }
    end()
  }

  /** @returns false if the plan does not go on */
  async function applyPart(call: Call, entityId: string): Promise<boolean> {
    if (nextOf(entityId) < 0) return true
    if (!goesOn(entityId, await fetchItems(call, entityId))) return false
    for (let index = nextOf(entityId); index >= 0; index = nextOf(entityId)) {
      if (stopping.value || !(await applyStep(call, entityId, index))) return false
    }
    return true
  }

  /** The first step of a directory that waits; -1 if none does. */
  function nextOf(entityId: string): number {
    return partOf(entityId).steps.findIndex(({ state }) => state === 'waiting')
  }

  /**
   * Takes in what somebody else has changed in a directory.
   * @returns false if the rest of the plan must be seen before it is done
   */
  function goesOn(entityId: string, now: Stage[]): boolean {
    const part = partOf(entityId)
    if (!isSameDirectory(part.known, now)) {
      const base = wantedOf(part.known)
      if (isDraftOf(part)) drafts.moveOn(entityId, base, part.wanted)
      const before = part.before && undoOf(part.before, part.base, base)
      const anew = planned({ ...part, base, before, mine: part.wanted, decisions: new Map() }, now, part.uses)
      const isOver = !isUndecided(anew) && !anew.steps.some(({ state }) => state === 'waiting')
      update(entityId, anew)
      if (!isOver && (anew.foreign.length > 0 || anew.conflicts.length > 0)) {
        changed.value = true
        return false
      }
    }
    accept(entityId, now)
    return true
  }

  /** From here on, what others changed is part of the plan. */
  function accept(entityId: string, now: Stage[]): void {
    const { before, base, wanted } = partOf(entityId)
    const next = wantedOf(now)
    const isDraft = isDraftOf(partOf(entityId))
    update(entityId, {
      now,
      known: now,
      base: next,
      mine: wanted,
      decisions: new Map(),
      before: before ? undoOf(before, base, next) : next,
    })
    if (isDraft) drafts.moveOn(entityId, next, wanted)
    keepForLater()
  }

  /** @returns false if the plan does not go on */
  async function applyStep(call: Call, entityId: string, index: number): Promise<boolean> {
    const { steps: all, now: before, known } = partOf(entityId)
    const step = all[index]?.step
    if (!step) return false
    mark(entityId, index, { state: 'running' })
    let problem: StepProblem | null = null
    try {
      problem = await refusalOf(call, entityId, step)
      if (!problem) await sendStep(call, entityId, step)
    } catch (failure) {
      problem = PortalError.from(failure)
    }
    let now: Stage[] | null = null
    try {
      now = await fetchAfter(call, entityId, before, step)
    } catch (failure) {
      problem ??= PortalError.from(failure)
    }
    // An answer that was lost says nothing, and neither does `true`: what the portal has is what counts.
    const isSaved = now !== null && isDone(step, entityId, now)
    editing.hasChanged = true
    log.add(entryOf(partOf(entityId), step, before, isSaved ? 'done' : 'failed', Date.now()))
    if (!now || !isSaved) {
      if (now) update(entityId, { now })
      mark(entityId, index, { state: 'failed', problem: problem ?? 'not-saved', unknown: now === null })
      return false
    }
    moveOn(entityId, step, known, now)
    mark(entityId, index, { state: 'done' })
    keepForLater()
    return isSameDirectory(partOf(entityId).known, now) || goesOn(entityId, now)
  }

  /** Takes in a step that is done. */
  function moveOn(entityId: string, step: Step, before: Stage[], now: Stage[]): void {
    const { mine, wanted } = partOf(entityId)
    const isDraft = isDraftOf(partOf(entityId))
    const added =
      step.act === 'add' ? now.find(({ statusId }) => statusId === fullCode(entityId, step.code)) : undefined
    const after = afterStep(entityId, before, step, added?.id)
    // A portal may give a color to what was added without one. That is not somebody else's change.
    const known = added ? after.map((stage) => (stage.id === added.id ? added : stage)) : after
    const base = wantedOf(known)
    const color = base.find(({ code }) => code === step.code)?.color ?? null
    const withColor = (items: WantedItem[]): WantedItem[] =>
      items.map((item) => (added && item.code === step.code ? { ...item, color } : item))
    const next = withColor(mine)
    update(entityId, { now, known, base, mine: next, wanted: withColor(wanted) })
    if (isDraft) drafts.moveOn(entityId, base, next)
    else followPlan(entityId, wantedOf(before), base)
  }

  /** A draft takes in what another plan has done, which is not somebody else's change. What it wishes outlives an undo. */
  function followPlan(entityId: string, before: WantedItem[], after: WantedItem[]): void {
    const draft = drafts.of(entityId)
    if (!draft) return
    const follow = (items: WantedItem[]): WantedItem[] => undoOf(after, before, items)
    drafts.moveOn(entityId, follow(draft.base), undoing.value ? draft.wanted : follow(draft.wanted))
  }

  /** Keeps what is left of the plan where it outlives the app. What was left before comes last, because room is scarce. */
  function keepForLater(): void {
    const left = parts.value.map(({ entityId, base, mine }) => keptDraft(entityId, base, mine))
    const earlier = editing.interrupted.filter((kept) => left.every(({ entityId }) => entityId !== kept.entityId))
    keepDrafts([...left.filter((kept) => !changesNothing(kept)), ...earlier])
  }

  /** Nothing is under way any more. Drafts that were left before stay, unless this plan has done what they wish. */
  function forgetKept(): void {
    editing.interrupted = editing.interrupted.filter((kept) => {
      const part = parts.value.find(({ entityId }) => entityId === kept.entityId)
      return !part?.before || isLeft(kept, part.now)
    })
    keepDrafts(editing.interrupted)
  }

  function keepDrafts(kept: readonly KeptDraft[]): void {
    void options.keep({ drafts: kept.map(draftAsRow) })
  }

  function mark(entityId: string, index: number, change: Partial<PlannedStep>): void {
    const all = partOf(entityId).steps
    update(entityId, { steps: all.map((planned, at) => (at === index ? { ...planned, ...change } : planned)) })
  }

  function end(): void {
    if (changed.value || error.value) {
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
    forgetKept()
    if (undoing.value) log.drop(undoing.value)
    noteDone()
    closeDrafts()
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

  /** Notes what can be taken back. What was taken back is not brought forward again. */
  function noteDone(): void {
    if (!undoing.value) log.note(...done.value)
  }

  /** Drafts with nothing left to do end with their plan. */
  function closeDrafts(): void {
    for (const part of parts.value) if (isDraftOf(part)) drafts.close(part.entityId)
  }

  function isDraftOf({ entityId, mine }: Part): boolean {
    return drafts.of(entityId)?.wanted === mine
  }

  /** Stops after the step that is going on. */
  function stop(): void {
    stopping.value = true
  }

  /** Goes on after a stop or a failure: reads again, plans the rest anew, and carries it out. */
  async function goOn(): Promise<void> {
    if (phase.value !== 'ended' || finished.value || !(await read())) return
    changed.value = parts.value.some(({ foreign, conflicts }) => foreign.length + conflicts.length > 0)
    if (!changed.value) await apply()
  }

  /** Takes back what a plan has done. What others changed since stays; where both changed the same, people decide. */
  async function undo(changes: readonly Undoable[] = done.value): Promise<void> {
    if (phase.value === 'running' || changes.length === 0) return
    log.note(...changes)
    const targets = changes.map(({ entityId, title, before, after }) => ({
      entityId,
      title,
      base: after,
      mine: before,
    }))
    if (await begin(targets, changes)) await apply()
  }

  /**
   * Goes back to the drafts whose plan was being carried out when the app was closed, and plans what is left of them.
   * @param titleOf tells what people call a directory
   */
  async function resume(titleOf: (entityId: string) => string): Promise<void> {
    if (editing.interrupted.length === 0 || phase.value === 'running') return
    await begin(
      editing.interrupted.map((kept) => {
        const { entityId } = kept
        return { entityId, title: titleOf(entityId), base: [], mine: [], kept }
      }),
    )
  }

  /** Leaves the plan. Its draft stays, unless there is nothing left to do. */
  function close(): void {
    if (phase.value === 'running') return
    reading += 1
    noteDone()
    const isOver = phase.value === 'ready' && !error.value && !undecided.value && steps.value.length === 0
    if (isOver && parts.value.every(({ impossible }) => impossible.length === 0)) closeDrafts()
    forgetKept()
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
    resume,
    close,
  }
})

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
