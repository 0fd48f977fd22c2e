import { useI18n } from 'vue-i18n'
import type { CatalogueEntry, CatalogueGroup } from '../crm/catalogue'
import { directoryOf, type DirectoryName } from '../crm/directory'
import { isolated } from '../locales/bidi'

/** Words for directories and for the groups that they stand in. */
export function useDirectoryWords(): {
  fullName: (entityId: string, name: DirectoryName) => string
  shortName: (entry: CatalogueEntry) => string
  groupName: (group: CatalogueGroup) => string
} {
  const { t, te, locale } = useI18n()

  /** Stands alone: `Deal stages, Rent`. */
  function fullName(entityId: string, name: DirectoryName): string {
    const directory = directoryOf(entityId)
    const number = 'entityTypeId' in directory ? directory.entityTypeId : 0
    const title = name.title ?? t(`directory.type.${directory.type}`, { number, code: entityId })
    return name.pipeline
      ? t('directory.pipeline', {
          title: isolated(title, locale.value),
          pipeline: isolated(name.pipeline, locale.value),
        })
      : title
  }

  /** Stands under its group's name: `Rent`. */
  function shortName({ entityId, name }: CatalogueEntry): string {
    return name.pipeline ?? fullName(entityId, name)
  }

  function groupName({ type, entityTypeId, name }: CatalogueGroup): string {
    const key = `types.${entityTypeId}`
    if (name) return name
    if (te(key)) return t(key)
    return te(`catalogue.group.${type}`)
      ? t(`catalogue.group.${type}`)
      : t('types.other', { number: entityTypeId ?? 0 })
  }

  return { fullName, shortName, groupName }
}
