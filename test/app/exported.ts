import { onTestFinished, vi } from 'vitest'

/** Records the text of each copy command, and still copies it. */
export function recordCopies(): string[] {
  const copied: string[] = []
  const copy = document.execCommand.bind(document)
  const spy = vi.spyOn(document, 'execCommand').mockImplementation((command) => {
    const { activeElement: area } = document
    if (area instanceof HTMLTextAreaElement) copied.push(area.value.slice(area.selectionStart, area.selectionEnd))
    return copy(command)
  })
  onTestFinished(() => spy.mockRestore())
  return copied
}

/** A file that was saved. */
export interface SavedFile {
  name: string
  blob: Blob | undefined
}

/** Records the files that are saved, instead of saving them. */
export function recordFiles(): SavedFile[] {
  const files: SavedFile[] = []
  const blobs = new Map<string, Blob>()
  const createObjectURL = URL.createObjectURL.bind(URL)
  const made = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = createObjectURL(blob)
    if (blob instanceof Blob) blobs.set(url, blob)
    return url
  })
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
    this: HTMLAnchorElement,
  ) {
    files.push({ name: this.download, blob: blobs.get(this.href) })
  })
  onTestFinished(() => [made, saved].forEach((spy) => spy.mockRestore()))
  return files
}

/** The text of the file that was saved last, with its byte order mark, which `Blob.text()` would drop. */
export async function lastText(files: readonly SavedFile[]): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await files.at(-1)?.blob?.arrayBuffer())
}
