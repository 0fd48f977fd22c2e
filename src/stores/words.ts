import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { isPipeline } from '../crm/directory'
import type { Stage } from '../crm/stage'
import { parseWords, type StageWords } from '../crm/words'
import { wordsOption } from '../crm/wordsOption'
import { useAppOptionsStore } from './appOptions'

/** What the company says of its stages. */
export const useWordsStore = defineStore('words', () => {
  const options = useAppOptionsStore()
  /** IDs of the stages whose words are being written. They stay open when another card is shown. */
  const writing = shallowReactive(new Set<number>())
  /** What the options' values say: an export asks for each stage, and parsing takes time. */
  const parsed = new Map<unknown, ReturnType<typeof parseWords>>()

  /** @returns null if nothing is written; values of plain lists have no words */
  function of({ entityId, statusId }: Pick<Stage, 'entityId' | 'statusId'>): StageWords | null {
    if (!isPipeline(entityId)) return null
    const value = options.read(wordsOption(entityId))
    const words = parsed.get(value) ?? parseWords(value)
    parsed.set(value, words)
    return words.get(statusId) ?? null
  }

  return { writing, of }
})
