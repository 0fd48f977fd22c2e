import { parseStage, type Stage } from '../../src/crm/stage'

/** Creates a stage of a deal pipeline; `fields` overrides single fields of the answer. */
export function stage(id: number, fields: Record<string, string | null> = {}): Stage {
  return parseStage(
    {
      ID: String(id),
      ENTITY_ID: 'DEAL_STAGE_5',
      STATUS_ID: `C5:${id}`,
      NAME: `Stage ${id}`,
      NAME_INIT: '',
      SORT: String(id * 10),
      SYSTEM: 'N',
      CATEGORY_ID: '5',
      COLOR: null,
      SEMANTICS: null,
      ...fields,
    },
    id,
  )
}
