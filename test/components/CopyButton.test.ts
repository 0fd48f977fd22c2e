import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import CopyButton from '../../src/components/ui/CopyButton.vue'
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

afterEach(() => {
  vi.unstubAllGlobals()
  // Other files, which share this page, copy for real.
  Reflect.deleteProperty(document, 'execCommand')
})

describe('CopyButton', () => {
  it('copies by the command that works in a portal’s frame, and leaves nothing behind', async () => {
    const write = vi.fn<(text: string) => Promise<void>>(refuse)
    let selected: string | undefined
    browser(write, () => {
      selected = document.querySelector('textarea')?.value
      return true
    })
    expect((await clicked()).get('[role="status"]').text()).toBe('Copied')
    expect(selected).toBe('C1:WON')
    expect(document.querySelector('textarea')).toBeNull()
    expect(write).not.toHaveBeenCalled()
  })

  it('copies by the clipboard where that command is refused', async () => {
    const write = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve())
    browser(write, () => false)
    expect((await clicked()).get('[role="status"]').text()).toBe('Copied')
    expect(write).toHaveBeenCalledExactlyOnceWith('C1:WON')
  })

  it.each([
    ['says no as well', () => false],
    [
      'throws',
      () => {
        throw new Error('not here')
      },
    ],
  ])('owns up where the command %s', async (_, command) => {
    browser(refuse, command)
    const wrapper = await clicked()
    expect(wrapper.get('[role="status"]').text()).toContain('Ctrl+C')
    expect(wrapper.emitted('refused')).toHaveLength(1)
  })

  it('has nothing to copy from an empty value', async () => {
    const wrapper = await render(CopyButton, { name: 'COLOR', label: 'Color', value: '' })
    expect(wrapper.get(mark('copy')).attributes('disabled')).toBeDefined()
  })
})
