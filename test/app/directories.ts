import { page, userEvent, type Locator } from 'vitest/browser'

/** A directory in the list of all of them. */
export function option(entityId: string): Locator {
  return page.getBySelector(`[data-testid="directory-option"][data-entity-id="${entityId}"]`)
}

/** An item in the table of a directory, or among the results of a search. */
export function item(id: string): Locator {
  return page.getBySelector(`[data-testid="directory-item"][data-stage-id="${id}"]`)
}

/** The IDs of the items in the table, in their order there. */
export function shownItems(): string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-testid="directory-item"]')].map(
    (row) => row.dataset.stageId ?? '',
  )
}

/** What stands in one column of the table. */
export function cellsOf(column: number): string[] {
  return [...document.querySelectorAll<HTMLElement>(`[data-testid="directory-item"] > :nth-child(${column})`)].map(
    (cell) => cell.innerText,
  )
}

/** Types into the search over everything, and presses Enter. */
export async function find(text: string): Promise<void> {
  await page.getByTestId('directory-search').fill(text)
  await userEvent.keyboard('{Enter}')
}
