import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { fetchItems } from '../api/items'
import type { Stage } from '../crm/stage'
import { cleanWords, parseWords, type StageWords, type WordField } from '../crm/words'
import { wordsOption } from '../crm/wordsOption'
import { draftOf, hasBadLink, sameWords, withWords, type WordsDraft } from '../crm/wordsDraft'
import { PortalError } from '../portal/errors'
import { isRow } from '../portal/json'
import { keepInTab, readFromTab, takeFromTab } from '../portal/tabStorage'
import { useOptionChangesStore, type ChangeOutcome } from './optionChanges'
import { useSessionStore } from './session'
import { useWordsStore } from './words'

/**
 * Why words were not saved; `changed`: somebody else has written something else in the meantime; `lost`: the portal has
 * taken them, and has others.
 */
export type WordsProblem = 'bad-link' | 'full' | 'changed' | 'lost' | PortalError

export interface OpenDraft {
  texts: WordsDraft
  /** The words that the draft began with. */
  base: StageWords | null
  saving: boolean
  problem: WordsProblem | null
}

/** Words that are being written. What was typed is lost only if somebody says so. Loaded only for that. */
export const useWordsDraftsStore = defineStore('words-drafts', () => {
  const session = useSessionStore()
  const words = useWordsStore()
  const changes = useOptionChangesStore()
  const drafts = shallowReactive(new Map<number, OpenDraft>())

  /** Where the tab keeps a draft, so that it outlives a reload. */
  function keyOf({ id }: Stage): string {
    return `words ${session.connection?.origin} ${id}`
  }

  /** The draft for a stage; begins one if there is none. */
  function open(stage: Stage): OpenDraft {
    const present = drafts.get(stage.id)
    if (present) return present
    const kept = readFromTab(keyOf(stage))
    const draft: OpenDraft = isRow(kept)
      ? { texts: draftOf(kept.texts), base: cleanWords(kept.base), saving: false, problem: null }
      : { texts: draftOf(words.of(stage)), base: words.of(stage), saving: false, problem: null }
    drafts.set(stage.id, draft)
    void changes.refresh().then(() => follow(stage))
    return draft
  }

  /** Takes over what was written elsewhere, as long as nothing is typed here. */
  function follow(stage: Stage): void {
    const draft = drafts.get(stage.id)
    if (!draft || draft.saving || isChanged(stage)) return
    drafts.set(stage.id, { ...draft, texts: draftOf(words.of(stage)), base: words.of(stage) })
  }

  function update(stage: Stage, change: Partial<OpenDraft>): void {
    const draft = { ...open(stage), ...change }
    drafts.set(stage.id, draft)
    keepInTab({ texts: draft.texts, base: draft.base }, keyOf(stage))
  }

  function type(stage: Stage, field: WordField, text: string): void {
    const { texts, problem } = open(stage)
    const settled = field === 'link' && problem === 'bad-link'
    update(stage, { texts: { ...texts, [field]: text }, problem: settled ? null : problem })
  }

  /** Whether something was typed that is not saved. */
  function isChanged(stage: Stage): boolean {
    const { texts, base } = open(stage)
    return !sameWords(texts, base)
  }

  /** Ends the writing about a stage; a draft is gone. */
  function close(stage: Stage): void {
    words.writing.delete(stage.id)
    drafts.delete(stage.id)
    takeFromTab(keyOf(stage))
  }

  /**
   * Saves the draft, unless somebody else has changed the same stage's words since it was begun: then these are told, and
   * the next time replaces them.
   * @returns whether it is saved; otherwise the draft has the reason
   */
  async function save(stage: Stage): Promise<boolean> {
    const { texts, base, saving } = open(stage)
    if (saving) return false
    if (hasBadLink(texts)) {
      update(stage, { problem: 'bad-link' })
      return false
    }
    update(stage, { saving: true, problem: null })
    const written = cleanWords(texts)
    let theirs: StageWords | null = base

    const write = (existing: ReadonlySet<string> | null): Promise<ChangeOutcome> =>
      changes.change(wordsOption(stage.entityId), (now) => {
        theirs = parseWords(now).get(stage.statusId) ?? null
        if (!sameWords(theirs, base) && !sameWords(theirs, written)) return null
        return withWords(now, stage.statusId, written, existing)
      })

    try {
      let outcome = await write(null)
      if (outcome === 'full') outcome = await write(await existingCodes(stage))
      // What another administrator has changed right after is told only if it is about this stage.
      if (outcome === 'lost') theirs = words.of(stage)
      if (outcome === 'saved' || (outcome !== 'full' && sameWords(theirs, written))) {
        close(stage)
        return true
      }
      update(stage, { saving: false, base: theirs, problem: outcome === 'left' ? 'changed' : outcome })
    } catch (error) {
      update(stage, { saving: false, problem: PortalError.from(error) })
    }
    return false
  }

  /** The codes of all stages of a stage's directory. What was said of others only takes room. */
  async function existingCodes({ entityId }: Stage): Promise<ReadonlySet<string>> {
    const { call } = await session.connected()
    return new Set((await fetchItems(call, entityId)).map(({ statusId }) => statusId))
  }

  return { open, type, isChanged, close, save }
})
