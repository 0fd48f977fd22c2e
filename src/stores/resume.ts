import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { asciiDigits, parseId } from '../crm/id'
import type { RecordWithStage } from '../crm/record'
import { useDirectoryStore } from './directory'
import { useSearchStore } from './search'
import { useSessionStore } from './session'
import { useStageStore } from './stage'
import { keepUnfinished, takeUnfinished, type Unfinished } from './unfinished'

/** What was going on outlives a reload of the portal's page. Loaded only for that. */
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

  /** Keeps what is going on, right before a reload. */
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

  function ask({ search: before, stageId }: Unfinished): void {
    if (before === 'asked') return search.submit()
    if (before === 'answered') {
      const text = search.text.trim()
      search.question = { text, exact: parseId(asciiDigits(text)).ok, answered: true }
      search.awake = true
    }
    if (stageId !== null) void stage.show(stageId)
  }

  /** Asks again for what was asked before a reload. */
  function resume(): void {
    const { launch } = session
    const unfinished = takeUnfinished()
    // Whoever was faster has typed something else already.
    const mine = unfinished && search.text === '' ? unfinished : null
    const asksStage = mine && (mine.stageId !== null || mine.search === 'asked')
    if (launch?.kind === 'stage' && !asksStage) search.openLink(launch.id)
    if (!mine) return
    search.text = mine.text || search.text
    if (mine.entityId !== null) directory.choose(mine.entityId)
    ask(mine)
  }

  return { keep, resume }
})
