import { defineStore } from 'pinia'
import { asciiDigits, parseId } from '../crm/id'
import type { Stage } from '../crm/stage'
import type { Suggestion } from '../crm/suggest'
import { useDirectoryStore } from './directory'
import { useEditingStore } from './editing'
import { useSearchStore } from './search'
import { useStageStore } from './stage'

/** What becomes of a question of the search store, and of what it offers. Not part of the first card. */
export const useAnswersStore = defineStore('answers', () => {
  const search = useSearchStore()
  const stage = useStageStore()
  const directory = useDirectoryStore()
  const editing = useEditingStore()

  /** Opens a directory, in place of what is shown: a card would cover it. */
  function openDirectory(entityId: string): void {
    search.end()
    stage.close()
    // A plan goes on, and is shown again when somebody asks for it.
    editing.shown = null
    directory.choose(entityId)
    directory.browsing = true
  }

  /** Opens what was chosen from the list. */
  function choose(chosen: Suggestion): void {
    search.end()
    if (chosen.kind === 'directory') {
      search.text = chosen.entityId
      openDirectory(chosen.entityId)
    } else if (chosen.kind === 'id' && !chosen.stage) {
      search.text = String(chosen.id)
      search.ask(chosen.id, search.text)
    } else if (chosen.stage) {
      const { id, statusId, name } = chosen.stage
      search.text = { id: String(id), code: statusId, name }[chosen.kind]
      search.open(chosen.stage)
    }
  }

  /** Answers the question with its only meaning. */
  function answer(only: Stage): void {
    search.end()
    search.open(only)
  }

  /**
   * Answers the question with a list.
   * @param best is opened; null if none is better than the others
   */
  function list(best: Stage | null): void {
    const { question, expected } = search
    if (!question) return
    if (best) search.open(best)
    else if (expected) {
      // No item has the number as its ID, so no card can be shown for it.
      if (expected.before === null || expected.before === expected.id) stage.close()
      else void stage.show(expected.before)
    }
    search.expected = null
    search.question = { ...question, answered: true }
  }

  /** Nothing was found for the question. */
  function refuse(): void {
    const parsed = parseId(asciiDigits(search.question?.text ?? ''))
    search.end()
    // For an ID, the portal's "not found" is told.
    if (!parsed.ok) search.refusal = parsed.reason === 'not-digits' ? 'nothing' : parsed.reason
  }

  /** Tries again to answer the question. */
  function again(): void {
    if (search.question) search.question = { ...search.question }
  }

  return { openDirectory, choose, answer, list, refuse, again }
})
