/**
 * What is larger than its place: the page as a whole, or the words on a button, a badge or a label; also accents and tails
 * of letters. It names nothing around it, since Playwright sends it into the app's frame as text.
 * @param html the page's root
 */
export function tooLarge(html: Element): string[] {
  const wide = [...html.querySelectorAll('button, summary, label, legend, h2, dt')].filter(
    (element) =>
      element.clientWidth > 0 &&
      element.scrollWidth > element.clientWidth + 1 &&
      getComputedStyle(element).display !== 'inline' &&
      // Names that came from the portal are cut short where they must, and unfold elsewhere.
      !element.closest('[data-testid="pipeline-stage"], .sr-only'),
  )
  // Buttons and columns' heads are cut short too, but only where their words are longer than any of ours.
  const words = [...html.querySelectorAll('[role="columnheader"] .truncate, .air-button .truncate')]
  const cut = words.filter((element) => element.scrollWidth > element.clientWidth)
  const low = [...html.querySelectorAll('.truncate')].filter(
    (element) => element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 1,
  )
  return [
    ...(html.scrollWidth > html.clientWidth ? ['the page'] : []),
    ...[...wide, ...cut, ...low].map((element) => element.outerHTML.slice(0, 200)),
  ]
}
