/**
 * Finds content that overflows: a page that scrolls sideways, clipped text on buttons, badges and labels, clipped
 * placeholders and choices, clipped accents and descenders, and text that is squeezed into a few letters a line. It uses
 * nothing from outside the function, because Playwright serializes it into the frame.
 * @param html the root element
 * @returns the HTML of the overflowing elements
 */
export function tooLarge(html: Element): string[] {
  const tooWide = [...html.querySelectorAll('button, summary, label, legend, h2, dt')].filter(
    (element) =>
      element.clientWidth > 0 &&
      element.scrollWidth > element.clientWidth + 1 &&
      getComputedStyle(element).display !== 'inline' &&
      // Names from the portal may be truncated: the card shows them in full.
      !element.closest('[data-testid="pipeline-stage"], .sr-only'),
  )
  // Buttons and column headers can truncate too, but the app's own texts must fit.
  const ownTexts = [...html.querySelectorAll('[role="columnheader"] .truncate, .air-button .truncate')]
  const truncated = ownTexts.filter((element) => element.scrollWidth > element.clientWidth)
  const tooLow = [...html.querySelectorAll('.truncate')].filter(
    (element) => element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 1,
  )
  const canvas = document.createElement('canvas').getContext('2d')
  const fields = html.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input[placeholder], select')
  const cutFields = [...fields].filter((field) => {
    const { appearance, font, paddingLeft, paddingRight } = getComputedStyle(field)
    const text = field instanceof HTMLSelectElement ? field.selectedOptions[0]?.text : field.placeholder
    if (!canvas || !text || field.clientWidth === 0) return false
    canvas.font = font
    // Of a choice, the browser's arrow takes a part that is no padding.
    const arrow = field instanceof HTMLSelectElement && appearance !== 'none' ? 16 : 0
    const room = field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) - arrow
    return canvas.measureText(text).width > room + 1
  })
  const squeezed: Element[] = []
  const range = document.createRange()
  const texts = document.createTreeWalker(html, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const parent = text.parentElement
    if (!text.textContent?.trim() || !parent?.checkVisibility() || parent.closest('.sr-only')) continue
    range.selectNodeContents(text)
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
    const words = text.textContent.trim().split(/\s+/)
    const letter = Number.parseFloat(getComputedStyle(parent).fontSize)
    // More lines than words, and short ones.
    const isNarrow = range.getBoundingClientRect().width < 4 * letter
    if (isNarrow && lines.size > Math.max(3, words.length)) squeezed.push(parent)
  }
  return [
    ...(html.scrollWidth > html.clientWidth ? ['the page'] : []),
    ...[...tooWide, ...truncated, ...tooLow, ...cutFields, ...squeezed].map((element) =>
      element.outerHTML.slice(0, 200),
    ),
  ]
}
