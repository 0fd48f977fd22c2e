import type { CrmData, DirectoryRow, StatusRow } from './data.ts'

const PIPELINES = 46
const VALUES = 1_000

/** Adds the data of a portal with years of use: 60 directories in total, one of them a list of 1 000 values. */
export function withHugeDirectories(data: CrmData): CrmData {
  const pipelines = Array.from({ length: PIPELINES }, (_, index) => index + 100)
  const directories: DirectoryRow[] = pipelines.map((id) => ({
    ID: `DYNAMIC_${1040 + (id % 5)}_STAGE_${id}`,
    NAME: `Branch ${1 + (id % 5)} (Team ${id})`,
    PARENT_ID: '',
    SEMANTIC_INFO: [],
    PREFIX: `DT${1040 + (id % 5)}_${id}`,
    FIELD_ATTRIBUTE_SCOPE: `category_${id}`,
    ENTITY_TYPE_ID: 1040 + (id % 5),
    CATEGORY_ID: id,
    CATEGORY_NAME: `Team ${id}`,
    CATEGORY_SORT: id,
    IS_DEFAULT_CATEGORY: false,
    IS_ENABLED: id % 7 !== 0,
  }))
  const stages = pipelines.flatMap((pipeline) =>
    stagesOf(`DYNAMIC_${1040 + (pipeline % 5)}_STAGE_${pipeline}`, pipeline),
  )
  const values: StatusRow[] = Array.from(
    { length: VALUES - data.statuses.filter((row) => row.ENTITY_ID === 'SOURCE').length },
    (_, index) => ({
      ...row(100_000 + index, 'SOURCE', `PARTNER_${index}`, `Partner no. ${index}`),
      SORT: String(100 + index * 10),
    }),
  )
  return {
    ...data,
    directories: [...data.directories, ...directories],
    statuses: [...data.statuses, ...stages, ...values],
  }
}

function stagesOf(entityId: string, pipeline: number): StatusRow[] {
  const prefix = entityId.replace(/^DYNAMIC_(\d+)_STAGE_(\d+)$/, 'DT$1_$2')
  return (['NEW', 'CLIENT', 'SUCCESS', 'FAIL'] as const).map((code, index) => ({
    ...row(pipeline * 1_000 + index, entityId, `${prefix}:${code}`, `${code.toLowerCase()} of team ${pipeline}`),
    SORT: String((index + 1) * 10),
    CATEGORY_ID: String(pipeline),
    COLOR: ['#39A8EF', '#2FC6F6', '#7BD500', '#FF5752'][index] ?? null,
    SEMANTICS: code === 'SUCCESS' ? 'S' : code === 'FAIL' ? 'F' : null,
  }))
}

function row(id: number, entityId: string, statusId: string, name: string): StatusRow {
  return {
    ID: String(id),
    ENTITY_ID: entityId,
    STATUS_ID: statusId,
    NAME: name,
    NAME_INIT: '',
    SORT: '10',
    SYSTEM: 'N',
    CATEGORY_ID: null,
    COLOR: null,
    SEMANTICS: null,
  }
}
