/**
 * Finds content that overflows: a page that scrolls sideways, clipped text on buttons, badges and labels, and clipped
 * accents and descenders. It uses nothing from outside the function, because Playwright serializes it into the frame.
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
  return [
    ...(html.scrollWidth > html.clientWidth ? ['the page'] : []),
    ...[...tooWide, ...truncated, ...tooLow].map((element) => element.outerHTML.slice(0, 200)),
  ]
}
