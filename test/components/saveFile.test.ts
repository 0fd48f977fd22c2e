import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { saveFile } from '../../src/components/ui/saveFile'

const file = { name: 'SOURCE.csv', type: 'text/csv;charset=utf-8', text: '\uFEFFID\r\n' }
/** The link at the moment of the click. */
let clicked: { inDocument: boolean; visible: boolean; name: string; href: string }[] = []

beforeEach(() => {
  clicked = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    const { isConnected: inDocument, download: name, href } = this
    clicked.push({ inDocument, visible: this.checkVisibility(), name, href })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('clicks a link in the document that nobody sees, and takes it away', () => {
  const links = document.querySelectorAll('a').length
  saveFile(file)
  expect(clicked).toEqual([
    { inDocument: true, visible: false, name: 'SOURCE.csv', href: expect.stringMatching(/^blob:/) as string },
  ])
  expect(document.querySelectorAll('a')).toHaveLength(links)
})

it('keeps the file for browsers that read it long after the click', async () => {
  saveFile(file)
  const [{ href } = { href: '' }] = clicked
  await vi.advanceTimersByTimeAsync(30_000)
  const answer = await fetch(href)
  expect(answer.headers.get('Content-Type')).toBe('text/csv;charset=utf-8')
  // `text()` would drop the byte order mark.
  expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0xef, 0xbb, 0xbf, 0x49, 0x44, 0x0d, 0x0a])
})

it('gives the memory back in the end', async () => {
  saveFile(file)
  const [{ href } = { href: '' }] = clicked
  await vi.advanceTimersByTimeAsync(60_000)
  await expect(fetch(href)).rejects.toThrow(TypeError)
})
