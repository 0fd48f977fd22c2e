import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import StageCard from '../../src/components/stage/StageCard.vue'
import { parseStage } from '../../src/crm/stage'
import { byTestId, render } from './mount'

const item = {
  ID: '733',
  ENTITY_ID: 'DYNAMIC_1038_STAGE_37',
  STATUS_ID: 'DT1038_37:SUCCESS',
  NAME: 'Success',
  NAME_INIT: 'Success',
  SORT: '40',
  SYSTEM: 'Y',
  CATEGORY_ID: '37',
  COLOR: '#00ff00',
  SEMANTICS: 'S',
}

const renderCard = (change: object = {}, props: object = {}) =>
  render(StageCard, {
    stage: parseStage({ ...item, ...change }, 733),
    seconds: 0.0152,
    directory: null,
    link: null,
    stale: false,
    unconfirmed: false,
    busy: false,
    ...props,
  })

describe('StageCard', () => {
  it('shows every field as the portal sent it', async () => {
    const wrapper = await renderCard()
    expect(wrapper.get(byTestId('stage-card')).attributes('data-stage-id')).toBe('733')
    for (const [name, value] of Object.entries(item))
      expect(wrapper.get(byTestId(`stage-field-${name}`)).text()).toBe(value)
  })

  it('distinguishes null, empty and missing fields', async () => {
    const wrapper = await renderCard({ COLOR: null, NAME_INIT: '', SORT: undefined })
    const rowText = (name: string) => wrapper.get(byTestId(`stage-field-${name}`)).element.parentElement?.textContent
    expect([rowText('COLOR'), rowText('NAME_INIT'), rowText('SORT')]).toEqual(['nullno value', 'empty', 'not returned'])
  })

  it.each([
    [{ SEMANTICS: 'S' }, 'success', 'Won'],
    [{ SEMANTICS: 'F' }, 'failure', 'Lost'],
    [{ SEMANTICS: 'F', EXTRA: { SEMANTICS: 'apology' } }, 'failure', 'Lost, under analysis'],
    [{ SEMANTICS: null }, 'process', 'In progress'],
  ])('%j: shows a badge', async (change, semantics, text) => {
    const badge = (await renderCard(change)).get(byTestId('stage-semantics'))
    expect([badge.attributes('data-semantics'), badge.text()]).toEqual([semantics, text])
  })

  it('shows no badge for a plain list or for unknown semantics', async () => {
    expect(
      (await renderCard({ ENTITY_ID: 'SOURCE', SEMANTICS: null })).find(byTestId('stage-semantics')).exists(),
    ).toBe(false)
    expect((await renderCard({ SEMANTICS: 'X' })).find(byTestId('stage-semantics')).exists()).toBe(false)
  })

  it('shows the color on the swatch and, with readable text, on the header', async () => {
    const wrapper = await renderCard({ COLOR: '#000080' })
    expect(wrapper.get<HTMLElement>(byTestId('stage-swatch')).element.style.backgroundColor).toBe('rgb(0, 0, 128)')
    const head = wrapper.get('h2').element
    expect([head.style.backgroundColor, head.style.color]).toEqual(['rgb(0, 0, 128)', 'rgb(255, 255, 255)'])
  })

  it.each([
    ['red;background:url(https://evil.example)', 'Invalid color value'],
    ['', 'No color'],
    [null, 'No color'],
  ])('shows no swatch color for %j', async (COLOR, text) => {
    const wrapper = await renderCard({ COLOR })
    expect(wrapper.get(byTestId('stage-swatch')).attributes('style')).toBeUndefined()
    expect(wrapper.get('h2').attributes('style')).toBeUndefined()
    expect(wrapper.text()).toContain(text)
  })

  it('shows markup as text', async () => {
    const NAME = '<img src=x onerror=alert(1)>'
    const wrapper = await renderCard({ NAME })
    expect(wrapper.get(byTestId('stage-name')).text()).toBe(NAME)
    expect(wrapper.find('img').exists()).toBe(false)
  })

  it('labels a renamed stage and a system item', async () => {
    const renamed = await renderCard({ NAME: 'Done', SYSTEM: 'N' })
    expect(renamed.get(byTestId('stage-renamed')).text()).toBe('Default name: Success')
    expect(renamed.find(byTestId('stage-system')).exists()).toBe(false)
    const plain = await renderCard()
    expect(plain.find(byTestId('stage-renamed')).exists()).toBe(false)
    expect(plain.get(byTestId('stage-system')).text()).toBe('System')
  })

  it('says what a system item is, to mouse, keyboard and touch', async () => {
    const wrapper = await renderCard()
    const hint = () => wrapper.get('details').element.innerText
    expect(hint()).not.toContain('force-deleted')
    wrapper.get('summary').element.focus()
    await userEvent.keyboard('{Enter}')
    expect(hint()).toContain('It can only be force-deleted, through the REST API.')
    await userEvent.click(wrapper.get(byTestId('stage-system')).element)
    expect(hint()).not.toContain('force-deleted')
  })

  it.each([
    [0.0152, 'Response time: 15 ms'],
    [2.345, 'Response time: 2.3 sec'],
    [null, ''],
  ])('shows how long the portal took: %j', async (seconds, text) => {
    const wrapper = await renderCard({}, { seconds })
    await vi.waitFor(() => {
      wrapper.get(byTestId('stage-refresh'))
      expect(wrapper.get(byTestId('stage-time')).text()).toBe(text)
    })
  })

  it('reserves space for the directory’s name', async () => {
    const wrapper = await renderCard()
    expect(wrapper.get(byTestId('stage-directory')).text()).toBe('')
    await wrapper.setProps({ directory: 'Equipment, General' })
    expect(wrapper.get(byTestId('stage-directory')).text()).toBe('Equipment, General')
  })

  it('emits a refresh on click, but not while it is busy', async () => {
    const wrapper = await renderCard()
    // The button is rendered after the first paint of the card.
    await vi.waitFor(() => wrapper.get(byTestId('stage-refresh')))
    await wrapper.get(byTestId('stage-refresh')).trigger('click')
    expect(wrapper.emitted('refresh')).toHaveLength(1)
    await wrapper.setProps({ busy: true })
    // `disabled` would take the focused button out of the tab order.
    expect(wrapper.get(byTestId('stage-refresh')).attributes('aria-disabled')).toBe('true')
    await wrapper.get(byTestId('stage-refresh')).trigger('click')
    expect(wrapper.emitted('refresh')).toHaveLength(1)
  })
})
