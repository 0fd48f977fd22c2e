import { useQueryCache } from '@pinia/colada'
import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { isNumeric } from '../crm/id'
import type { RecordWithStage } from '../crm/record'
import { useDirectoryStore } from './directory'
import { useSearchStore } from './search'
import { useSessionStore } from './session'
import { useStageStore } from './stage'
import { keepUnfinished, keepWhenLeft, takeUnfinished, type Unfinished } from './unfinished'

/** What was going on outlives a reload of the portal's page. Loaded once there is something to lose, or to go on with. */
export const useResumeStore = defineStore('resume', () => {
  const cache = useQueryCache()
  const session = useSessionStore()
  const search = useSearchStore()
  const stage = useStageStore()
  const directory = useDirectoryStore()

  const records = () => cache.getEntries({ key: ['record'] }).map(({ state }) => state.value)

  /** The stage that was asked for; null for the record's own, which its view asks for again. */
  function askedStage(): number | null {
    const own = records().map(({ data }) => (data as RecordWithStage | undefined)?.stage.id)
    return stage.id !== null && own.includes(stage.id) ? null : stage.id
  }

  function unfinished(): Unfinished {
    const { text, question, expected } = search
    // An ID whose answer has not come may be a code as well, so it is submitted again.
    const isAsked = question ? !question.answered : expected !== null && expected.id === stage.id
    const submitted = question ? 'answered' : 'none'
    const { chosen: entityId, browsing } = directory
    return {
      text,
      search: isAsked ? 'asked' : submitted,
      stageId: browsing ? stage.id : askedStage(),
      entityId,
      browsing,
    }
  }

  /** Whether the app reloads the page itself. */
  let reloading = false

  /** Keeps what is going on, right before the app's own reload. */
  async function keep(): Promise<void> {
    reloading = true
    await keepUnfinished(unfinished())
  }

  // Not on `pagehide`, which also fires when the portal removes its frame, as it does when a slider is closed. Whoever opens
  // that again wants to begin anew.
  useEventListener(window, 'beforeunload', () => {
    const now = unfinished()
    // A page remembers its directory by itself.
    const browses = now.browsing && session.launch?.kind !== 'page'
    if (!reloading && (now.text !== '' || now.stageId !== null || browses)) keepWhenLeft(now)
  })

  function ask({ search: before, stageId }: Unfinished): void {
    if (before === 'asked') return search.submit()
    if (before === 'answered') {
      const text = search.text.trim()
      search.question = { text, exact: isNumeric(text), answered: true }
      search.awake = true
    }
    if (stageId !== null) void stage.show(stageId)
  }

  /** Asks again for what was asked before a reload. */
  function resume(): void {
    const { launch } = session
    const before = takeUnfinished()
    // Whoever was faster has typed something else already.
    const mine = before && search.text === '' ? before : null
    const asksElse = mine && (mine.stageId !== null || mine.search === 'asked' || mine.browsing)
    if (launch?.kind === 'stage' && !asksElse) search.openLink(launch.id)
    if (!mine) return
    search.text = mine.text || search.text
    if (mine.entityId !== null) directory.choose(mine.entityId)
    directory.browsing = mine.browsing
    // The record's view has shown the record's own stage meanwhile.
    if (mine.browsing && mine.stageId === null) stage.close()
    ask(mine)
  }

  return { keep, resume }
})
