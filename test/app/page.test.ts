import { describe, expect, it } from 'vitest'
import { openApp, openStage } from './open'
import { emulate } from './inspect'

it('asks the portal for the height of the page', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('raw-json-toggle')).toBeVisible()
  await expect.poll(() => app.host.heights.at(-1)).toBe(document.documentElement.scrollHeight)
  expect(document.documentElement.scrollHeight).toBeGreaterThan(window.innerHeight)
  await app.get('raw-json-toggle').click()
  await expect.element(app.get('raw-json')).toBeVisible()
  await expect.poll(() => app.host.heights.at(-1)).toBe(document.documentElement.scrollHeight)
})

it('prints the card without the controls', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-refresh')).toBeVisible()
  await emulate({ media: 'print' })
  await expect.element(app.card).toBeVisible()
  await expect.element(app.get('stage-field-STATUS_ID')).toBeVisible()
  await expect.element(app.input).not.toBeVisible()
  await expect.element(app.get('stage-refresh')).not.toBeVisible()
  await expect.element(app.get('theme-toggle')).not.toBeVisible()
})

describe('outside a portal', () => {
  it('explains in a tab how to install the app', async () => {
    const app = await openApp('/', { alone: true })
    await app.expectError('outside')
    await expect.element(app.error.getByRole('heading')).toHaveTextContent(/^Stage Card works inside Bitrix24$/)
    await expect.element(app.find('main ol')).toHaveTextContent('Local application')
    expect(app.input.elements()).toEqual([])
    expect(app.find('footer').elements()).toEqual([])
  })

  it('explains in a frame without a name how to install the app', async () => {
    const app = await openApp('/', { frameName: '' })
    await app.expectError('outside')
    await expect.element(app.find('main ol')).toHaveTextContent('Local application')
  })

  it.each([
    ['of an untrusted host', 'evil.example|0|0123456789abcdef', 'evil.example'],
    [
      'that names a portal, but is embedded by another page',
      'acme.bitrix24.com|1|0123456789abcdef',
      window.location.host,
    ],
  ])('refuses a frame %s', async (_, frameName, host) => {
    const app = await openApp('/', { frameName })
    await app.expectError('untrusted-portal')
    await expect.element(app.find('main ol')).toHaveTextContent('Local application')
    expect(app.get('stage-error-details').element().querySelector('dd')?.textContent).toBe(host)
    expect(app.input.elements()).toEqual([])
  })
})
