import { ownerOf } from '../directory'
import { recordTypeOf } from '../recordTypes'

/**
 * The path of the portal's kanban of a pipeline, in present portals and in older ones. A list that is filtered by a stage
 * has an address too, but opening it would replace the filter that the person has set there.
 * @param entityId of the pipeline, such as `DEAL_STAGE_5`
 * @returns such as `/crm/deal/kanban/category/5/`; null for plain lists
 */
export function kanbanPaths(entityId: string): { path: string; olderPath: string } | null {
  const owner = ownerOf(entityId)
  if (owner.type === 'list') return null
  const type = recordTypeOf(owner.entityTypeId)
  if (!type) return null
  const pathIn = (section: string): string => {
    const pipeline = section === 'deal' || section.startsWith('type/') ? `category/${owner.pipelineId}/` : ''
    return `/crm/${section}/kanban/${pipeline}`
  }
  return { path: pathIn(type.section), olderPath: pathIn(type.olderSection) }
}
