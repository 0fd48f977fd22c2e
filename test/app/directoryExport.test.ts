import { describe, expect, it } from 'vitest'
import { option } from './directories'
import { lastText, recordCopies, recordFiles } from './exported'
import { paramsOf } from './inspect'
import { openApp, portal, type App } from './open'

/** Opens a directory and chooses the format that it is exported in. */
async function openExport(format?: string): Promise<App> {
  const app = await openApp()
  await option('DEAL_STAGE').click()
  await expect.element(app.get('export-format')).toHaveValue('csv')
  if (format) await app.get('export-format').selectOptions(format)
  return app
}

it.each([
  ['csv', '\uFEFFID,ENTITY_ID', 'PREPAYMENT_INVOICE'],
  ['json', '[\n  {', 'PREPAYMENT_INVOICE'],
  ['markdown', '| ID | ENTITY_ID', String.raw`PREPAYMENT\_INVOICE`],
  ['typescript', 'export const CrmDealStage = {', 'PREPAYMENT_INVOICE: "PREPAYMENT_INVOICE", // Prepayment invoice'],
  ['php', '<?php', "public const PREPAYMENT_INVOICE = 'PREPAYMENT_INVOICE';"],
  ['python', 'class CrmDealStage:', 'PREPAYMENT_INVOICE = "PREPAYMENT_INVOICE"'],
  ['mermaid', 'flowchart LR', 'd1s3["Prepayment invoice"]'],
])('copies a directory as %s', async (format, start, code) => {
  const copied = recordCopies()
  const app = await openExport(format)
  await app.find(`[data-testid="copy"][data-copies="${format}"]`).click()
  await expect.element(app.get('directory-items').getByText('Copied', { exact: true })).toBeVisible()
  expect(copied).toEqual([expect.stringContaining(code)])
  expect(copied[0]?.startsWith(start)).toBe(true)
})

it.each([
  ['en', 'comma', ','],
  ['de', 'semicolon', ';'],
  // Chromium itself knows no Kazakh.
  ['kz', 'semicolon', ';'],
])('the separator is that of the language %s: the %s', async (language, separator, sign) => {
  portal.settings.language = language
  const [copied, files] = [recordCopies(), recordFiles()]
  const app = await openExport()
  await expect.element(app.get('export-separator')).toHaveValue(separator)
  await app.find('[data-copies="csv"]').click()
  await app.get('directory-download').click()
  const head = `\uFEFFID${sign}ENTITY_ID${sign}`
  expect(copied).toEqual([expect.stringContaining(head)])
  expect(await lastText(files)).toContain(head)
})

it('another separator can be chosen', async () => {
  portal.settings.language = 'de'
  const [copied, files] = [recordCopies(), recordFiles()]
  const app = await openExport()
  await app.get('export-separator').selectOptions('tab')
  await app.find('[data-copies="csv"]').click()
  await app.get('directory-download').click()
  const head = '\uFEFFID\tENTITY_ID\t'
  expect(copied).toEqual([expect.stringContaining(head)])
  expect(await lastText(files)).toContain(head)
  // Only the tables of spreadsheets have separators.
  await app.get('export-format').selectOptions('markdown')
  await expect.poll(() => app.get('export-separator').elements()).toEqual([])
})

it('keeps what a spreadsheet would read as a date, a number or a formula', async () => {
  portal.settings.values = 'real'
  const copied = recordCopies()
  const app = await openApp()
  await option('SOURCE').click()
  await app.find('[data-copies="csv"]').click()
  await expect.poll(() => copied).toHaveLength(1)
  const names = ['="10-12"', '="007"', "'=Partner", '="Mar 3"']
  expect(names.filter((name) => !copied[0]?.replaceAll('""', '"').includes(name))).toEqual([])
})

it('the format has a label', async () => {
  const app = await openExport()
  await expect.element(app.get('directory-items').getByLabelText('Format')).toHaveValue('csv')
})

it('saves a directory as a CSV file', async () => {
  const files = recordFiles()
  const app = await openExport()
  await app.get('directory-download').click()
  expect(files).toEqual([{ name: 'DEAL_STAGE.csv', blob: expect.any(Blob) }])
  const text = await lastText(files)
  // Spreadsheets need the byte order mark to detect UTF-8.
  expect(text.startsWith('\uFEFFID,')).toBe(true)
  expect(text.split('\r\n')).toHaveLength(10)
})

it('saves a directory in the chosen format', async () => {
  const files = recordFiles()
  const app = await openExport('php')
  await app.get('directory-download').click()
  expect(files).toEqual([{ name: 'DEAL_STAGE.php', blob: expect.any(Blob) }])
  expect(await lastText(files)).toContain('final class CrmDealStage')
})

const pages = () => paramsOf('crm.status.list').filter(({ filter }) => !JSON.stringify(filter)?.includes('ENTITY_ID'))

describe('all directories at once', () => {
  it('are loaded when somebody asks for them, and exported together', async () => {
    const copied = recordCopies()
    const app = await openApp()
    await app.get('export-all-open').click()
    const bar = app.get('export-all')
    await bar.getByTestId('export-format').selectOptions('json')
    await bar.getByTestId('copy').click()
    const items = JSON.parse(copied[0] ?? '') as { ENTITY_ID: string }[]
    expect(items).toHaveLength(portal.data.statuses.length)
    expect(new Set(items.map(({ ENTITY_ID }) => ENTITY_ID)).size).toBeGreaterThan(5)
    expect(pages()).toHaveLength(1)
  })

  it('show a failure, and a retry succeeds', async () => {
    portal.addFault({ fault: 'server-internal', method: 'crm.status.list' })
    const app = await openApp()
    await app.get('export-all-open').click()
    const bar = app.get('export-all')
    await expect.element(bar.getByRole('alert')).toHaveAttribute('data-kind', 'server')
    await bar.getByTestId('stage-retry').click()
    await expect.element(bar.getByTestId('export-format')).toBeVisible()
  })

  it('are not loaded further once that is stopped', async () => {
    const held = portal.hold('crm.status.list')
    const app = await openApp()
    await app.get('export-all-open').click()
    const call = await held.next()
    await app.get('export-all').getByRole('button').click()
    call.release()
    await expect.element(app.get('export-all-open')).toBeVisible()
    expect(app.get('export-all').getByTestId('export-format').elements()).toEqual([])
  })
})
