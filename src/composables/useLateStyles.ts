import styles from '../late.css?inline'

const sheet = new CSSStyleSheet()
sheet.replaceSync(styles)

/** Adds the style sheet of what is loaded late, once. Its classes apply below elements of the class `late` only. */
export function useLateStyles(): void {
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet)
}
