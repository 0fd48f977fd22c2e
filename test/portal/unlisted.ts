import type { Portal } from './portal.ts'

/** Lists the directories that a portal otherwise leaves out, so that the app does not ask for them in a batch of its own. */
export function listAll({ data }: Pick<Portal, 'data'>): void {
  data.directories.push(...['INVOICE_STATUS', 'EVENT_TYPE', 'DEAL_STATE'].map((ID) => ({ ID, NAME: ID })))
}
