import { afterEach, expect, it, vi } from 'vitest'
import { option } from './directories'
import { openApp } from './open'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Collects what is selected whenever the browser copies, and has it copy. */
function listenToCopying(): string[] {
  const copied: string[] = []
  const copy = document.execCommand.bind(document)
  vi.spyOn(document, 'execCommand').mockImplementation((command) => {
    const { activeElement: area } = document
    if (area instanceof HTMLTextAreaElement) copied.push(area.value.slice(area.selectionStart, area.selectionEnd))
    return copy(command)
  })
  return copied
}

it.each([
  ['csv', '\uFEFFID,ENTITY_ID', 'PREPAYMENT_INVOICE'],
  ['json', '[\n  {', 'PREPAYMENT_INVOICE'],
  ['markdown', '| ID | ENTITY_ID', String.raw`PREPAYMENT\_INVOICE`],
])('a directory is taken along, copied as %s', async (form, start, code) => {
  const copied = listenToCopying()
  const app = await openApp()
  await option('DEAL_STAGE').click()
  await app.find(`[data-testid="copy"][data-copies="${form}"]`).click()
  await expect.element(app.get('directory-items').getByText('Copied')).toBeVisible()
  expect(copied).toEqual([expect.stringContaining(code)])
  expect(copied[0]?.startsWith(start)).toBe(true)
})

it('a directory is taken along as a file', async () => {
  const files: [name: string, blob: Blob | undefined][] = []
  const blobs = new Map<string, Blob>()
  const addressOf = URL.createObjectURL.bind(URL)
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const address = addressOf(blob)
    if (blob instanceof Blob) blobs.set(address, blob)
    return address
  })
  const given = vi.spyOn(URL, 'revokeObjectURL')
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    files.push([this.download, blobs.get(this.href)])
  })
  const app = await openApp()
  await option('DEAL_STAGE').click()
  await app.get('directory-download').click()
  expect(files).toEqual([['DEAL_STAGE.csv', expect.any(Blob)]])
  expect(given.mock.calls).toEqual([...blobs.keys()].map((address) => [address]))
  // The mark by which spreadsheets know UTF-8 is left out by `text()`.
  const bytes = new Uint8Array((await files[0]?.[1]?.arrayBuffer()) ?? new ArrayBuffer(0))
  expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf])
  const text = new TextDecoder().decode(bytes)
  expect(text.startsWith('ID,')).toBe(true)
  expect(text.split('\r\n')).toHaveLength(10)
})
