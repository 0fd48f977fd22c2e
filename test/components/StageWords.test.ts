import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import FindingList from '../../src/components/pipeline/FindingList.vue'
import StageWords from '../../src/components/stage/StageWords.vue'
import WordsForm from '../../src/components/stage/WordsForm.vue'
import { MAX_LENGTHS } from '../../src/crm/words'
import { draftOf } from '../../src/crm/wordsDraft'
import { PortalError } from '../../src/portal/errors'
import { byTestId, render } from './mount'

describe('StageWords', () => {
  it('shows what is written, as text, and nothing else', async () => {
    const wrapper = await render(StageWords, { words: { meaning: '<b>a</b>\nb', ask: 'Ada' }, mayEdit: false })
    expect(wrapper.get(byTestId('stage-words-meaning')).element.textContent).toBe('<b>a</b>\nb')
    expect(wrapper.findAll('dt').map((term) => term.text())).toEqual(['What it means', 'Who to ask'])
    expect(wrapper.find(byTestId('stage-words-edit')).exists()).toBe(false)
    expect(wrapper.text()).not.toContain('Nothing written')
  })

  it('opens a link in a new tab, which learns nothing of the app’s page', async () => {
    const wrapper = await render(StageWords, { words: { link: 'https://acme.example/' }, mayEdit: false })
    expect(wrapper.get('a').attributes()).toMatchObject({
      href: 'https://acme.example/',
      target: '_blank',
      rel: expect.stringContaining('noopener'),
    })
  })

  it('says to who may write that nothing is written', async () => {
    const wrapper = await render(StageWords, { words: null, mayEdit: true })
    expect(wrapper.text()).toContain('Nothing written yet.')
    await wrapper.get(byTestId('stage-words-edit')).trigger('click')
    expect(wrapper.emitted('edit')).toHaveLength(1)
  })
})

const renderForm = (props: object = {}) =>
  render(WordsForm, {
    texts: draftOf({ meaning: 'We wait.' }),
    changed: false,
    saving: false,
    problem: null,
    theirs: null,
    ...props,
  })

describe('WordsForm', () => {
  it('begins in its first field, and bounds every field', async () => {
    const wrapper = await renderForm()
    expect(document.activeElement).toBe(wrapper.get(byTestId('stage-words-meaning')).element)
    for (const [field, max] of Object.entries(MAX_LENGTHS))
      expect(wrapper.get(byTestId(`stage-words-${field}`)).attributes('maxlength')).toBe(String(max))
    expect(wrapper.text()).toContain('Everyone who opens Stage Card can read this.')
  })

  it('tells what is typed, and saves by Enter in a line', async () => {
    const wrapper = await renderForm()
    await userEvent.keyboard('!')
    expect(wrapper.emitted('type')).toEqual([['meaning', 'We wait.!']])
    wrapper.get<HTMLElement>(byTestId('stage-words-ask')).element.focus()
    await userEvent.keyboard('{Enter}')
    expect(wrapper.emitted('save')).toHaveLength(1)
  })

  it.each([false, true])('cancels at once only if nothing was typed: %s', async (changed) => {
    const wrapper = await renderForm({ changed })
    await wrapper.get(byTestId('stage-words-cancel')).trigger('click')
    expect(wrapper.emitted('cancel') ?? []).toHaveLength(changed ? 0 : 1)
    if (!changed) return
    await expect.poll(() => document.activeElement?.textContent).toBe('Discard')
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.activeElement).toBe(wrapper.get(byTestId('stage-words-meaning')).element)
    expect(wrapper.emitted('cancel')).toBeUndefined()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.activeElement?.textContent).toBe('Discard')
    await userEvent.keyboard('{Enter}')
    expect(wrapper.emitted('cancel')).toHaveLength(1)
  })

  it('takes nothing while it is being saved', async () => {
    const wrapper = await renderForm({ saving: true })
    await wrapper.get('form').trigger('submit')
    await wrapper.get(byTestId('stage-words-cancel')).trigger('click')
    await userEvent.keyboard('x{Escape}')
    expect(wrapper.emitted()).not.toHaveProperty('save')
    expect(wrapper.emitted()).not.toHaveProperty('cancel')
    expect(wrapper.emitted()).not.toHaveProperty('type')
    expect(wrapper.text()).toContain('Waiting for Bitrix24…')
  })

  it.each([
    ['full', 'There’s no room left.'],
    ['changed', 'Someone else has just changed this.'],
    [
      new PortalError('access-denied', { method: 'app.option.set', code: 'ACCESS_DENIED' }),
      'Couldn’t save: Only administrators can do this. Your text is still here.',
    ],
    [new PortalError('network'), 'Couldn’t save: Can’t connect to Bitrix24.'],
  ])('says why it was not saved: %s', async (problem, message) => {
    const wrapper = await renderForm({ problem, theirs: { ask: '<i>Bob</i>' } })
    expect(wrapper.get('[role="alert"]').text()).toContain(message)
    expect(wrapper.text().includes('<i>Bob</i>')).toBe(problem === 'changed')
  })

  it('marks a bad link', async () => {
    const wrapper = await renderForm({ problem: 'bad-link' })
    const link = wrapper.get(byTestId('stage-words-link'))
    expect(link.attributes('aria-invalid')).toBe('true')
    const hint = document.getElementById(link.attributes('aria-describedby') ?? '')
    expect(hint?.textContent).toContain('A link starts with https:// or http://.')
  })
})

const finding = (rested: boolean, id: number) => ({
  kind: 'no-failure' as const,
  ids: [],
  key: `no-failure ${id}`,
  rested,
  items: [],
})

describe('FindingList', () => {
  const props = { findings: [finding(false, 1), finding(true, 2)], mayRest: true, busy: false, error: null }

  it('hides what was put to rest, and shows it on request', async () => {
    const wrapper = await render(FindingList, props)
    expect(wrapper.findAll(byTestId('finding'))).toHaveLength(1)
    await wrapper.get(byTestId('finding-rest')).trigger('click')
    const toggle = wrapper.get(byTestId('findings-rested'))
    expect([toggle.text(), toggle.attributes('aria-expanded')]).toEqual(['Show hidden (1)', 'false'])
    await toggle.trigger('click')
    expect(toggle.attributes('aria-expanded')).toBe('true')
    await wrapper.get('[data-rested] button').trigger('click')
    expect(wrapper.emitted('rest')).toEqual([
      [props.findings[0], true],
      [props.findings[1], false],
    ])
  })

  it('offers nothing to who may not write, and no second change at once', async () => {
    const reader = await render(FindingList, { ...props, mayRest: false })
    expect(reader.find(byTestId('finding-rest')).exists()).toBe(false)
    expect(reader.find(byTestId('findings-rested')).exists()).toBe(true)
    const busy = await render(FindingList, { ...props, busy: true })
    await busy.get(byTestId('finding-rest')).trigger('click')
    expect(busy.emitted('rest')).toBeUndefined()
  })

  it('says why a change was not saved', async () => {
    const wrapper = await render(FindingList, { ...props, error: new PortalError('server') })
    expect(wrapper.get('[role="status"]').text()).toBe('Couldn’t save: Bitrix24 server error')
  })
})
