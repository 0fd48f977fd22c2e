import { useQuery } from '@pinia/colada'
import { computed, watch } from 'vue'
import { useDirectoryWords } from '../composables/useDirectoryWords'
import { asciiDigits } from '../crm/id'
import { DEAL } from '../crm/recordTypes'
import { meaningOf, suggest, type Known, type NamedDirectory, type SearchOption, type Suggestion } from '../crm/suggest'
import { useAnswersStore } from '../stores/answers'
import { useLookupStore } from '../stores/lookup'
import { pipelinesQuery } from '../stores/queries'
import { useResumeStore } from '../stores/resume'
import { useSearchStore, type Question } from '../stores/search'
import { useStageStore } from '../stores/stage'
import { useDirectories } from './useDirectories'

/**
 * Offers what the typed text may mean, and answers the questions of the search store. It needs the words for
 * directories, so it belongs to a component.
 */
export function useAnswers() {
  const search = useSearchStore()
  const answers = useAnswersStore()
  const lookup = useLookupStore()
  const stage = useStageStore()
  const { fullName, shortName, groupName } = useDirectoryWords()
  const { query: directories, groups, titleOf } = useDirectories()
  const pipelines = useQuery(() => pipelinesQuery(DEAL))

  const named = computed<NamedDirectory[]>(() =>
    (groups.value ?? []).flatMap((group) =>
      group.entries.map((entry) => {
        const { entityId, name } = entry
        const asSent = directories.data?.find(({ id }) => id === entityId)?.name ?? entityId
        return { entityId, names: [shortName(entry), fullName(entityId, name), asSent], groups: [groupName(group)] }
      }),
    ),
  )
  const known = computed<Known>(() => ({
    items: lookup.items,
    complete: lookup.complete,
    directories: named.value,
  }))

  const offered = computed(() => suggest(search.text, known.value))
  watch(
    () => offered.value.best.map(withWords),
    (options) => (search.options = options),
    { immediate: true },
  )

  watch(
    () => search.chosen,
    (chosen) => {
      search.chosen = null
      if (chosen) answers.choose(chosen)
    },
    { flush: 'sync' },
  )
  // Whoever has typed has something to lose: what keeps it must be there before a reload.
  useResumeStore()

  function withWords(suggestion: Suggestion): SearchOption {
    if (suggestion.kind === 'directory') {
      const { kind, entityId } = suggestion
      return { ...suggestion, key: `${kind} ${entityId}`, directory: titleOf(entityId) }
    }
    const { kind, stage } = suggestion
    const id = suggestion.kind === 'id' ? suggestion.id : suggestion.stage.id
    return { ...suggestion, key: `${kind} ${id}`, directory: stage ? titleOf(stage.entityId) : '' }
  }

  /** Answers with what is known. Returns false if that holds no answer. */
  function settle({ text, exact }: Question): boolean {
    const meaning = meaningOf(text, known.value, exact)
    const { best, equals } = meaning ?? { best: null, equals: [] }
    if (best?.kind === 'directory') {
      answers.choose(best)
      // Whoever has typed an ID must see that this is none.
      if (exact && meaning?.rank === 'directory-group')
        search.readAs = { kind: 'type', number: Number(asciiDigits(text)) }
    } else if (best?.stage && exact && equals.length === 0) answers.answer(best.stage)
    else if (best) answers.list(exact ? null : best.stage)
    return best !== null
  }

  /** Answers a question: a directory by its own name at once, everything else when all items are known. */
  async function answer(question: Question): Promise<void> {
    const isCurrent = (): boolean => search.question === question
    if (!question.exact) {
      await Promise.all([directories.refresh(), pipelines.refresh()])
      if (!isCurrent()) return
      if (meaningOf(question.text, known.value, false)?.rank === 'directory') return void settle(question)
    }
    // Items that are too old are good enough to begin with.
    if (lookup.complete && settle(question)) return void lookup.loadAll()
    const [loaded] = await Promise.all([lookup.loadAll(), pipelines.refresh()])
    if (!isCurrent()) return
    if (!loaded) stage.believe()
    else if (!settle(question)) answers.refuse()
  }

  watch(
    () => search.question,
    (question) => {
      if (question?.answered) void lookup.loadAll()
      else if (question) void answer(question)
    },
    { immediate: true },
  )

  return { more: computed(() => offered.value.more), complete: computed(() => lookup.complete) }
}
