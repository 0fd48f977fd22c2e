import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { defineComponent, h, ref } from 'vue'
import SearchField from '../../src/components/search/SearchField.vue'
import SearchList from '../../src/components/search/SearchList.vue'
import { suggest, type SearchOption } from '../../src/crm/suggest'
import { loadMessages, type Language } from '../../src/locales'
import { createMessages } from '../../src/locales/i18n'
import '../../src/kit.css'
import '../../src/style.css'
import { parseStage, type Stage } from '../../src/crm/stage'
import { resize } from '../app/inspect'

function stage(id: number, STATUS_ID: string, NAME: string, COLOR: string | null = null): Stage {
  return parseStage({ ID: String(id), ENTITY_ID: 'STATUS', STATUS_ID, NAME, COLOR }, id)
}

const ITEMS = [
  stage(2, 'EMAIL', 'E-mail'),
  stage(82, '2', 'Call back', '#39A8EF'),
  stage(83, 'UC_ZJ55BR', 'Call me'),
  stage(85, 'DT1038_37:PREPARATION_OF_PAYMENT', 'Paid'),
  stage(84, 'x'.repeat(80), `Call ${'y'.repeat(120)}`),
]
const DIRECTORIES = [{ entityId: 'CALL_LIST', names: ['Call list statuses'], groups: [] }]

const optionsFor = (text: string): SearchOption[] =>
  suggest(text, { items: ITEMS, complete: true, directories: DIRECTORIES }).best.map((suggestion, index) => ({
    ...suggestion,
    key: String(index),
    directory: 'Lead stages',
  }))

/** The field with its list, as the panel puts them together. */
async function show(language: Language = 'en', yieldsEscape = false) {
  const text = ref('')
  const [choose, submit, clear] = [vi.fn<(option: SearchOption) => void>(), vi.fn<() => void>(), vi.fn<() => void>()]
  const Host = defineComponent(() => () => [
    h(
      SearchField,
      {
        modelValue: text.value,
        'onUpdate:modelValue': (typed: string) => (text.value = typed),
        options: optionsFor(text.value),
        refusal: null,
        help: null,
        yieldsEscape,
        onChoose: choose,
        onSubmit: submit,
        onClear: clear,
      },
      {
        default: ({ id, open, active, choose }: { id: string; open: boolean; active: number; choose: () => void }) =>
          open && h(SearchList, { id, active, options: optionsFor(text.value), note: 'The end', onChoose: choose }),
      },
    ),
    h('button', 'elsewhere'),
    h('textarea'),
  ])
  const texts = createMessages(language, await loadMessages(language))
  wrapper = mount(Host, { global: { plugins: [texts] }, attachTo: document.body })
  return { text, choose, submit, clear }
}

let wrapper: VueWrapper
afterEach(() => {
  wrapper.unmount()
  document.documentElement.removeAttribute('dir')
})

const field = page.getByRole('combobox')
const options = page.getByTestId('search-option')
const kinds = () => options.elements().map((option) => (option as HTMLElement).dataset.kind)
const marked = () => document.getElementById(field.element().getAttribute('aria-activedescendant') ?? '')
const isOpen = () => field.element().getAttribute('aria-expanded')

