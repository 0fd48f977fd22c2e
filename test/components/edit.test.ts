import { describe, expect, it } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { userEvent } from 'vitest/browser'
import EditBar from '../../src/components/change/EditBar.vue'
import EditRow from '../../src/components/change/EditRow.vue'
import { useEdits } from '../../src/composables/useEdits'
import { byTestId, render } from './mount'

const ROW = {
  entityId: 'DEAL_STAGE_1',
  rowKey: 'PREPARATION',
  item: { code: 'PREPARATION', name: 'Contract', color: '#39a8ef', outcome: 'process' },
  isNew: false,
  stage: null,
  position: 2,
  color: '#39a8ef',
  bar: null,
  unreadable: false,
  similar: false,
  kept: null,
  isTaken: (code: string) => code === 'NEW',
}

describe('EditRow', () => {
  it('tells a position only once it is one, and once', async () => {
    const wrapper = await render(EditRow, ROW)
    const field = wrapper.get<HTMLInputElement>(byTestId('edit-sort'))
    for (const text of ['2', '', 'x', '-1', '1.5', '1234567']) {
      await field.setValue(text)
      await field.trigger('keydown', { key: 'Enter' })
      await field.trigger('blur')
      expect(field.element.value).toBe('2')
    }
    expect(wrapper.emitted('move')).toBeUndefined()
    await field.setValue(' 5 ')
    await field.trigger('keydown', { key: 'Enter' })
    await field.trigger('blur')
    expect(wrapper.emitted('move')).toEqual([[5]])
  })

  it('shows a color that comes from elsewhere, and leaves one alone that is being typed', async () => {
    const wrapper = await render(EditRow, ROW)
    const field = wrapper.get<HTMLInputElement>(byTestId('edit-color'))
    await field.setValue('#abc')
    expect(wrapper.emitted('change')).toEqual([[{ color: '#aabbcc' }]])
    await wrapper.setProps({ item: { ...ROW.item, color: '#aabbcc' } } as never)
    expect(field.element.value).toBe('#abc')
    await wrapper.setProps({ item: { ...ROW.item, color: null } } as never)
    expect(field.element.value).toBe('')
    await field.setValue('nonsense')
    expect(wrapper.emitted('change')).toHaveLength(1)
  })

  it('shows names as text', async () => {
    const wrapper = await render(EditRow, { ...ROW, position: 0, item: { ...ROW.item, name: '<b>a</b>' } })
    expect(wrapper.get('s').text()).toBe('<b>a</b>')
  })
})

describe('EditBar', () => {
  const BAR = { changed: false, count: 0, canUndo: false, canRedo: false }

  it('has no plan of no changes, and closes at once', async () => {
    const wrapper = await render(EditBar, BAR)
    for (const id of ['plan-open', 'edit-undo', 'edit-redo']) await wrapper.get(byTestId(id)).trigger('click')
    expect(wrapper.emitted()).not.toHaveProperty('plan')
    expect(wrapper.emitted()).not.toHaveProperty('undo')
    expect(wrapper.emitted()).not.toHaveProperty('redo')
    await wrapper.get(byTestId('edit-discard')).trigger('click')
    expect(wrapper.emitted('discard')).toHaveLength(1)
  })

  it('counts the changes, and asks before they are discarded', async () => {
    const wrapper = await render(EditBar, { ...BAR, changed: true, count: 1 })
    expect(wrapper.text()).toContain('1 change')
    await wrapper.get(byTestId('plan-open')).trigger('click')
    expect(wrapper.emitted('plan')).toHaveLength(1)
    wrapper.get<HTMLElement>(byTestId('edit-discard')).element.focus()
    await userEvent.keyboard('{Enter}')
    expect(wrapper.emitted('discard')).toBeUndefined()
    await expect.poll(() => document.activeElement?.textContent).toBe('Discard')
    await userEvent.keyboard('{Enter}')
    expect(wrapper.emitted('discard')).toHaveLength(1)
  })
})

it('joins edits with the same tag, and forgets what was taken back once something else is done', () => {
  const value = shallowRef('')
  const scope = effectScope()
  scope.run(() => {
    const { edit, undo, redo, canUndo, canRedo } = useEdits(
      () => value.value,
      (next) => (value.value = next),
    )
    edit('a', 'name')
    edit('ab', 'name')
    edit('abc')
    undo()
    expect(value.value).toBe('ab')
    undo()
    expect([value.value, canUndo.value, canRedo.value]).toEqual(['', false, true])
    undo()
    redo()
    expect(value.value).toBe('ab')
    edit('x', 'name')
    expect(canRedo.value).toBe(false)
    redo()
    undo()
    expect(value.value).toBe('ab')
  })
  scope.stop()
})
