import type { QueryCache } from '@pinia/colada'
import type { StageAnswer } from '../api/stages'
import { itemsQuery, placeholderAnswer, recordQuery, stageQuery } from '../stores/queries'
import type { FirstCard } from './firstCard'

/**
 * Hands the answers that boot is waiting for over to the queries that ask the same. Each answer is used once, by the
 * first component that asks, so this must run before any does.
 */
export function handOver(cache: QueryCache, { stage, record }: FirstCard): void {
  if (stage) cache.ensure({ ...stageQuery(stage.id), meta: { handedOver: stage.answer } })
  if (!record) return
  const handedOver = record.answer.then((found) => {
    const placeholderData = (): StageAnswer => placeholderAnswer(found.stage)
    cache.ensure({ ...stageQuery(found.stage.id), placeholderData, meta: { handedOver: record.stage } })
    cache.ensure({ ...itemsQuery(found.stage.entityId), meta: { handedOver: record.items } })
    return found
  })
  handedOver.catch(() => undefined) // shown by the component that asks
  cache.ensure({ ...recordQuery(record.ref), meta: { handedOver } })
}
