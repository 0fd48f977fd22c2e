import { list, semanticInfo, stages, type CrmData, type DirectoryRow } from './data.ts'

/** A pipeline of deals with codes that portals make up for new stages, and names in several languages. */
const PIPELINE: DirectoryRow = {
  ID: 'DEAL_STAGE_2',
  NAME: 'Branches deal stages',
  PARENT_ID: 'DEAL_STAGE',
  SEMANTIC_INFO: semanticInfo('C2:NEW', 'C2:WON', 'C2:LOSE'),
  PREFIX: 'C2',
  FIELD_ATTRIBUTE_SCOPE: 'category_2',
  ENTITY_TYPE_ID: 2,
  CATEGORY_ID: '2',
}

/**
 * Adds what people in real portals have made: stages and list values with names in many alphabets, with codes that the
 * portal has made up, codes that are plain numbers, and names that a spreadsheet would read as a number or a date.
 */
export function withRealValues(data: CrmData): CrmData {
  return {
    ...data,
    pipelines: [...data.pipelines, { id: 2, name: 'Branches', sort: 500, entityTypeId: 2, isDefault: 'N' }],
    directories: [...data.directories, PIPELINE],
    statuses: [
      ...data.statuses,
      ...stages(801, PIPELINE.ID, '2', [
        ['C2:NEW', 'Счёт выставлен'],
        ['C2:UC_ZJ55BR', 'Straße gesperrt'],
        ['C2:1', 'Größe geprüft'],
        ['C2:UC_HHGM84', 'Đã huỷ'],
        ['C2:WON', 'مُكتمل', 'S'],
        ['C2:LOSE', 'İptal edildi', 'F'],
        ['C2:UC_7KQ2XD', 'ยกเลิกแล้ว', 'F'],
      ]),
      ...list(821, 'SOURCE', [
        ['UC_3M8FPA', 'Зв’язок'],
        ['2', '10-12'],
        ['3', '007'],
        ['UC_R5T0WE', '=Partner'],
        ['UC_B91LKC', 'Mar 3'],
      ]).map((row) => ({ ...row, SORT: String(Number(row.SORT) + 100), SYSTEM: 'N' })),
    ],
  }
}
