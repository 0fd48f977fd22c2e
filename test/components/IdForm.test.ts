import { describe, expect, it } from 'vitest'
import IdForm from '../../src/components/stage/IdForm.vue'
import { byTestId, render } from './mount'

async function submit(text: string) {
  const wrapper = await render(IdForm, { initial: '' })
  await wrapper.get(byTestId('stage-id-input')).setValue(text)
  await wrapper.get('form').trigger('submit')
  return wrapper
}

describe('IdForm', () => {
  it('emits the submitted ID', async () => {
    expect((await submit(' 733 ')).emitted('ask')).toEqual([[733]])
  })

  it('says which ID it found in other text', async () => {
    const wrapper = await submit('ID: 733')
    expect(wrapper.emitted('ask')).toEqual([[733]])
    expect(wrapper.text()).toContain('Read as ID 733.')
    expect(wrapper.get<HTMLInputElement>(byTestId('stage-id-input')).element.value).toBe('733')
  })

  it.each(['', '0', '-1', '1.5', '1e3', '2147483648', '12345678901234567890', 'abc', '７３３'])(
    'explains that %j is invalid, and keeps it',
    async (text) => {
      const wrapper = await submit(text)
      const input = wrapper.get<HTMLInputElement>(byTestId('stage-id-input'))
      expect(wrapper.emitted('ask')).toBeUndefined()
      expect(input.element.value).toBe(text)
      expect(input.attributes('aria-invalid')).toBe('true')
      const message = document.getElementById(input.attributes('aria-describedby')?.split(' ')[0] ?? '')
      expect(message?.textContent?.trim().length).toBeGreaterThan(10)
    },
  )

  it('removes the explanation on the next input', async () => {
    const wrapper = await submit('abc')
    await wrapper.get(byTestId('stage-id-input')).setValue('7')
    expect(wrapper.get(byTestId('stage-id-input')).attributes('aria-invalid')).not.toBe('true')
  })

  it('validates an initial ID, and emits it at once', async () => {
    expect((await render(IdForm, { initial: '733' })).emitted('ask')).toEqual([[733]])
    const bad = await render(IdForm, { initial: 'x' })
    expect(bad.emitted('ask')).toBeUndefined()
    expect(bad.get<HTMLInputElement>(byTestId('stage-id-input')).element.value).toBe('x')
  })
})
