import { addStatus, deleteStatus, updateStatus } from './changes.ts'
import { bySort, type StatusRow } from './data.ts'
import { isRecord, param } from './params.ts'
import type { Portal } from './portal.ts'

/** Somebody else who uses the portal at the same time. The portal's rules hold for them as well. */
export interface SomeoneElse {
  /** Adds an item with the fields of `crm.status.add`. @throws RestError if the rules forbid it */
  add: (fields: Partial<StatusRow>) => StatusRow
  /** Changes an item's `NAME`, `SORT` or `COLOR`. @throws RestError if the rules forbid it */
  change: (id: number, fields: Partial<Pick<StatusRow, 'NAME' | 'SORT' | 'COLOR'>>) => void
  /** Deletes an item. @throws RestError if the rules forbid it */
  remove: (id: number) => void
  /** Gives a new name to the first stage of the directory that the app asked for last. */
  renameInUse: () => void
}

/** Lets somebody else use a portal. */
export function someoneElseIn(portal: Portal): SomeoneElse {
  const change: SomeoneElse['change'] = (id, fields) => updateStatus(portal, id, fields)
  return {
    add: (fields) => addStatus(portal, fields),
    change,
    remove: (id) => deleteStatus(portal, id),
    renameInUse: () => {
      const directory = directoryInUse(portal)
      const [first] = bySort(portal.data.statuses.filter((row) => row.ENTITY_ID === directory))
      if (!first) return
      const [, name = first.NAME, times = '1'] = /^(.*) \((\d+)\)$/.exec(first.NAME) ?? []
      change(Number(first.ID), { NAME: `${name} (${Number(times) + 1})` })
    },
  }
}

/** The directory of the last call that names one or one of its items; that of the deals if none does. */
function directoryInUse({ log, data }: Portal): string {
  const named = log.map(({ params }) => {
    const filter = param(params, 'filter')
    const entityId = isRecord(filter) ? param(filter, 'ENTITY_ID') : param(params, 'entityId')
    return entityId ?? data.statuses.find(({ ID }) => ID === String(param(params, 'id')))?.ENTITY_ID
  })
  return String(named.findLast((entityId) => data.directories.some(({ ID }) => ID === entityId)) ?? 'DEAL_STAGE')
}
