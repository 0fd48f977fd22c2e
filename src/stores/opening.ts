import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { watch } from 'vue'
import { parseId } from '../crm/id'
import type { Launch } from '../crm/launch'
import type { RecordWithStage } from '../crm/record'
import { useDirectoryStore } from './directory'
import { refusalOf, useSearchStore } from './search'
import { useSessionStore } from './session'
import { useStageStore } from './stage'
import { keepUnfinished, takeUnfinished, type Unfinished } from './unfinished'

/**
 * What is asked when the app opens: the stage of a link, or what was going on before a reload. A record's own stage is
 * the business of its view.
 */
export const useOpeningStore = defineStore('opening', () => {
  const cache = useQueryCache()
  const session = useSessionStore()
  const search = useSearchStore()
  const stage = useStageStore()
  const directory = useDirectoryStore()

  const records = () => cache.getEntries({ key: ['record'] }).map(({ state }) => state.value)

  const isRecordKnown = (): boolean => records().some(({ status }) => status !== 'pending')

  /** The stage that was asked for; null for the record's own, which its view asks for again. */
  function askedStage(): number | null {
    const own = records().map(({ data }) => (data as RecordWithStage | undefined)?.stage.id)
    return stage.id !== null && own.includes(stage.id) ? null : stage.id
  }

  async function keep(): Promise<void> {
    const { text, question } = search
    const answered = question?.answered ? 'answered' : 'asked'
    await keepUnfinished({
      text,
      search: question ? answered : 'none',
      stageId: askedStage(),
      entityId: directory.chosen,
    })
  }

  /** Asks for the ID of a link. It is an ID and no code, so "not found" is told at once, and nothing else is looked for. */
  function openLink(id: string): void {
    const parsed = parseId(id)
    search.text = parsed.ok ? String(parsed.id) : id
    if (parsed.ok) {
      if (parsed.pickedOut) search.pickedOut = parsed.id
      void stage.show(parsed.id)
    } else search.refusal = refusalOf(parsed.reason, 'not-digits')
  }

  /** Asks again for what was asked before a reload. */
  function resume({ text, search: before, stageId, entityId }: Unfinished, launch: Launch): void {
    search.text ||= text
    if (entityId !== null) directory.choose(entityId)
    const ask = (): void => {
      if (before === 'asked') return search.submit()
      if (before === 'answered') search.relist()
      if (stageId !== null) void stage.show(stageId)
    }
    if (launch.kind !== 'record') return ask()
    // The view of a record shows the record's own stage as soon as it is known.
    const { stop } = watch(
      isRecordKnown,
      (known) => {
        if (!known) return
        ask()
        void Promise.resolve().then(() => stop())
      },
      { immediate: true, flush: 'post' },
    )
  }

  function begin(launch: Launch): void {
    const unfinished = takeUnfinished()
    // Whoever was faster than the portal has asked for something else already.
    if (search.text !== '' || stage.id !== null) return
    const asksStage = unfinished && (unfinished.stageId !== null || unfinished.search === 'asked')
    if (launch.kind === 'stage' && !asksStage) openLink(launch.id)
    if (unfinished) resume(unfinished, launch)
  }

  session.onReload(keep)
  watch(
    () => session.launch,
    (launch) => launch && begin(launch),
    { immediate: true, flush: 'sync' },
  )

  return { keep }
})
