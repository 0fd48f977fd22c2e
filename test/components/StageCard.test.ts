import { describe, expect, it, vi } from 'vitest'
import StageCard from '../../src/components/stage/StageCard.vue'
import { parseStage } from '../../src/crm/stage'
import { mark, render } from './mount'

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

const card = (change: object = {}, props: object = {}) =>
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
    const wrapper = await card()
    expect(wrapper.get(mark('stage-card')).attributes('data-stage-id')).toBe('733')
    for (const [name, value] of Object.entries(item))
      expect(wrapper.get(mark(`stage-field-${name}`)).text()).toBe(value)
  })

  it('tells null, empty and absent apart', async () => {
    const wrapper = await card({ COLOR: null, NAME_INIT: '', SORT: undefined })
    const row = (name: string) => wrapper.get(mark(`stage-field-${name}`)).element.parentElement?.textContent
    expect([row('COLOR'), row('NAME_INIT'), row('SORT')]).toEqual(['nullno value', 'empty text', 'not sent'])
  })

  it.each([
    [{ SEMANTICS: 'S' }, 'success', 'Won'],
    [{ SEMANTICS: 'F' }, 'failure', 'Lost'],
    [{ SEMANTICS: 'F', EXTRA: { SEMANTICS: 'apology' } }, 'failure', 'Lost, analysed'],
    [{ SEMANTICS: null }, 'process', 'In progress'],
  ])('%j: a badge in words and marks', async (change, mark_, words) => {
    const badge = (await card(change)).get(mark('stage-semantics'))
    expect([badge.attributes('data-semantics'), badge.text()]).toEqual([mark_, words])
  })

  it('has no badge where there is no pipeline, nor for a meaning that nobody knows', async () => {
    expect((await card({ ENTITY_ID: 'SOURCE', SEMANTICS: null })).find(mark('stage-semantics')).exists()).toBe(false)
    expect((await card({ SEMANTICS: 'X' })).find(mark('stage-semantics')).exists()).toBe(false)
  })

  it('draws the color on the swatch and, with readable ink, on the head', async () => {
    const wrapper = await card({ COLOR: '#000080' })
    expect(wrapper.get<HTMLElement>(mark('stage-swatch')).element.style.backgroundColor).toBe('rgb(0, 0, 128)')
    const head = wrapper.get('h2').element
    expect([head.style.backgroundColor, head.style.color]).toEqual(['rgb(0, 0, 128)', 'rgb(255, 255, 255)'])
  })

  it.each([
    ['red;background:url(https://evil.example)', 'The portal sent something that is no color'],
    ['', 'No color'],
    [null, 'No color'],
  ])('draws nothing for the color %j', async (COLOR, words) => {
    const wrapper = await card({ COLOR })
    expect(wrapper.get(mark('stage-swatch')).attributes('style')).toBeUndefined()
    expect(wrapper.get('h2').attributes('style')).toBeUndefined()
    expect(wrapper.text()).toContain(words)
  })

  it('shows markup as text', async () => {
    const NAME = '<img src=x onerror=alert(1)>'
    const wrapper = await card({ NAME })
    expect(wrapper.get(mark('stage-name')).text()).toBe(NAME)
    expect(wrapper.find('img').exists()).toBe(false)
  })

  it('tells a renamed stage and a system item', async () => {
    const renamed = await card({ NAME: 'Done', SYSTEM: 'N' })
    expect(renamed.get(mark('stage-renamed')).text()).toBe('Renamed from Success')
    expect(renamed.find(mark('stage-system')).exists()).toBe(false)
    const plain = await card()
    expect(plain.find(mark('stage-renamed')).exists()).toBe(false)
    expect(plain.get(mark('stage-system')).text()).toBe('System item')
  })

  it.each([
    [0.0152, 'The portal answered in 15 ms'],
    [2.345, 'The portal answered in 2.3 sec'],
    [null, ''],
  ])('tells how long the portal took: %j', async (seconds, words) => {
    const wrapper = await card({}, { seconds })
    await vi.waitFor(() => {
      wrapper.get(mark('stage-refresh'))
      expect(wrapper.get(mark('stage-time')).text()).toBe(words)
    })
  })

  it('keeps a place for the directory’s name, so that nothing moves when it comes', async () => {
    const wrapper = await card()
    expect(wrapper.get(mark('stage-directory')).text()).toBe('')
    await wrapper.setProps({ directory: 'Equipment, General' })
    expect(wrapper.get(mark('stage-directory')).text()).toBe('Equipment, General')
  })

  it('asks for a refresh, and not while one is running', async () => {
    const wrapper = await card()
    // What people came for is drawn first.
    await vi.waitFor(() => wrapper.get(mark('stage-refresh')))
    await wrapper.get(mark('stage-refresh')).trigger('click')
    expect(wrapper.emitted('refresh')).toHaveLength(1)
    await wrapper.setProps({ busy: true })
    // It stays where it is in the order of the Tab key, so that nobody loses their place.
    expect(wrapper.get(mark('stage-refresh')).attributes('aria-disabled')).toBe('true')
    await wrapper.get(mark('stage-refresh')).trigger('click')
    expect(wrapper.emitted('refresh')).toHaveLength(1)
  })
})
