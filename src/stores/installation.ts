import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { applyBindingChange, fetchLinksBound, type Setup } from '../api/placements'
import { bindingChanges, isOfPipelines, type BindingChange } from '../crm/placement'
import { LINK_PLACEMENT } from '../crm/recordPlacement'
import { textsInEveryLanguage } from '../locales/everyLanguage'
import { PortalError } from '../portal/errors'
import { handlerAddress } from '../portal/frame'
import { useLinksStore } from './links'
import { useSessionStore } from './session'

/** A change that the portal refused. */
export interface RefusedChange {
  change: BindingChange
  error: PortalError
}

/** Changes of the placements that the app is bound to. */
export const useInstallationStore = defineStore('installation', () => {
  const session = useSessionStore()
  const links = useLinksStore()
  const handler = handlerAddress()
  /** Null if no changes are being made. */
  const progress = ref<{ done: number; of: number } | null>(null)
  const refused = shallowRef<RefusedChange[]>([])

  /** Forgets what became of earlier changes. */
  function reset(): void {
    refused.value = []
  }

  /**
   * Binds the app to the chosen placements and to no other, one change after the other.
   * @param setup as the portal has answered
   * @param chosen codes of placements
   * @returns whether every change was made; the others are in `refused`
   */
  async function apply({ bindings, placements }: Setup, chosen: ReadonlySet<string>): Promise<boolean> {
    if (progress.value !== null) return false
    const changes = bindingChanges(bindings, chosen, handler, placements)
    const failed: RefusedChange[] = []
    refused.value = []
    progress.value = { done: 0, of: changes.length }
    try {
      const { call } = await session.connected()
      const [ofStage = {}, ofPipelines = {}] = await textsInEveryLanguage('place.title', 'catalog.browse')
      const toPipelines = new Set(placements.filter(isOfPipelines).map(({ code }) => code))
      for (const [index, change] of changes.entries()) {
        const titles = toPipelines.has(change.code) ? ofPipelines : ofStage
        await applyBindingChange(call, change, handler, titles).catch((error: unknown) =>
          failed.push({ change, error: PortalError.from(error) }),
        )
        progress.value = { done: index + 1, of: changes.length }
      }
      const wasOffered = placements.some(({ code }) => code === LINK_PLACEMENT)
      const hasFailed = failed.some(({ change }) => change.code === LINK_PLACEMENT)
      if (hasFailed) await learnAgain()
      else if (wasOffered) await links.learn(chosen.has(LINK_PLACEMENT))
    } finally {
      progress.value = null
    }
    refused.value = failed
    return failed.length === 0
  }

  /** After a failure it is not certain what links do: a move that failed may have left none. */
  async function learnAgain(): Promise<void> {
    const { call } = await session.connected()
    const bound = await fetchLinksBound(call).catch(() => null)
    if (bound !== null) await links.learn(bound)
  }

  return { handler, progress, refused, reset, apply }
})
