import { describe, expect, it } from 'vitest'
import { openApp, openStage } from './open'
import { paramsOf } from './inspect'

describe('explains an invalid ID, sends nothing and keeps the card', () => {
  it.each(['', '   ', '0', '-1', '1.5', '1e3', '2147483648', '12345678901234567890', 'abc', '7 33', '<script>'])(
    '%j',
    async (text) => {
      const app = await openStage('733')
      await app.expectStage('733')
      await app.ask(text)
      await expect.element(app.input).toHaveAttribute('aria-invalid', 'true')
      await expect.element(app.input).toHaveAccessibleDescription(/\w{2,}/)
      await expect.element(app.input).toHaveValue(text)
      await app.expectStage('733')
      expect(paramsOf('crm.status.get')).toEqual([{ id: '733' }])
    },
  )
})

describe('finds an ID in other text', () => {
  it.each(['ID: 733', ' 733 ', '"ID":"733"', '#733'])('%j', async (text) => {
    const app = await openApp()
    await app.ask(text)
    await app.expectStage('733')
    await expect.element(app.input).toHaveValue('733')
    if (text.trim() !== '733') await expect.element(app.input).toHaveAccessibleDescription('Using ID 733.')
  })
})
