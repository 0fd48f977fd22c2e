import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { addPipeline } from '../api/changes'
import { openFile, type FileProblem, type PipelineFile } from '../crm/change/file'
import { CAREFUL, type Taking } from '../crm/change/takeOver'
import { entityIdOf } from '../crm/directory'
import type { Stage } from '../crm/stage'
import { PortalError } from '../portal/errors'
import { useEditingStore } from './editing'
import { useLookupStore } from './lookup'
import { itemsQuery } from './queries'
import { useSessionStore } from './session'

/** More directories than these are read all at once, which takes fewer requests. */
const FEW = 3

/** The file that was opened, and what is to be taken of it. Loaded only for that. */
export const usePipelineFileStore = defineStore('pipeline-file', () => {
  const cache = useQueryCache()
  const session = useSessionStore()
  const editing = useEditingStore()
  const lookup = useLookupStore()

  /** What the file is called. */
  const name = ref('')
  const file = shallowRef<PipelineFile | null>(null)
  /** Why the last file could not be opened. The one before stays. */
  const problem = shallowRef<(FileProblem & { file: string }) | null>(null)
  const taking = shallowRef<Taking>(CAREFUL)
  /** By hand: the portal's directory for each of the file's, by its place in it. Null: it is left out. */
  const chosen = shallowReactive(new Map<number, string | null>())
  /** Places of directories that are not taken. */
  const left = shallowReactive(new Set<number>())

  /** ENTITY_IDs of the directories that the file is compared with. */
  const needed = shallowRef<readonly string[]>([])
  const stages = shallowReactive(new Map<string, readonly Stage[]>())
  const reading = ref(false)
  /** Why the directories could not be read. */
  const error = shallowRef<PortalError | null>(null)
  const unread = computed(() => needed.value.filter((entityId) => !stages.has(entityId)))

  /** The place of the directory whose pipeline is being added. */
  const adding = ref<number | null>(null)
  const addFailure = shallowRef<{ at: number; error: PortalError } | null>(null)

  /** Counts the files, so that what comes late for an earlier one changes nothing. */
  let turn = 0

  /** Opens a file, in the place of the one before if it can be read. */
  async function open(opened: File): Promise<void> {
    turn += 1
    const mine = turn
    const answer = await openFile(opened)
    if (mine !== turn) return
    if (answer.ok) {
      name.value = opened.name
      file.value = answer.file
      problem.value = null
      taking.value = CAREFUL
      addFailure.value = null
      for (const state of [chosen, left, stages]) state.clear()
    } else {
      problem.value = { ...answer.problem, file: opened.name }
    }
    editing.show('file')
  }

  /** Leaves the file. */
  function close(): void {
    file.value = null
    problem.value = null
    editing.shown = null
  }

  /** Reads the directories that the file is compared with, unless they are known. */
  async function read(): Promise<void> {
    if (reading.value) return
    reading.value = true
    error.value = null
    try {
      for (let [next] = unread.value; next !== undefined; [next] = unread.value) {
        if (unread.value.length <= FEW) stages.set(next, await itemsOf(next))
        else if (!(await readAll())) break
      }
    } catch (failure) {
      error.value = PortalError.from(failure)
    }
    reading.value = false
  }

  /**
   * The items of a directory, which are asked for unless they are known and not too old.
   * @throws PortalError
   */
  async function itemsOf(entityId: string): Promise<readonly Stage[]> {
    const answer = await cache.refresh(cache.ensure(itemsQuery(entityId)))
    if (answer.error) throw answer.error
    return answer.data ?? []
  }

  /** @returns false if it was stopped */
  async function readAll(): Promise<boolean> {
    if (!(await lookup.loadAll())) {
      if (lookup.failed?.error) throw lookup.failed.error
      return false
    }
    const all = lookup.all.data ?? []
    for (const entityId of unread.value) {
      stages.set(
        entityId,
        all.filter((item) => item.entityId === entityId),
      )
    }
    return true
  }

  /** Forgets what was read, so that it is read again. */
  function leave(): void {
    stages.clear()
  }

  /**
   * Adds a pipeline that only the file has.
   * @param at the place of its directory
   */
  async function add(at: number, entityTypeId: number, title: string): Promise<void> {
    if (adding.value !== null) return
    const mine = turn
    adding.value = at
    addFailure.value = null
    try {
      const id = await addPipeline((await session.connected()).call, entityTypeId, title)
      if (mine === turn) chosen.set(at, entityIdOf(entityTypeId, id))
    } catch (failure) {
      if (mine === turn) addFailure.value = { at, error: PortalError.from(failure) }
    }
    // Also after a failure: the answer may be what was lost.
    await Promise.allSettled([
      cache.invalidateQueries({ key: ['directories'] }),
      cache.invalidateQueries({ key: ['pipelines', entityTypeId] }),
    ])
    adding.value = null
  }

  return {
    name,
    file,
    problem,
    taking,
    chosen,
    left,
    needed,
    stages,
    reading,
    error,
    unread,
    adding,
    addFailure,
    open,
    close,
    itemsOf,
    read,
    leave,
    add,
  }
})
