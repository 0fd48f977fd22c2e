import { useI18n } from 'petite-vue-i18n'
import { useHasText } from './useHasText'
import type { Placement } from '../crm/placement'
import { formatList } from '../locales/format'
import { isolate } from '../locales/isolate'

/** Names of placements and of the record types that they belong to. */
export function usePlacementWords(): {
  typeName: (placement: Placement) => string
  placementName: (placement: Placement) => string
  fullName: (placement: Placement) => string
} {
  const { t, locale } = useI18n()
  const hasText = useHasText()

  function typeName({ entityTypeId, typeName: ownName }: Placement): string {
    const key = `types.${entityTypeId}`
    return ownName ?? (hasText(key) ? t(key) : t('types.other', { number: entityTypeId ?? 0 }))
  }

  /** For use below the type's name: `Tab of a record`. */
  function placementName({ code, kind }: Placement): string {
    return kind === 'page' || kind === 'link' ? t(`place.name.${code}`) : t(`place.kind.${kind}`)
  }

  /** For use on its own, in a sentence: `Deals, Tab of a record`. */
  function fullName(placement: Placement): string {
    const names = [placementName(placement)]
    if (placement.entityTypeId !== null) names.unshift(typeName(placement))
    return isolate(formatList(locale.value, names, { type: 'unit', style: 'short' }), locale.value)
  }

  return { typeName, placementName, fullName }
}
