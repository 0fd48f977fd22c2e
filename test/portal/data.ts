import { arrivalsOf, numbered, type HistoryRow } from './history.ts'

/** A row as `crm.status.get` sends it: only strings and nulls. */
export interface StatusRow {
  ID: string
  ENTITY_ID: string
  STATUS_ID: string
  NAME: string
  NAME_INIT: string
  SORT: string
  SYSTEM: string
  CATEGORY_ID: string | null
  COLOR: string | null
  SEMANTICS: string | null
}

/** A row of `crm.status.entity.types`, whose fields have mixed types. */
export type DirectoryRow = { ID: string; NAME: string } & Record<string, unknown>

export interface Pipeline {
  id: number
  name: string
  sort: number
  entityTypeId: number
  isDefault: 'Y' | 'N'
}

export interface RecordRow {
  entityTypeId: number
  id: number
  title: string
  stageId?: string
  categoryId?: number
  opportunity: number
  currencyId: string
  createdTime: string
  movedTime?: string
  /** A value of the list of sources. */
  sourceId?: string
}

export interface CrmData {
  statuses: StatusRow[]
  directories: DirectoryRow[]
  pipelines: Pipeline[]
  records: RecordRow[]
  /** Arrivals of records in stages, in the order of their times. */
  history: HistoryRow[]
  /** IDs of records that the user may not read. */
  denied: number[]
  /** Scopes granted to the app. */
  scopes: string[]
  /** The greatest ID of an item added since, which no other item gets after it; 0 if none was. */
  lastStatusId: number
}

/** Sorts a directory's items as the portal shows them. */
export function bySort(rows: readonly StatusRow[]): StatusRow[] {
  return rows.toSorted((a, b) => Number(a.SORT) - Number(b.SORT) || Number(a.ID) - Number(b.ID))
}

const IN_PROGRESS = ['#39A8EF', '#2FC6F6', '#55D0E0', '#47E4C2', '#FFA900']
const WON = '#7BD500'
const LOST = '#FF5752'

/** A stage as a tuple: code, name and semantics, which is left out for stages in progress. */
type Short = [code: string, name: string, semantics?: 'S' | 'F']

/** Stages with consecutive IDs, in the order given. */
export function stages(firstId: number, entityId: string, categoryId: string | null, list: Short[]): StatusRow[] {
  let inProgress = 0
  return list.map(([code, name, semantics], index) => ({
    ID: String(firstId + index),
    ENTITY_ID: entityId,
    STATUS_ID: code,
    NAME: name,
    NAME_INIT: name,
    SORT: String((index + 1) * 10),
    SYSTEM: index === 0 || semantics === 'S' || code.endsWith('LOSE') || code.endsWith('FAIL') ? 'Y' : 'N',
    CATEGORY_ID: categoryId,
    COLOR:
      semantics === 'S' ? WON : semantics === 'F' ? LOST : (IN_PROGRESS[inProgress++ % IN_PROGRESS.length] ?? null),
    SEMANTICS: semantics ?? null,
  }))
}

const NEW_DEAL_STAGES: Short[] = [
  ['NEW', 'New'],
  ['PREPARATION', 'Prepare documents'],
  ['PREPAYMENT_INVOICE', 'Prepayment invoice'],
  ['EXECUTING', 'In progress'],
  ['FINAL_INVOICE', 'Final invoice'],
  ['WON', 'Deal won', 'S'],
  ['LOSE', 'Deal lost', 'F'],
  ['APOLOGY', 'Analyze failure', 'F'],
]
const NEW_STAGES: Short[] = [
  ['NEW', 'Start'],
  ['PREPARATION', 'Preparation'],
  ['CLIENT', 'Client approval'],
  ['SUCCESS', 'Success', 'S'],
  ['FAIL', 'Failed', 'F'],
]

/** The stages that the portal gives to a new pipeline. */
export function newStages(firstId: number, { id, entityTypeId }: Pipeline, { ID, PREFIX }: DirectoryRow): StatusRow[] {
  const short = entityTypeId === 2 ? NEW_DEAL_STAGES : NEW_STAGES
  return stages(
    firstId,
    ID,
    String(id),
    short.map(([code, ...rest]): Short => [`${String(PREFIX)}:${code}`, ...rest]),
  )
}

