import { expect, it } from 'vitest'
import ExportControls from '../../src/components/directory/ExportControls.vue'
import type { CsvOptions } from '../../src/crm/export'
import { byTestId, render } from './mount'

const NOTE = '="007"'

const renderExport = (formats: readonly string[], asked: unknown[] = []) =>
  render(
    ExportControls,
    {
      formats,
      label: 'Export',
      textOf: (format: string, csv: CsvOptions) => {
        asked.push([format, csv])
        return 'text'
      },
      fileOf: () => ({ name: 'x.csv', type: 'text/csv', text: '' }),
      marks: { format: 'format', separator: 'separator', download: 'download' },
    },
    'de',
  )

it('says what CSV does to values, and only of CSV', async () => {
  const wrapper = await renderExport(['csv', 'json'])
  expect(wrapper.text()).toContain(NOTE)
  await wrapper.get(byTestId('format')).setValue('json')
  expect(wrapper.text()).not.toContain(NOTE)
  expect(wrapper.find(byTestId('separator')).exists()).toBe(false)
  await wrapper.get(byTestId('format')).setValue('csv')
  expect(wrapper.text()).toContain(NOTE)
})

it('writes CSV in the person’s language', async () => {
  const asked: unknown[] = []
  const wrapper = await renderExport(['csv'], asked)
  await wrapper.get(byTestId('copy')).trigger('click')
  await wrapper.get(byTestId('separator')).setValue('tab')
  await wrapper.get(byTestId('copy')).trigger('click')
  expect(asked).toEqual([
    ['csv', { separator: 'semicolon', locale: 'de' }],
    ['csv', { separator: 'tab', locale: 'de' }],
  ])
})
