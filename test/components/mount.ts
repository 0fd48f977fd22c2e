import { mount } from '@vue/test-utils'
import type { Component } from 'vue'
import { loadMessages, type Language } from '../../src/locales'
import { createMessages } from '../../src/locales/i18n'

/** Mounts a component with the real texts of a language. */
export async function render<Props extends object>(component: Component, props: Props, language: Language = 'en') {
  const texts = createMessages(language, await loadMessages(language))
  return mount(component, { props: props as never, global: { plugins: [texts] }, attachTo: document.body })
}

/** The selector of a test ID. */
export const byTestId = (id: string) => `[data-testid="${id}"]`