/** Values of a list, with consecutive IDs, in the order given. */
export function list(firstId: number, entityId: string, items: [code: string, name: string][]): StatusRow[] {
  return items.map(([code, name], index) => ({
    ID: String(firstId + index),
    ENTITY_ID: entityId,
    STATUS_ID: code,
    NAME: name,
    NAME_INIT: index === 0 ? name : '',
    SORT: String((index + 1) * 10),
    SYSTEM: index === 0 ? 'Y' : 'N',
    CATEGORY_ID: null,
    COLOR: null,
    SEMANTICS: null,
  }))
}

/** The example in the documentation of `crm.status.get`. */
const DOCUMENTED: StatusRow = {
  ID: '733',
  ENTITY_ID: 'DYNAMIC_1038_STAGE_37',
  STATUS_ID: 'DT1038_37:SUCCESS',
  NAME: 'Success',
  NAME_INIT: 'Success',
  SORT: '40',
  SYSTEM: 'Y',
  CATEGORY_ID: '37',
  COLOR: '#00ff00',
  SEMANTICS: 'S',
}

function statuses(): StatusRow[] {
  const rows = [
    ...stages(1, 'STATUS', null, [
      ['NEW', 'Unassigned'],
      ['IN_PROCESS', 'Assigned'],
      ['PROCESSED', 'Processed'],
      ['CONVERTED', 'Good lead', 'S'],
      ['JUNK', 'Junk lead', 'F'],
    ]),
    ...stages(101, 'DEAL_STAGE', null, NEW_DEAL_STAGES),
    ...stages(201, 'DEAL_STAGE_1', '1', [
      ['C1:NEW', 'Request'],
      ['C1:PREPARATION', 'Contract'],
      ['C1:EXECUTING', 'Rented out'],
      ['C1:FINAL_INVOICE', 'Returned'],
      ['C1:WON', 'Closed', 'S'],
      ['C1:LOSE', 'Not rented', 'F'],
    ]),
    ...stages(301, 'QUOTE_STATUS', null, [
      ['DRAFT', 'New'],
      ['SENT', 'Sent to client'],
      ['APPROVED', 'Accepted', 'S'],
      ['DECLAINED', 'Declined', 'F'],
    ]),
    ...stages(401, 'SMART_INVOICE_STAGE_5', '5', [
      ['DT31_5:N', 'New'],
      ['DT31_5:S', 'Sent to client'],
      ['DT31_5:P', 'Paid', 'S'],
      ['DT31_5:D', 'Not paid', 'F'],
    ]),
    ...stages(730, 'DYNAMIC_1038_STAGE_37', '37', [
      ['DT1038_37:NEW', 'Start'],
      ['DT1038_37:PREPARATION', 'Preparation'],
      ['DT1038_37:CLIENT', 'Client approval'],
    ]),
    { ...DOCUMENTED },
    ...stages(734, 'DYNAMIC_1038_STAGE_37', '37', [['DT1038_37:FAIL', 'Failed', 'F']]),
    ...list(501, 'SOURCE', [
      ['CALL', 'Call'],
      ['EMAIL', 'E-mail'],
      ['WEB', 'Website'],
      ['ADVERTISING', 'Advertising'],
      ['PARTNER', 'Existing client'],
      ['OTHER', 'Other'],
    ]),
    ...list(521, 'INDUSTRY', [
      ['IT', 'Information technology'],
      ['TELECOM', 'Telecommunication'],
      ['MANUFACTURING', 'Manufacturing'],
      ['OTHER', 'Other'],
    ]),
    ...list(531, 'CONTACT_TYPE', [
      ['CLIENT', 'Clients'],
      ['SUPPLIER', 'Suppliers'],
      ['PARTNER', 'Partners'],
    ]),
    ...list(541, 'COMPANY_TYPE', [
      ['CUSTOMER', 'Client'],
      ['SUPPLIER', 'Supplier'],
      ['COMPETITOR', 'Competitor'],
    ]),
    ...list(551, 'EMPLOYEES', [
      ['EMPLOYEES_1', 'less than 50'],
      ['EMPLOYEES_2', '50–250'],
      ['EMPLOYEES_3', '250–500'],
    ]),
    ...list(561, 'DEAL_TYPE', [
      ['SALE', 'Sales'],
      ['SERVICES', 'Services'],
    ]),
    ...list(571, 'HONORIFIC', [
      ['HNR_EN_1', 'Mr.'],
      ['HNR_EN_2', 'Mrs.'],
    ]),
    ...list(581, 'CALL_LIST', [
      ['IN_WORK', 'In progress'],
      ['SUCCESS', 'Successful'],
      ['WRONG_NUMBER', 'Wrong number'],
    ]),
    // Directories that the portal has, but `crm.status.entity.types` does not list.
    ...stages(591, 'INVOICE_STATUS', null, [
      ['N', 'Draft'],
      ['S', 'Sent to client'],
      ['P', 'Paid', 'S'],
      ['D', 'Rejected', 'F'],
    ]),
    ...list(601, 'EVENT_TYPE', [
      ['INFO', 'Information'],
      ['PHONE', 'Phone call'],
    ]),
    ...list(611, 'DEAL_STATE', [['PLANNED', 'Planned']]),
  ]
  // Variations that portals in use also have: renamed stages, missing colors, and other notations.
  const change = (id: string, fields: Partial<StatusRow>) => {
    const row = rows.find((candidate) => candidate.ID === id)
    if (row) Object.assign(row, fields)
  }
  change('104', { NAME: 'Making it' })
  change('734', { SORT: '50' })
  change('202', { COLOR: null })
  change('203', { COLOR: '' })
  change('204', { COLOR: '9B59B6' })
  change('302', { COLOR: '#0AF' })
  change('401', { SEMANTICS: '' })
  return rows
}

