/**
 * Milliseconds that a file's address stays valid. Firefox and Safari read it some time after the click, and Safari first
 * asks whether the download is allowed.
 */
const ADDRESS_VALID_MS = 40_000

/**
 * Saves text as a file, the way a click on a download link does.
 * @param file its name with an extension, its media type, and its text
 */
export function saveFile({ name, type, text }: { name: string; type: string; text: string }): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.hidden = true
  // Older versions of Firefox ignore clicks on links that are not in the document.
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), ADDRESS_VALID_MS)
}
