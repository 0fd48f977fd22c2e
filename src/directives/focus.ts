import { nextTick, type ObjectDirective } from 'vue'

/** Focuses an element, including those that the Tab key does not reach. */
export function focusOn(element: Element | null | undefined): void {
  if (!(element instanceof HTMLElement)) return
  if (!element.hasAttribute('tabindex') && element.tabIndex < 0) element.tabIndex = -1
  element.focus()
}

/**
 * Moves the focus to what takes the element's place, if the element contains the focus when it is removed. Otherwise the
 * browser would send a keyboard user back to the start of the page.
 */
export const vKeepFocus: ObjectDirective<HTMLElement> = {
  beforeUnmount(element) {
    if (!element.contains(document.activeElement)) return
    const { parentElement: parent, previousElementSibling: before } = element
    void nextTick(() =>
      focusOn((before?.isConnected ? before.nextElementSibling : parent?.firstElementChild) ?? parent),
    )
  },
}
