import { defaultRangeExtractor, elementScroll, useVirtualizer } from '@tanstack/vue-virtual'
import { computed, type ComputedRef } from 'vue'

interface RowWindow<Row extends { id: number }> {
  scroller: () => HTMLElement | null
  rows: () => readonly Row[]
  /** Pixels of each row, and of the header above them. */
  rowHeight: number
  /** Pixels of the whole table at most: the first rows are rendered before it is measured. */
  maxHeight: number
  /** The index of a row that is always rendered, because the Tab key reaches it. */
  always: () => number
}

/** Reports the size after the browser's own layout. The library's default forces a layout of its own. */
function observeSize(
  { scrollElement }: { scrollElement: Element | null },
  report: (size: { width: number; height: number }) => void,
): () => void {
  const observer = new ResizeObserver((entries) => {
    for (const { contentRect } of entries) report({ width: contentRect.width, height: contentRect.height })
  })
  if (scrollElement) observer.observe(scrollElement)
  return () => observer.disconnect()
}

/**
 * Renders only the rows of a long table that are in view.
 * @returns the rows to render with their index and distance from the top, in pixels; the height of all rows; and a way to
 *   scroll to one
 * @see https://tanstack.com/virtual/latest/docs/api/virtualizer
 */
export function useRowWindow<Row extends { id: number }>({
  scroller,
  rows,
  rowHeight,
  maxHeight,
  always,
}: RowWindow<Row>): {
  visible: ComputedRef<{ row: Row; index: number; top: number }[]>
  height: ComputedRef<number>
  scrollTo: (index: number) => void
} {
  let scrolled = false
  /** The library first scrolls to the top, where the table already is, which would force a layout. */
  const scrollToFn = (...scroll: Parameters<typeof elementScroll<HTMLElement>>): void => {
    if (scrolled || scroll[0] !== 0) elementScroll(...scroll)
    scrolled = true
  }

  const virtualizer = useVirtualizer(
    computed(() => {
      const [count, alwaysRendered] = [rows().length, always()]
      return {
        count,
        getScrollElement: scroller,
        estimateSize: () => rowHeight,
        overscan: 4,
        initialRect: { width: 0, height: maxHeight },
        observeElementRect: observeSize,
        scrollToFn,
        scrollPaddingStart: rowHeight,
        getItemKey: (index: number) => rows()[index]?.id ?? index,
        rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) =>
          [...new Set([...defaultRangeExtractor(range), alwaysRendered])]
            .filter((index) => index < count)
            .sort((a, b) => a - b),
      }
    }),
  )
  const visible = computed(() =>
    virtualizer.value.getVirtualItems().flatMap(({ index, start: top }) => {
      const row = rows()[index]
      return row ? [{ row, index, top }] : []
    }),
  )

  return {
    visible,
    height: computed(() => virtualizer.value.getTotalSize()),
    scrollTo: (index) => virtualizer.value.scrollToIndex(index),
  }
}
