import { useI18n } from 'vue-i18n'
import type { Place } from '../crm/placement'

/** Words for places and for the record types that they stand beside. */
export function usePlaceWords(): { typeName: (place: Place) => string; placeName: (place: Place) => string } {
  const { t, te } = useI18n()

  function typeName({ entityTypeId, typeName: own }: Place): string {
    const key = `types.${entityTypeId}`
    return own ?? (te(key) ? t(key) : t('types.other', { number: entityTypeId ?? 0 }))
  }

  function placeName({ code, kind }: Place): string {
    return kind === 'page' || kind === 'link' ? t(`place.name.${code}`) : t(`place.kind.${kind}`)
  }

  return { typeName, placeName }
}
