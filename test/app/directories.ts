import { page, userEvent, type Locator } from 'vitest/browser'

/** A directory in the list of directories. */
export function option(entityId: string): Locator {
  return page.getBySelector(`[data-testid="directory-option"][data-entity-id="${entityId}"]`)
}

/** An item in a directory's table or in the search results. */
export function item(id: string): Locator {
  return page.getBySelector(`[data-testid="directory-item"][data-stage-id="${id}"]`)
}

/** The IDs of the rendered items, in their order. */
export function itemIds(): string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-testid="directory-item"]')].map(
    (row) => row.dataset.stageId ?? '',
  )
}

const RESULTS = '[data-testid="search-results"] [data-testid="directory-item"]'

/** An item in the search results. */
export function foundItem(id: string): Locator {
  return page.getBySelector(`${RESULTS}[data-stage-id="${id}"]`)
}

/** The IDs of the rendered search results, in their order. */
export function foundIds(): string[] {
  return [...document.querySelectorAll<HTMLElement>(RESULTS)].map((row) => row.dataset.stageId ?? '')
}

/** The texts in one column of the table. */
export function columnTexts(column: number): string[] {
  return [...document.querySelectorAll<HTMLElement>(`[data-testid="directory-item"] > :nth-child(${column})`)].map(
    (cell) => cell.innerText,
  )
}

/** Types into the search over all directories and presses Enter. */
export async function searchFor(text: string): Promise<void> {
  await page.getByTestId('stage-id-input').fill(text)
  await userEvent.keyboard('{Enter}')
}
