import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { parseRested, RESTED_OPTION, withRested } from '../crm/restedFindings'
import { PortalError } from '../portal/errors'
import { useAppOptionsStore } from './appOptions'
import { useOptionChangesStore } from './optionChanges'

/** The findings that administrators have put to rest, for everybody. Not part of the first card. */
export const useRestedFindingsStore = defineStore('rested-findings', () => {
  const options = useAppOptionsStore()
  const changes = useOptionChangesStore()
  const keys = computed(() => new Set(parseRested(options.read(RESTED_OPTION))))
  const busy = ref(false)
  /** Why the last change was not saved. */
  const error = shallowRef<PortalError | null>(null)

  /**
   * Puts a finding to rest, or brings it back.
   * @param key of the finding
   */
  async function set(key: string, rest: boolean): Promise<void> {
    if (busy.value) return
    busy.value = true
    error.value = null
    try {
      const outcome = await changes.change(RESTED_OPTION, (now) => withRested(now, key, rest))
      if (outcome === 'full') error.value = new PortalError('request')
      else if (keys.value.has(key) !== rest) error.value = new PortalError('bad-answer')
    } catch (failure) {
      error.value = PortalError.from(failure)
    } finally {
      busy.value = false
    }
  }

  return { keys, busy, error, set }
})
