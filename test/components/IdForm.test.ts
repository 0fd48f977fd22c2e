import { describe, expect, it } from 'vitest'
import IdForm from '../../src/components/stage/IdForm.vue'
import { mark, render } from './mount'

async function typed(text: string) {
  const wrapper = await render(IdForm, { initial: '' })
  await wrapper.get(mark('stage-id-input')).setValue(text)
  await wrapper.get('form').trigger('submit')
  return wrapper
}

describe('IdForm', () => {
  it('asks for an ID', async () => {
    expect((await typed(' 733 ')).emitted('ask')).toEqual([[733]])
  })

  it('says so when it picked the ID out of other text', async () => {
    const wrapper = await typed('ID: 733')
    expect(wrapper.emitted('ask')).toEqual([[733]])
    expect(wrapper.text()).toContain('Read as ID 733.')
    expect(wrapper.get<HTMLInputElement>(mark('stage-id-input')).element.value).toBe('733')
  })

  it.each(['', '0', '-1', '1.5', '1e3', '2147483648', '12345678901234567890', 'abc', '７３３'])(
    'refuses %j in words and keeps it',
    async (text) => {
      const wrapper = await typed(text)
      const input = wrapper.get<HTMLInputElement>(mark('stage-id-input'))
      expect(wrapper.emitted('ask')).toBeUndefined()
      expect(input.element.value).toBe(text)
      expect(input.attributes('aria-invalid')).toBe('true')
      const message = document.getElementById(input.attributes('aria-describedby')?.split(' ')[0] ?? '')
      expect(message?.textContent?.trim().length).toBeGreaterThan(10)
    },
  )

  it('withdraws a refusal once something else is typed', async () => {
    const wrapper = await typed('abc')
    await wrapper.get(mark('stage-id-input')).setValue('7')
    expect(wrapper.get(mark('stage-id-input')).attributes('aria-invalid')).not.toBe('true')
  })

  it('asks at once for an ID that came with the way in, and checks it the same way', async () => {
    expect((await render(IdForm, { initial: '733' })).emitted('ask')).toEqual([[733]])
    const bad = await render(IdForm, { initial: 'x' })
    expect(bad.emitted('ask')).toBeUndefined()
    expect(bad.get<HTMLInputElement>(mark('stage-id-input')).element.value).toBe('x')
  })
})
