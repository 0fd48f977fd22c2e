import { useI18n } from 'petite-vue-i18n'
import { useHasText } from './useHasText'
import { ownerOf, type DirectoryName } from '../crm/directory'
import type { DirectoryEntry, DirectoryGroup } from '../crm/directoryGroups'
import { isolate } from '../locales/isolate'

/** Names of directories and of their groups. */
export function useDirectoryWords(): {
  fullName: (entityId: string, name: DirectoryName) => string
  shortName: (entry: DirectoryEntry) => string
  groupName: (group: DirectoryGroup) => string
} {
  const { t, locale } = useI18n()
  const hasText = useHasText()

  /** For use on its own: `Deal stages, Rent`. */
  function fullName(entityId: string, name: DirectoryName): string {
    const owner = ownerOf(entityId)
    const number = owner.type === 'list' ? 0 : owner.entityTypeId
    const title = name.title ?? t(`directory.type.${owner.type}`, { number, code: entityId })
    if (!name.pipeline) return title
    const [isolatedTitle, pipeline] = [isolate(title, locale.value), isolate(name.pipeline, locale.value)]
    return t('directory.pipeline', { title: isolatedTitle, pipeline })
  }

  /** For use below the group's name: `Rent`. */
  function shortName({ entityId, name }: DirectoryEntry): string {
    return name.pipeline ?? fullName(entityId, name)
  }

  function groupName({ type, entityTypeId, name }: DirectoryGroup): string {
    if (name) return name
    if (hasText(`types.${entityTypeId}`)) return t(`types.${entityTypeId}`)
    return hasText(`catalog.group.${type}`)
      ? t(`catalog.group.${type}`)
      : t('types.other', { number: entityTypeId ?? 0 })
  }

  return { fullName, shortName, groupName }
}
