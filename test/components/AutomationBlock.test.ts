import { afterEach, describe, expect, it, vi } from 'vitest'
import AutomationBlock from '../../src/components/stage/AutomationBlock.vue'
import { stage } from '../unit/stageFixture'
import { byTestId, render } from './mount'

const copied: (string | undefined)[] = []

/** Renders the block, with a command that takes what would be copied. */
function renderBlock(entityId: string, statusId: string, hasRules = false) {
  copied.length = 0
  document.execCommand = () => copied.push(document.querySelector('textarea')?.value) > 0
  return render(AutomationBlock, { stage: stage(733, { ENTITY_ID: entityId, STATUS_ID: statusId }), hasRules })
}

// Other test files share this page and need the real command.
afterEach(() => Reflect.deleteProperty(document, 'execCommand'))

/** What people read, by type: the name that the value has there, and the value. */
const TYPES = {
  deals: [
    'DEAL_STAGE_5',
    'C5:WON',
    {
      stageId: 'C5:WON',
      STAGE_ID: 'C5:WON',
      entityTypeId: 2,
      categoryId: 5,
      ENTITY_ID: 'DEAL_STAGE_5',
      ID: 733,
    },
  ],
  leads: ['STATUS', 'NEW', { stageId: 'NEW', STATUS_ID: 'NEW', entityTypeId: 1, ENTITY_ID: 'STATUS', ID: 733 }],
  'a smart process': [
    'DYNAMIC_1038_STAGE_37',
    'DT1038_37:SUCCESS',
    {
      stageId: 'DT1038_37:SUCCESS',
      entityTypeId: 1038,
      categoryId: 37,
      ENTITY_ID: 'DYNAMIC_1038_STAGE_37',
      ID: 733,
    },
  ],
  'a plain list': ['SOURCE', 'CALL', { STATUS_ID: 'CALL', ENTITY_ID: 'SOURCE', ID: 733 }],
} as const

describe.each(Object.entries(TYPES))('AutomationBlock of %s', (_, [entityId, statusId, values]) => {
  const expected = Object.entries(values)

  it('shows the values under the names that they have there', async () => {
    const wrapper = await renderBlock(entityId, statusId)
    const lines = wrapper.findAll(`li ${byTestId('copy')}`)
    expect(lines.map((line) => [line.get('code').text(), line.get('.code-text').text()])).toEqual(
      expected.map(([name, value]) => [name, String(value)]),
    )
  })

  it('copies each value with a click on it, and says so', async () => {
    const wrapper = await renderBlock(entityId, statusId)
    for (const line of wrapper.findAll(`li ${byTestId('copy')}`)) {
      await line.trigger('click')
      await vi.waitFor(() => expect(line.get('[role="status"]').text()).toBe('Copied'))
    }
    expect(copied).toEqual(expected.map(([, value]) => String(value)))
  })

  it('copies all of them as one object', async () => {
    const wrapper = await renderBlock(entityId, statusId)
    const all = wrapper.get('[data-copies="automation"]')
    await all.trigger('click')
    await vi.waitFor(() => expect(all.attributes()).toHaveProperty('data-copied'))
    expect(copied.map((text) => JSON.parse(text ?? '') as unknown)).toEqual([values])
  })
})

it('AutomationBlock offers the automation rules where there is a page of them', async () => {
  const wrapper = await renderBlock('DEAL_STAGE_5', 'C5:WON', true)
  await wrapper.get(byTestId('automation-rules')).trigger('click')
  expect(wrapper.emitted('openRules')).toHaveLength(1)
  expect((await renderBlock('QUOTE_STATUS', 'SENT')).find(byTestId('automation-rules')).exists()).toBe(false)
})