/** What entity types tell of a pipeline's first and final stages. */
export function semanticInfo(start: string, success: string, failure: string): object {
  return { START_FIELD: start, FINAL_SUCCESS_FIELD: success, FINAL_UNSUCCESS_FIELD: failure, FINAL_SORT: 0 }
}

function directories(): DirectoryRow[] {
  const smart = { PARENT_ID: '', SEMANTIC_INFO: [], IS_ENABLED: true, IS_DEFAULT_CATEGORY: true, CATEGORY_SORT: 500 }
  return [
    {
      ID: 'STATUS',
      NAME: 'Lead stages',
      PARENT_ID: '',
      SEMANTIC_INFO: semanticInfo('NEW', 'CONVERTED', 'JUNK'),
      ENTITY_TYPE_ID: 1,
    },
    { ID: 'SOURCE', NAME: 'Sources' },
    { ID: 'CONTACT_TYPE', NAME: 'Contact type' },
    { ID: 'COMPANY_TYPE', NAME: 'Company type' },
    { ID: 'EMPLOYEES', NAME: 'Employees' },
    { ID: 'INDUSTRY', NAME: 'Industry' },
    { ID: 'DEAL_TYPE', NAME: 'Deal type' },
    {
      ID: 'SMART_INVOICE_STAGE_5',
      NAME: 'Invoice stages',
      ...smart,
      PREFIX: 'DT31_5',
      FIELD_ATTRIBUTE_SCOPE: 'category_5',
      ENTITY_TYPE_ID: 31,
      CATEGORY_ID: 5,
    },
    {
      ID: 'DYNAMIC_1038_STAGE_37',
      NAME: 'Equipment (General)',
      ...smart,
      PREFIX: 'DT1038_37',
      FIELD_ATTRIBUTE_SCOPE: 'category_37',
      ENTITY_TYPE_ID: 1038,
      CATEGORY_ID: 37,
      CATEGORY_NAME: 'General',
    },
    {
      ID: 'DEAL_STAGE',
      NAME: 'General deal stages',
      PARENT_ID: '',
      SEMANTIC_INFO: semanticInfo('NEW', 'WON', 'LOSE'),
      PREFIX: '',
      FIELD_ATTRIBUTE_SCOPE: '',
      ENTITY_TYPE_ID: 2,
      CATEGORY_ID: 0,
    },
    {
      ID: 'DEAL_STAGE_1',
      NAME: 'Rent deal stages',
      PARENT_ID: 'DEAL_STAGE',
      SEMANTIC_INFO: semanticInfo('C1:NEW', 'C1:WON', 'C1:LOSE'),
      PREFIX: 'C1',
      FIELD_ATTRIBUTE_SCOPE: 'category_1',
      ENTITY_TYPE_ID: 2,
      CATEGORY_ID: '1',
    },
    {
      ID: 'QUOTE_STATUS',
      NAME: 'Estimate stages',
      PARENT_ID: '',
      SEMANTIC_INFO: semanticInfo('DRAFT', 'APPROVED', 'DECLAINED'),
      ENTITY_TYPE_ID: 7,
    },
    { ID: 'HONORIFIC', NAME: 'Salutations' },
    { ID: 'CALL_LIST', NAME: 'Call list statuses' },
  ]
}

