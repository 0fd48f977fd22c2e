import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import CopyButton from '../../src/components/ui/CopyButton.vue'
import { byTestId, render } from './mount'

const reject = () => Promise.reject(new DOMException('not here', 'NotAllowedError'))

function stubCopying(writeText: (text: string) => Promise<void>, command: () => boolean) {
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  document.execCommand = command
}

async function renderAndClick() {
  const wrapper = await render(CopyButton, { name: 'STATUS_ID', label: 'Code', value: 'C1:WON' })
  await wrapper.get(byTestId('copy')).trigger('click')
  await flushPromises()
  return wrapper
}

afterEach(() => {
  vi.unstubAllGlobals()
  // Other test files share this page and need the real command.
  Reflect.deleteProperty(document, 'execCommand')
})

describe('CopyButton', () => {
  it('copies by execCommand, which works in a portal’s frame, and cleans up', async () => {
    const write = vi.fn<(text: string) => Promise<void>>(reject)
    let selected: string | undefined
    stubCopying(write, () => {
      selected = document.querySelector('textarea')?.value
      return true
    })
    expect((await renderAndClick()).get('[role="status"]').text()).toBe('Copied')
    expect(selected).toBe('C1:WON')
    expect(document.querySelector('textarea')).toBeNull()
    expect(write).not.toHaveBeenCalled()
  })

  it('copies by the clipboard API if execCommand fails', async () => {
    const write = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve())
    stubCopying(write, () => false)
    expect((await renderAndClick()).get('[role="status"]').text()).toBe('Copied')
    expect(write).toHaveBeenCalledExactlyOnceWith('C1:WON')
  })

  it.each([
    ['fails', () => false],
    [
      'throws',
      () => {
        throw new Error('not here')
      },
    ],
  ])('reports the refusal and suggests Ctrl+C if execCommand %s as well', async (_, command) => {
    stubCopying(reject, command)
    const wrapper = await renderAndClick()
    expect(wrapper.get('[role="status"]').text()).toContain('Ctrl+C')
    expect(wrapper.emitted('refused')).toHaveLength(1)
  })

  it('is disabled for an empty value', async () => {
    const wrapper = await render(CopyButton, { name: 'COLOR', label: 'Color', value: '' })
    expect(wrapper.get(byTestId('copy')).attributes('disabled')).toBeDefined()
  })
})
