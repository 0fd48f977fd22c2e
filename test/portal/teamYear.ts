import { seeded } from '../seeded.ts'
import type { CrmData, RecordRow } from './data.ts'
import { arrival, numbered, portalTime, type Arrival } from './history.ts'

const DAY_MS = 86_400_000
const YEAR_DAYS = 365

/** The day for which the dates of the few records are written. */
const FEW_UNTIL = Date.parse('2026-11-27T16:00:00+03:00')

/** How records of a pipeline live. */
interface Model {
  entityTypeId: number
  categoryId?: number
  firstId: number
  records: number
  /** Stages in progress: code, days that half of the records stay at most, shares that are lost or go back from here. */
  steps: [code: string, days: number, lost: number, back: number][]
  won: string
  lost: string[]
}

const MODELS: Model[] = [
  {
    entityTypeId: 1,
    firstId: 2001,
    records: 420,
    steps: [
      ['NEW', 0.4, 0.12, 0],
      ['IN_PROCESS', 2.5, 0.3, 0],
      ['PROCESSED', 4, 0.2, 0.08],
    ],
    won: 'CONVERTED',
    lost: ['JUNK'],
  },
  {
    entityTypeId: 2,
    categoryId: 0,
    firstId: 3001,
    records: 340,
    steps: [
      ['NEW', 1.5, 0.1, 0],
      ['PREPARATION', 6, 0.18, 0.04],
      ['PREPAYMENT_INVOICE', 9, 0.12, 0.1],
      ['EXECUTING', 21, 0.03, 0.04],
      ['FINAL_INVOICE', 12, 0.05, 0.05],
    ],
    won: 'WON',
    lost: ['LOSE', 'LOSE', 'APOLOGY'],
  },
  {
    entityTypeId: 2,
    categoryId: 1,
    firstId: 3501,
    records: 180,
    steps: [
      ['C1:NEW', 0.8, 0.25, 0],
      ['C1:PREPARATION', 2, 0.1, 0.05],
      ['C1:EXECUTING', 7, 0.02, 0],
      ['C1:FINAL_INVOICE', 3, 0, 0.03],
    ],
    won: 'C1:WON',
    lost: ['C1:LOSE'],
  },
  {
    entityTypeId: 7,
    firstId: 4001,
    records: 90,
    steps: [
      ['DRAFT', 3, 0.05, 0],
      ['SENT', 10, 0.4, 0.15],
    ],
    won: 'APPROVED',
    lost: ['DECLAINED'],
  },
  {
    entityTypeId: 31,
    categoryId: 5,
    firstId: 5001,
    records: 160,
    steps: [
      ['DT31_5:N', 1, 0.02, 0],
      ['DT31_5:S', 16, 0.08, 0.02],
    ],
    won: 'DT31_5:P',
    lost: ['DT31_5:D'],
  },
  {
    entityTypeId: 1038,
    categoryId: 37,
    firstId: 6001,
    records: 80,
    steps: [
      ['DT1038_37:NEW', 2, 0.05, 0],
      ['DT1038_37:PREPARATION', 14, 0.05, 0.05],
      ['DT1038_37:CLIENT', 8, 0.15, 0.2],
    ],
    won: 'DT1038_37:SUCCESS',
    lost: ['DT1038_37:FAIL'],
  },
]

/** A stage of the main pipeline that has been deleted since: histories keep its code. */
const DELETED_STAGE = 'UC_OLD77A'
const DELETED_DAYS_AGO = 200

const CUSTOMERS = [
  'Northwind',
  'Blue Lagoon',
  'Hansen & Sons',
  'City Library',
  'Café Mozart',
  'Alpine Tours',
  'St. Mary’s',
]
const GOODS = [
  'chairs',
  'lighting',
  'a service contract',
  'shelves',
  'a tent',
  'printers',
  'cleaning',
  'a forklift',
  'desks',
]

/** A stage and the day since the year's start on which a record came there. */
interface Stop {
  stageId: string
  day: number
}

