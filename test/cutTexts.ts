/**
 * Finds texts that are cut off: by an ellipsis, by a last line, or at an edge. What can be scrolled into view is not. It uses
 * nothing from outside the function, because Playwright serializes it into the frame.
 * @param root the element to search
 * @returns each text with what cuts it
 */
export function cutTexts(root: Element): string[] {
  const cut: string[] = []
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const parent = text.parentElement
    if (!text.textContent?.trim() || !parent?.checkVisibility() || parent.closest('.sr-only')) continue
    range.selectNodeContents(text)
    const lines = [...range.getClientRects()]
    for (let box: Element | null = parent; box && box !== root; box = box.parentElement) {
      const { overflowX, display } = getComputedStyle(box)
      if (overflowX === 'auto' || overflowX === 'scroll') break
      if (display === 'inline' || (overflowX !== 'hidden' && overflowX !== 'clip')) continue
      const { left, right, top, bottom } = box.getBoundingClientRect()
      // A pixel for letters that reach out of their line.
      const isOutside = (line: DOMRect): boolean =>
        line.left < left - 1 || line.right > right + 1 || line.top < top - 2 || line.bottom > bottom + 2
      if (!lines.some(isOutside)) continue
      cut.push(`${text.textContent.trim()} in ${box.outerHTML.slice(0, 120)}`)
      break
    }
  }
  return cut
}
