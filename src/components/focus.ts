import { nextTick, type ObjectDirective } from 'vue'

/** Focuses an element, also one that the keyboard alone does not reach. */
export function focusOn(element: Element | null | undefined): void {
  if (!(element instanceof HTMLElement)) return
  if (!element.hasAttribute('tabindex') && element.tabIndex < 0) element.tabIndex = -1
  element.focus()
}

/**
 * On an element that may go while it holds the focus: gives the focus to what then stands in its place. Otherwise the
 * browser would send whoever uses the keyboard back to the start of the page.
 */
export const vHandOver: ObjectDirective<HTMLElement> = {
  beforeUnmount(element) {
    if (!element.contains(document.activeElement)) return
    const { parentElement: parent, previousElementSibling: before } = element
    void nextTick(() =>
      focusOn((before?.isConnected ? before.nextElementSibling : parent?.firstElementChild) ?? parent),
    )
  },
}
