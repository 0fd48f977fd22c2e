/**
 * Loads a style sheet of parts that come after the first card, once.
 * @param address as `import address from './part.css?url'` gives it
 */
export function useLateStyles(address: string): void {
  const { href } = new URL(address, document.baseURI)
  if ([...document.querySelectorAll('link')].some((link) => link.href === href)) return
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  document.head.append(link)
}