/**
 * Adds a year of a sales team: about 1 270 records and their histories of some 4 800 rows. The same each time; only the
 * dates follow the clock, those of the few records too, so that the periods of the app hold the same rows on any day.
 * @param now the end of the year, in milliseconds since 1970
 */
export function withTeamYear(data: CrmData, now: number): CrmData {
  const random = seeded(20_261_127)
  const records: RecordRow[] = []
  const arrivals: Arrival[] = []
  for (const model of MODELS) {
    for (let index = 0; index < model.records; index += 1) {
      const stops = wayOf(model, random)
      const at = ({ day }: Stop): string => portalTime(now - (YEAR_DAYS - day) * DAY_MS)
      const record = recordOf(model, index, random, stops.map(at), stops)
      records.push(record)
      if (model.entityTypeId !== 7) arrivals.push(...historyOf(record, stops, stops.map(at), random))
    }
  }
  const later = (time: string): string => portalTime(Date.parse(time) + now - FEW_UNTIL)
  const few = data.records.map((record) => ({
    ...record,
    createdTime: later(record.createdTime),
    ...(record.movedTime === undefined ? {} : { movedTime: later(record.movedTime) }),
  }))
  const fewArrivals = data.history.map((row) => ({ ...row, createdTime: later(row.createdTime) }))
  return { ...data, records: [...few, ...records], history: numbered([...fewArrivals, ...arrivals]) }
}

/** The stages that a record goes through until the year ends. */
function wayOf({ steps, won, lost, categoryId }: Model, random: () => number): Stop[] {
  const stops: Stop[] = []
  let day = random() * YEAR_DAYS
  let step = 0
  for (let entry = steps[0]; entry; entry = steps[step]) {
    const [code, days, lostShare, backShare] = entry
    const old = code === 'PREPARATION' && categoryId === 0 && day < YEAR_DAYS - DELETED_DAYS_AGO && random() < 0.3
    stops.push({ stageId: code, day })
    day += days * spread(random)
    if (old && day < YEAR_DAYS) {
      stops.push({ stageId: DELETED_STAGE, day })
      day += 2 * spread(random)
    }
    if (day >= YEAR_DAYS) return stops
    const fate = random()
    if (fate < lostShare) return [...stops, { stageId: lost[Math.floor(random() * lost.length)] ?? won, day }]
    step += fate < lostShare + backShare && step > 0 ? -1 : 1
  }
  return [...stops, { stageId: won, day }]
}

/** A factor around 1: half of all are smaller, one of ten is greater than 3.6. Waiting times are about log-normal. */
function spread(random: () => number): number {
  const gauss = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.exp(gauss)
}

function recordOf(
  model: Model,
  index: number,
  random: () => number,
  times: readonly string[],
  stops: readonly Stop[],
): RecordRow {
  const { entityTypeId, categoryId, firstId } = model
  const pick = (texts: readonly string[]): string => texts[Math.floor(random() * texts.length)] ?? ''
  return {
    entityTypeId,
    id: firstId + index,
    title: `${pick(CUSTOMERS)}: ${pick(GOODS)}`,
    stageId: stops.at(-1)?.stageId,
    movedTime: times.at(-1),
    ...(categoryId === undefined ? {} : { categoryId }),
    opportunity: Math.round(random() * 200) * 50,
    currencyId: 'EUR',
    createdTime: times[0] ?? '',
  }
}

/** One deal of 25 came from the other pipeline: two rows of one time, and no rows of what was before. */
function historyOf(
  record: RecordRow,
  stops: readonly Stop[],
  times: readonly string[],
  random: () => number,
): Arrival[] {
  const rows = stops.map(({ stageId }, index) => arrival(record, stageId, index, times[index] ?? ''))
  const [first] = rows
  const moved = record.entityTypeId === 2 && random() < 0.04
  return moved && first ? [{ ...first, typeId: 5 }, { ...first, typeId: 2 }, ...rows.slice(1)] : rows
}
