import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { Stage } from '../crm/stage'
import { parseWords, type StageWords } from '../crm/words'
import { wordsOption } from '../crm/wordsOption'
import { useAppOptionsStore } from './appOptions'

/** What the company says of its stages. */
export const useWordsStore = defineStore('words', () => {
  const options = useAppOptionsStore()
  /** IDs of the stages whose words are being written. They stay open when another card is shown. */
  const writing = shallowReactive(new Set<number>())

  /** @returns null if nothing is written */
  function of({ entityId, statusId }: Stage): StageWords | null {
    return parseWords(options.read(wordsOption(entityId))).get(statusId) ?? null
  }

  return { writing, of }
})
