import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import AppFoot from '../../src/components/ui/AppFoot.vue'
import { version } from '../../package.json'
import { byTestId, render } from './mount'

describe('AppFoot', () => {
  it('shows the version, and no link if the build was told none', async () => {
    const wrapper = await render(AppFoot, {})
    await flushPromises()
    expect(wrapper.get(byTestId('app-version')).text()).toBe(version)
    expect(wrapper.text()).toBe(`Stage Card ${version}`)
    expect(wrapper.find('a').exists()).toBe(false)
  })

  it('links to where faults are reported, in a tab that cannot reach the app', async () => {
    const wrapper = await render(AppFoot, { support: 'https://help.example.com/' })
    await flushPromises()
    const link = wrapper.get(byTestId('app-report'))
    expect(link.text()).toBe('Report a problem')
    expect(link.attributes()).toMatchObject({
      href: 'https://help.example.com/',
      target: '_blank',
      rel: 'noopener noreferrer',
    })
  })
})