const PIPELINES: Pipeline[] = [
  { id: 0, name: 'General', sort: 300, entityTypeId: 2, isDefault: 'Y' },
  { id: 1, name: 'Rent', sort: 400, entityTypeId: 2, isDefault: 'N' },
  { id: 5, name: 'General', sort: 500, entityTypeId: 31, isDefault: 'Y' },
  { id: 37, name: 'General', sort: 500, entityTypeId: 1038, isDefault: 'Y' },
]

/** Titles of records. Each record gets the next stage in turn. */
const TITLES: [entityTypeId: number, categoryId: number | undefined, codes: string[], titles: string[]][] = [
  [
    1,
    undefined,
    ['NEW', 'IN_PROCESS', 'PROCESSED', 'CONVERTED', 'JUNK'],
    [
      'Call from the website',
      'Trade fair, stand 12',
      'Newsletter reply',
      'Request for a demo',
      'Returning visitor',
      'Phone call',
      'Partner’s tip',
      'Wrong number',
    ],
  ],
  [
    2,
    0,
    ['NEW', 'PREPARATION', 'PREPAYMENT_INVOICE', 'EXECUTING', 'FINAL_INVOICE', 'WON', 'LOSE', 'APOLOGY'],
    [
      'Coffee machines for the office',
      'Annual service contract',
      'Lighting, second floor',
      'Delivery van',
      'Warehouse shelves',
      'Conference chairs',
      'Website relaunch',
      'Fire extinguishers',
      'Reception desk',
      'Air conditioning',
    ],
  ],
  [
    2,
    1,
    ['C1:NEW', 'C1:PREPARATION', 'C1:EXECUTING', 'C1:FINAL_INVOICE', 'C1:WON', 'C1:LOSE'],
    ['Party tent, 60 guests', 'Excavator for a week', 'Sound system', 'Projector', 'Forklift', 'Folding tables'],
  ],
  [
    7,
    undefined,
    ['DRAFT', 'SENT', 'APPROVED', 'DECLAINED'],
    ['Office move', 'Cleaning, one year', 'Garden care', 'Window repair'],
  ],
  [
    31,
    5,
    ['DT31_5:N', 'DT31_5:S', 'DT31_5:P', 'DT31_5:D'],
    ['Invoice 2026/101', 'Invoice 2026/102', 'Invoice 2026/103', 'Invoice 2026/104'],
  ],
  [
    1038,
    37,
    ['DT1038_37:NEW', 'DT1038_37:PREPARATION', 'DT1038_37:CLIENT', 'DT1038_37:SUCCESS', 'DT1038_37:FAIL'],
    ['Lathe', 'Milling machine', 'Laser cutter', 'Compressor', 'Welding robot', 'Paint booth'],
  ],
  [3, 0, [], ['Ada Byron', 'Carl Gauss']],
  [4, 0, [], ['Northwind Ltd', 'Blue Lagoon GmbH']],
]

function records(): RecordRow[] {
  return TITLES.flatMap(([entityTypeId, categoryId, codes, titles], group) =>
    titles.map((title, index) => ({
      entityTypeId,
      id: group * 20 + index + 1,
      title,
      ...(codes.length
        ? {
            stageId: codes[index % codes.length],
            movedTime: `2026-11-${String(10 + index).padStart(2, '0')}T09:30:00+03:00`,
          }
        : {}),
      ...(categoryId === undefined ? {} : { categoryId }),
      opportunity: (index * 7 + group * 3 + 2) * 150,
      currencyId: 'EUR',
      createdTime: `2026-10-${String(10 + index).padStart(2, '0')}T11:00:00+03:00`,
    })),
  )
}

/** The data of a portal that has been in use. Each call returns new objects, so tests can change them. */
export function createData(): CrmData {
  const data = { statuses: statuses(), records: records() }
  return {
    ...data,
    directories: directories(),
    pipelines: PIPELINES.map((pipeline) => ({ ...pipeline })),
    history: numbered(arrivalsOf(data.records, data.statuses)),
    denied: [],
    scopes: ['crm', 'placement'],
    lastStatusId: 0,
  }
}
