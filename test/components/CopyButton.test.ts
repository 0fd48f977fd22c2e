import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import CopyButton from '../../src/components/CopyButton.vue'
import { mark, render } from './mount'

const refuse = () => Promise.reject(new DOMException('not here', 'NotAllowedError'))

function browser(writeText: (text: string) => Promise<void>, command: () => boolean) {
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  document.execCommand = command
}

async function clicked() {
  const wrapper = await render(CopyButton, { name: 'STATUS_ID', label: 'Code', value: 'C1:WON' })
  await wrapper.get(mark('copy')).trigger('click')
  await flushPromises()
  return wrapper
}

afterEach(() => { vi.unstubAllGlobals() })

describe('CopyButton', () => {
  it('copies by the clipboard', async () => {
    const write = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve())
    browser(write, () => false)
    expect((await clicked()).get('[role="status"]').text()).toBe('Copied')
    expect(write).toHaveBeenCalledExactlyOnceWith('C1:WON')
  })

  it('copies by the older command where the clipboard is refused', async () => {
    let selected: string | undefined
    browser(refuse, () => {
      selected = document.querySelector('textarea')?.value
      return true
    })
    expect((await clicked()).get('[role="status"]').text()).toBe('Copied')
    expect(selected).toBe('C1:WON')
    expect(document.querySelector('textarea')).toBeNull()
  })

  it.each([
    ['says no', () => false],
    ['throws', () => { throw new Error('not here') }],
  ])('owns up where the older command %s too', async (_, command) => {
    browser(refuse, command)
    const wrapper = await clicked()
    expect(wrapper.get('[role="status"]').text()).toContain('Ctrl+C')
    expect(wrapper.emitted('refused')).toHaveLength(1)
  })

  it('has nothing to copy from an empty value', async () => {
    const wrapper = await render(CopyButton, { name: 'COLOR', label: 'Colour', value: '' })
    expect(wrapper.get(mark('copy')).attributes('disabled')).toBeDefined()
  })
})
