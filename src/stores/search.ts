import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { asciiDigits, isNumeric, parseId, type IdRefusal } from '../crm/id'
import type { Stage } from '../crm/stage'
import type { SearchOption } from '../crm/suggest'
import { useDirectoryStore } from './directory'
import { useStageStore } from './stage'

/** A search that needs more than an ID. */
export interface Question {
  text: string
  /** The text is a number that is no item's ID. It may be a code, a name or a record type, but not a part of one. */
  exact: boolean
  /** Its best result was opened already; the others are listed. */
  answered: boolean
}

export type SearchRefusal = IdRefusal | 'empty' | 'nothing'

/**
 * The one field for IDs, codes, names and directories. An ID is asked for at once. For everything else there is a
 * question, which `SearchAnswers` answers as soon as it is loaded: it is not part of the first card.
 */
export const useSearchStore = defineStore('search', () => {
  const stage = useStageStore()
  const directory = useDirectoryStore()

  const text = ref('')
  /** What is offered for the text. */
  const options = shallowRef<readonly SearchOption[]>([])
  /** The option that was just chosen. `SearchAnswers`, which offers options, takes it from here. */
  const chosen = shallowRef<SearchOption | null>(null)
  const question = shallowRef<Question | null>(null)
  const refusal = ref<SearchRefusal | null>(null)
  /** What a number was taken for, if whoever typed it may not expect that. */
  const readAs = shallowRef<{ kind: 'id' | 'type'; number: number } | null>(null)
  /** Whether suggestions and answers are needed. */
  const awake = ref(false)
  /** The ID that is asked for here, the text that it was typed as, and the stage that was shown before. */
  const expected = shallowRef<{ id: number; text: string; before: number | null } | null>(null)
  /** How often results were closed by those who looked at them. */
  const closings = ref(0)

  /** Ends the search and forgets its outcome. The text stays. */
  function end(): void {
    stage.believe()
    question.value = expected.value = refusal.value = readAs.value = null
  }

  function type(typed: string): void {
    end()
    text.value = typed
    awake.value = true
  }

  function clear(): void {
    end()
    text.value = ''
  }

  /** Closes the results: whoever looked at them goes on in the field. */
  function close(): void {
    clear()
    closings.value += 1
  }

  /** Asks for an ID that may be a code as well. */
  function ask(id: number, typedAs: string): void {
    expected.value = { id, text: typedAs, before: stage.id }
    void stage.show(id, true)
  }

  /** Submits what is typed. */
  function submit(): void {
    end()
    const typed = text.value.trim()
    const parsed = parseId(asciiDigits(typed))
    if (parsed.ok) {
      text.value = String(parsed.id)
      if (parsed.pickedOut) readAs.value = { kind: 'id', number: parsed.id }
      ask(parsed.id, parsed.pickedOut ? text.value : typed)
    } else if (typed === '') refusal.value = 'empty'
    else question.value = { text: typed, exact: isNumeric(typed), answered: false }
    awake.value ||= question.value !== null
  }

  /** Asks for the ID of a link. It is an ID and no code, so "not found" is told at once, and nothing else is looked for. */
  function openLink(id: string): void {
    // Whoever was faster than the portal has asked for something else already.
    if (text.value !== '' || stage.id !== null) return
    const parsed = parseId(id)
    text.value = parsed.ok ? String(parsed.id) : id
    if (parsed.ok) {
      if (parsed.pickedOut) readAs.value = { kind: 'id', number: parsed.id }
      void stage.show(parsed.id)
    } else refusal.value = parsed.reason
  }

  /** Shows a stage, and its directory behind it. */
  function open({ id, entityId }: Stage): void {
    directory.choose(entityId)
    void stage.show(id)
  }

  watch(
    () => stage.missing,
    (missing) => {
      if (!missing) return
      question.value = { text: expected.value?.text ?? String(stage.id), exact: true, answered: false }
      awake.value = true
    },
    { flush: 'sync' },
  )
  watch(
    () => stage.state,
    (now) => {
      if (now.status !== 'success' || now.id !== expected.value?.id || now.busy) return
      expected.value = null
      directory.choose(now.answer.stage.entityId)
    },
  )

  return {
    text,
    options,
    chosen,
    question,
    refusal,
    readAs,
    awake,
    expected,
    type,
    clear,
    close,
    ask,
    submit,
    openLink,
    open,
    end,
    closings,
  }
})
