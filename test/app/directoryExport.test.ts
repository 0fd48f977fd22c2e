import { afterEach, expect, it, vi } from 'vitest'
import { option } from './directories'
import { openApp } from './open'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Records the text of each copy command, and still copies it. */
function recordCopies(): string[] {
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
])('copies a directory as %s', async (format, start, code) => {
  const copied = recordCopies()
  const app = await openApp()
  await option('DEAL_STAGE').click()
  await app.find(`[data-testid="copy"][data-copies="${format}"]`).click()
  await expect.element(app.get('directory-items').getByText('Copied')).toBeVisible()
  expect(copied).toEqual([expect.stringContaining(code)])
  expect(copied[0]?.startsWith(start)).toBe(true)
})

it('downloads a directory as a file', async () => {
  const files: [name: string, blob: Blob | undefined][] = []
  const blobs = new Map<string, Blob>()
  const createObjectURL = URL.createObjectURL.bind(URL)
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = createObjectURL(blob)
    if (blob instanceof Blob) blobs.set(url, blob)
    return url
  })
  const revoked = vi.spyOn(URL, 'revokeObjectURL')
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    files.push([this.download, blobs.get(this.href)])
  })
  const app = await openApp()
  await option('DEAL_STAGE').click()
  await app.get('directory-download').click()
  expect(files).toEqual([['DEAL_STAGE.csv', expect.any(Blob)]])
  expect(revoked.mock.calls).toEqual([...blobs.keys()].map((url) => [url]))
  // Spreadsheets need the byte order mark to detect UTF-8. `Blob.text()` would drop it.
  const bytes = new Uint8Array((await files[0]?.[1]?.arrayBuffer()) ?? new ArrayBuffer(0))
  expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf])
  const text = new TextDecoder().decode(bytes)
  expect(text.startsWith('ID,')).toBe(true)
  expect(text.split('\r\n')).toHaveLength(10)
})