describe('the search field', () => {
  it('offers an ID and a code as two different things', async () => {
    await show()
    await field.fill('2')
    expect(kinds()).toEqual(['id', 'code'])
    await expect.element(options.first()).toHaveTextContent(/E-mail.*EMAIL.*Lead stages.*ID 2/)
    await expect.element(options.last()).toHaveTextContent(/Call back.*Lead stages.*Code 2/)
    await expect.element(options.last()).toHaveAttribute('data-stage-id', '82')
    await expect.element(field).toHaveAttribute('aria-expanded', 'true')
    expect(document.getElementById(field.element().getAttribute('aria-controls') ?? '')?.role).toBe('listbox')
    await expect.element(page.getByTestId('search-list')).toHaveTextContent(/The end$/)
  })

  it('marks options with the arrow keys, and chooses the marked one with Enter', async () => {
    const { choose, submit } = await show()
    await field.fill('call')
    expect(marked()).toBeNull()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(marked()?.dataset.stageId).toBe('83')
    expect(marked()?.ariaSelected).toBe('true')
    expect(document.querySelectorAll('[aria-selected="true"]')).toHaveLength(1)
    await userEvent.keyboard('{ArrowUp}{ArrowUp}')
    expect(marked()).toBeNull()
    await userEvent.keyboard('{ArrowUp}')
    expect(marked()).toBe(options.last().element())
    await userEvent.keyboard('{ArrowDown}')
    expect(marked()).toBeNull()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    expect(choose).toHaveBeenCalledOnce()
    expect(choose.mock.calls[0]?.[0]).toMatchObject({ kind: 'name', stage: { id: 82 } })
    expect(submit).not.toHaveBeenCalled()
    expect(isOpen()).toBe('false')
    await expect.element(field).toHaveFocus()
  })

  it('submits with Enter if nothing is marked', async () => {
    const { choose, submit } = await show()
    await field.fill('call')
    await userEvent.keyboard('{Enter}')
    expect([choose.mock.calls.length, submit.mock.calls.length, isOpen()]).toEqual([0, 1, 'false'])
    await userEvent.keyboard('{ArrowDown}')
    expect(isOpen()).toBe('true')
  })

  it.each([
    ['paid', 'name'],
    ['85', 'id'],
    ['DT1038_37:PREPARATION_OF_PAYMENT', 'code'],
  ])('breaks the code of what %s finds behind _ and : only', async (typed, kind) => {
    await resize(320, 700)
    await show()
    await field.fill(typed)
    expect(kinds()).toEqual([kind])
    const code = options.first().element().querySelector('.code-text')
    expect(code?.textContent).toBe('DT1038_37:PREPARATION_OF_PAYMENT')
    expect([...(code?.querySelectorAll('wbr') ?? [])].map(({ nextSibling }) => nextSibling?.textContent)).toEqual([
      '37:',
      'PREPARATION_',
      'OF_',
      'PAYMENT',
    ])
    expect(options.first().element().scrollWidth).toBeLessThanOrEqual(options.first().element().clientWidth)
  })

  it('leaves Home and End to the text', async () => {
    await show()
    await field.fill('call')
    await userEvent.keyboard('{ArrowDown}{Home}x{End}y')
    await expect.element(field).toHaveValue('xcally')
    expect(marked()).toBeNull()
  })

  it('closes the list with Escape first, then clears', async () => {
    const outside = vi.fn<() => void>()
    document.body.addEventListener('keydown', outside)
    const { clear, text } = await show()
    await field.fill('call')
    outside.mockClear()
    await userEvent.keyboard('{Escape}')
    expect([isOpen(), clear.mock.calls.length]).toEqual(['false', 0])
    await userEvent.keyboard('{Escape}')
    expect(clear).toHaveBeenCalledOnce()
    expect(outside).not.toHaveBeenCalled()
    text.value = ''
    await expect.element(field).toHaveValue('')
    await userEvent.keyboard('{Escape}')
    expect(outside).toHaveBeenCalledOnce()
    document.body.removeEventListener('keydown', outside)
  })

  it('closes its list with Escape, and leaves the next Escape to what is around it', async () => {
    const outside = vi.fn<(event: KeyboardEvent) => void>()
    document.body.addEventListener('keydown', outside)
    const { clear } = await show('en', true)
    await field.fill('call')
    outside.mockClear()
    await userEvent.keyboard('{Escape}')
    expect([isOpen(), outside.mock.calls.length]).toEqual(['false', 0])
    await userEvent.keyboard('{Escape}')
    expect([clear.mock.calls.length, outside.mock.calls[0]?.[0].defaultPrevented]).toEqual([0, false])
    await expect.element(field).toHaveValue('call')
    document.body.removeEventListener('keydown', outside)
  })

  it('closes the list with Tab', async () => {
    await show()
    await field.fill('call')
    await userEvent.keyboard('{Tab}')
    expect(isOpen()).toBe('false')
    expect(page.getByTestId('search-list').elements()).toEqual([])
  })

  it('keeps the focus when an option is clicked', async () => {
    const { choose } = await show()
    const blurred = vi.fn<() => void>()
    await field.fill('call')
    field.element().addEventListener('blur', blurred)
    await options.last().click()
    expect(choose.mock.calls[0]?.[0]).toMatchObject({ kind: 'directory', entityId: 'CALL_LIST' })
    expect([isOpen(), blurred.mock.calls.length]).toEqual(['false', 0])
    await expect.element(field).toHaveFocus()
  })

  it('gets the focus with /, but not while someone types', async () => {
    const { text } = await show()
    text.value = '733'
    await page.getByRole('button', { name: 'elsewhere' }).click()
    await userEvent.keyboard('/')
    await expect.element(field).toHaveFocus()
    await userEvent.keyboard('2/')
    await expect.element(field).toHaveValue('2/')
    const other = document.querySelector('textarea')
    other?.focus()
    await userEvent.keyboard('/')
    expect([document.activeElement, other?.value]).toEqual([other, '/'])
  })

  it('has a name, and hints at what can be typed', async () => {
    await show()
    await expect.element(field).toHaveAccessibleName('Find a stage, list value, or list')
    await expect.element(field).toHaveAttribute('placeholder', 'ID, code, or name')
    expect(field.element().getAttribute('inputmode')).toBeNull()
  })

  it.each(['ltr', 'rtl'])('fits into narrow frames, %s', async (direction) => {
    document.documentElement.dir = direction
    await resize(320, 800)
    await show(direction === 'rtl' ? 'ar' : 'en')
    await field.fill('call')
    await expect.element(options.first()).toBeVisible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(document.documentElement.clientWidth)
    const [list, form] = [page.getByTestId('search-list').element(), document.querySelector('form')]
    expect(list.getBoundingClientRect().width).toBe(form?.getBoundingClientRect().width)
    expect(list.scrollWidth).toBeLessThanOrEqual(list.clientWidth)
  })
})
