import { mount } from '@vue/test-utils'
import type { Component } from 'vue'
import { createI18n } from 'vue-i18n'
import { loadMessages, tagOf, type Language } from '../../src/locales'

/** Mounts a component with the app's real texts. */
export async function render<Props extends object>(component: Component, props: Props, language: Language = 'en') {
  const i18n = createI18n({ legacy: false, locale: tagOf(language) as string, messages: { [tagOf(language)]: await loadMessages(language) } })
  return mount(component, { props: props as never, global: { plugins: [i18n] }, attachTo: document.body })
}

/** The element that outside checks know by a mark. */
export const mark = (id: string) => `[data-testid="${id}"]`
