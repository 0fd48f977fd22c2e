import { useQueryCache } from '@pinia/colada'
import type { StageAnswer } from '../api/stages'
import type { RecordWithStage } from '../crm/record'
import { parseStages, type Stage } from '../crm/stage'
import { useUserOptionsStore } from './userOptions'

/** Questions whose answers hold items, in the order in which their items are listed. */
const QUESTIONS = ['all-items', 'items', 'record', 'stage']

/**
 * Every item that some answer has brought, by ID, as it was sent last. Data in the query cache is tracked: the result of
 * a `computed` follows it.
 */
export function knownStages(): Map<number, Stage> {
  const answers = useQueryCache()
    .getEntries({ status: 'success' })
    .map(({ key: [question], state, when }) => ({
      place: QUESTIONS.indexOf(String(question)),
      stages: stagesIn(question, state.value.data),
      when,
    }))
  const kept = parseStages(useUserOptionsStore().stages)
  // A map keeps the place of what was put in first, and the value of what was put in last.
  const listed = [...answers].sort((a, b) => a.place - b.place).flatMap(({ stages }) => stages)
  const latest = [...answers].sort((a, b) => a.when - b.when).flatMap(({ stages }) => stages)
  return new Map([...listed, ...kept, ...latest].map((stage) => [stage.id, stage]))
}

/** The items in a query's data; `queries.ts` says what is in which. */
function stagesIn(question: unknown, data: unknown): Stage[] {
  switch (question) {
    case 'all-items':
    case 'items':
      return data as Stage[]
    case 'record':
      return [(data as RecordWithStage).stage]
    case 'stage':
      return [(data as StageAnswer).stage]
    default:
      return []
  }
}
