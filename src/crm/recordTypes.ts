/**
 * What the app calls a record type. The words are in `src/locales`: `directory.type` by this name, `types` and
 * `record.type` by the type's number.
 */
export type RecordTypeName =
  | 'lead'
  | 'deal'
  | 'contact'
  | 'company'
  | 'activity'
  | 'quote'
  | 'order'
  | 'invoice'
  | 'old-invoice'
  | 'document'
  | 'company-document'
  | 'smart'

/** A record type of the CRM. */
export interface RecordType {
  /** The portal's number of the type. */
  entityTypeId: number
  name: RecordTypeName
  /** What placements call it, as in `CRM_<WORD>_LIST_MENU`; null where the app knows no placement of it. */
  placementWord: string | null
  /** The directories that hold its stages; null for types without stages. */
  directory: StageDirectory | null
  /** The section of the portal that holds its records' pages, as in `/crm/<section>/details/1/`. */
  section: string
  /** The same in older portals. */
  olderSection: string
  /** What methods older than `crm.item.*` call its stage, and the event of a change; null where only `crm.item.*` exists. */
  older: { method: string; field: string; event: string } | null
}

/** The ENTITY_IDs of a type's directories: `stem`, or `stem` and the pipeline's ID. */
export interface StageDirectory {
  stem: string
  /** `none`: one directory. `numbered`: one a pipeline. `main`: the same, but the main pipeline, 0, has no number. */
  pipelines: 'none' | 'numbered' | 'main'
}

const none = (stem: string): StageDirectory => ({ stem, pipelines: 'none' })
const numbered = (stem: string): StageDirectory => ({ stem, pipelines: 'numbered' })
const older = (method: string, field: string, event: string) => ({ method, field, event })

/** The portal's numbers of deals and of estimates. */
export const DEAL = 2
export const QUOTE = 7

type Row = [
  entityTypeId: number,
  name: RecordTypeName,
  placementWord: RecordType['placementWord'],
  directory: StageDirectory | null,
  section: string,
  older: RecordType['older'],
  olderSection?: string,
]

/** Every type that the portal has from the start. The order of their groups is in `directoryGroups.ts`. */
const ROWS: Row[] = [
  [1, 'lead', 'LEAD', none('STATUS'), 'lead', older('crm.lead.get', 'STATUS_ID', 'ONCRMLEADUPDATE')],
  [
    DEAL,
    'deal',
    'DEAL',
    { stem: 'DEAL_STAGE', pipelines: 'main' },
    'deal',
    older('crm.deal.get', 'STAGE_ID', 'ONCRMDEALUPDATE'),
  ],
  [3, 'contact', 'CONTACT', null, 'contact', null],
  [4, 'company', 'COMPANY', null, 'company', null],
  [
    5,
    'old-invoice',
    null,
    none('INVOICE_STATUS'),
    'invoice',
    older('crm.invoice.get', 'STATUS_ID', 'ONCRMINVOICEUPDATE'),
  ],
  [6, 'activity', 'ACTIVITY', null, 'activity', null],
  [
    QUOTE,
    'quote',
    'QUOTE',
    none('QUOTE_STATUS'),
    'type/7',
    older('crm.quote.get', 'STATUS_ID', 'ONCRMQUOTEUPDATE'),
    'quote',
  ],
  [14, 'order', 'ORDER', null, 'order', null],
  [31, 'invoice', 'SMART_INVOICE', numbered('SMART_INVOICE_STAGE'), 'type/31', null],
  [36, 'document', null, numbered('SMART_DOCUMENT_STAGE'), 'type/36', null],
  [39, 'company-document', null, numbered('SMART_B2E_DOC_STAGE'), 'type/39', null],
]

const TYPES = ROWS.map(
  ([entityTypeId, name, placementWord, directory, section, olderMethods, olderSection = section]): RecordType => ({
    entityTypeId,
    name,
    placementWord,
    directory,
    section,
    olderSection,
    older: olderMethods,
  }),
)

/** Types whose records only methods older than `crm.item.*` know. */
const WITHOUT_ITEMS = new Set([5, 6, 14])

/**
 * Whether `crm.item.*` knows a type's records. The app asks for no others, and offers neither code nor placements for them.
 * @param entityTypeId the portal's number of the type
 */
export function hasItems(entityTypeId: number): boolean {
  return recordTypeOf(entityTypeId) !== null && !WITHOUT_ITEMS.has(entityTypeId)
}

/** Whether the portal keeps a history of a record type's stages. It has none for estimates. */
export function hasHistory(entityTypeId: number): boolean {
  return ['lead', 'deal', 'invoice', 'smart'].includes(recordTypeOf(entityTypeId)?.name ?? '')
}

/** Smart processes, which people make themselves, have numbers from here on. */
const FIRST_SMART_PROCESS = 128

/** The type of a smart process. */
function smartProcess(entityTypeId: number): RecordType {
  return {
    entityTypeId,
    name: 'smart',
    placementWord: `DYNAMIC_${entityTypeId}`,
    directory: numbered(`DYNAMIC_${entityTypeId}_STAGE`),
    section: `type/${entityTypeId}`,
    olderSection: `type/${entityTypeId}`,
    older: null,
  }
}

/**
 * @param entityTypeId the portal's number
 * @returns null for numbers that the app does not know
 * @see https://apidocs.bitrix24.com/api-reference/crm/data-types.html#object_type
 */
export function recordTypeOf(entityTypeId: number): RecordType | null {
  if (entityTypeId >= FIRST_SMART_PROCESS) return smartProcess(entityTypeId)
  return TYPES.find((type) => type.entityTypeId === entityTypeId) ?? null
}

/** @param word as placements call a type: `DEAL`, `DYNAMIC_1038` */
export function recordTypeOfPlacement(word: string): RecordType | null {
  const [, smart] = /^DYNAMIC_(\d{1,10})$/.exec(word) ?? []
  if (smart) return smartProcess(Number(smart))
  return TYPES.find((type) => type.placementWord === word) ?? null
}

/** @param stem an ENTITY_ID without its pipeline's number: `DEAL_STAGE`, `DYNAMIC_1038_STAGE` */
export function recordTypeOfStem(stem: string): RecordType | null {
  const [, smart] = /^DYNAMIC_([1-9]\d{0,9})_STAGE$/.exec(stem) ?? []
  if (smart) return smartProcess(Number(smart))
  return TYPES.find((type) => type.directory?.stem === stem) ?? null
}
