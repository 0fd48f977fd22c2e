/**
 * Copies text. The older command comes first: in a portal's frame the clipboard API is mostly refused, and the browser
 * complains on the console about the mere attempt. The command also says whether it worked, which libraries take for
 * granted.
 * @returns whether the text is in the clipboard
 * @see https://developer.mozilla.org/docs/Web/API/Clipboard/writeText
 */
export async function copyText(text: string): Promise<boolean> {
  if (copyBySelection(text)) return true
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    area.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
