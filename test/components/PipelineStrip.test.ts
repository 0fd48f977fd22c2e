import { nextTick } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import PipelineStrip from '../../src/components/pipeline/PipelineStrip.vue'
import { pipelineOf } from '../../src/crm/pipeline'
import { byTestId, render } from './mount'

const COMMON = ['New', 'Prepare documents', 'Prepayment invoice', 'Making it', 'Final invoice', 'Deal won']

/** Names that are wide for their letters, or whose words are of unequal length. */
const NAMES = [
  'Awaiting documentation soon',
  'ПОВТОРНЫЙ ЗВОНОК КЛИЕНТУ',
  'Переговоры с руководителем отдела',
  'WAITING FOR THE WAREHOUSE TO MOVE',
  'W',
  '見積書を送付して回答を待っているところです',
  'รอการอนุมัติจากผู้จัดการฝ่ายขาย',
  'Auftragsbestätigungsprüfungsverfahren',
  'به دنبال تأیید مدیر فروش هستیم',
  'A name as long as Bitrix24 takes one, which somebody has written to say all that is to be done in this stage',
]

const mounted: { unmount: () => void }[] = []
afterEach(() => mounted.splice(0).forEach((wrapper) => wrapper.unmount()))

/** Renders a pipeline in a place of some width. */
async function renderStrip(names: readonly string[], width: number, marks: { current?: number; shown?: number } = {}) {
  const stages = names.map((name, index) => ({
    id: index,
    statusId: `UC_${index}`,
    name,
    color: null,
    semantics: 'process' as const,
  }))
  const wrapper = await render(PipelineStrip, {
    pipeline: pipelineOf(stages),
    current: marks.current ?? null,
    shown: marks.shown ?? null,
  })
  mounted.push(wrapper)
  const strip = wrapper.element as HTMLElement
  strip.style.width = `${width}px`
  await nextTick()
  return { strip, buttons: wrapper.findAll<HTMLElement>(byTestId('pipeline-stage')).map(({ element }) => element) }
}

/** Whether nothing of the name is outside of its arrow, point and padding left out. */
function isWhole(button: HTMLElement | undefined): boolean {
  const head = button?.querySelector('.kanban-head')
  const name = button?.querySelector('bdi')
  if (!head || !name) throw new Error('no such stage')
  const { left, right, top, bottom } = head.getBoundingClientRect()
  const { paddingLeft, paddingRight } = getComputedStyle(head)
  const range = document.createRange()
  range.selectNodeContents(name)
  return [...range.getClientRects()].every(
    (line) =>
      line.left >= left + Number.parseFloat(paddingLeft) - 1 &&
      line.right <= right - Number.parseFloat(paddingRight) + 1 &&
      line.top >= top - 1 &&
      line.bottom <= bottom + 1,
  )
}

const linesOf = (button: HTMLElement | undefined): number => {
  const range = document.createRange()
  range.selectNodeContents(button?.querySelector('bdi') as Node)
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
}

describe('PipelineStrip', () => {
  describe.each([728, 336])('of twelve stages in %i px', (width) => {
    it.each(NAMES)('shows the whole name of the record’s stage: %s', async (name) => {
      const names = [...COMMON, name, ...COMMON.slice(1)]
      const { strip, buttons } = await renderStrip(names, width, { current: 6, shown: 6 })
      expect(isWhole(buttons[6])).toBe(true)
      expect(buttons[6]?.querySelector('bdi')?.textContent).toBe(name)
      expect(strip.getBoundingClientRect().height).toBe(68)
    })

    it.each(NAMES)('shows the whole name of the stage whose card is open: %s', async (name) => {
      const { buttons } = await renderStrip([...COMMON, name, ...COMMON.slice(1)], width, { shown: 6 })
      expect(isWhole(buttons[6])).toBe(true)
    })

    it('shows the whole names of the others', async () => {
      const names = [...COMMON, ...NAMES]
      const { buttons } = await renderStrip(names, width)
      expect(names.filter((_, index) => !isWhole(buttons[index]))).toEqual([])
    })
  })

  it('has each name on one line where there is room', async () => {
    const { strip, buttons } = await renderStrip(COMMON, 1200)
    expect(buttons.map(linesOf)).toEqual(COMMON.map(() => 1))
    expect(buttons.every(isWhole)).toBe(true)
    expect(strip.querySelector('ol')?.scrollWidth).toBe(1200)
  })

  it('breaks names near their middle before it scrolls', async () => {
    const { strip, buttons } = await renderStrip(COMMON, 560)
    expect(linesOf(buttons[1])).toBe(2)
    expect(buttons.every(isWhole)).toBe(true)
    expect(strip.querySelector('ol')?.scrollWidth).toBe(560)
  })
})
