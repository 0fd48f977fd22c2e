import { describe, expect, it } from 'vitest'
import { openStage, portal } from './open'
import { copyButton, paste } from './inspect'

describe('the tools for integrators', () => {
  it('show and copy the highlighted raw answer with the request’s ID', async () => {
    const app = await openStage('733')
    await app.expectStage('733')
    expect(app.get('raw-json').elements()).toEqual([])
    await app.get('raw-json-toggle').click()
    await expect.element(app.get('raw-json-toggle')).toHaveAttribute('aria-expanded', 'true')
    await expect.element(app.get('raw-json')).toBeVisible()
    const text = (app.get('raw-json').element() as HTMLElement).innerText
    expect(JSON.parse(text)).toMatchObject({ result: { ID: '733', STATUS_ID: 'DT1038_37:SUCCESS' }, time: {} })
    await expect.element(app.get('raw-json').getBySelector('.code-attr').first()).toHaveTextContent(/^"result"$/)
    const colorOf = (kind: string) => getComputedStyle(app.get('raw-json').getBySelector(kind).first().element()).color
    expect(colorOf('.code-attr')).not.toBe(colorOf('.code-string'))
    const requestId = portal.log.find(({ method }) => method === 'crm.status.get')?.requestId ?? 'none'
    await expect.element(app.get('request-id')).toHaveTextContent(requestId)
    await copyButton('json').click()
    await expect.element(copyButton('json')).toHaveAttribute('data-copied')
    expect(await paste()).toBe(text)
    await app.get('raw-json-toggle').click()
    await expect.poll(() => app.get('raw-json').elements()).toEqual([])
    await expect.element(app.get('raw-json-toggle')).toHaveAttribute('aria-expanded', 'false')
  })

  it('show and copy code for the item, and save the chosen language', async () => {
    const app = await openStage('733')
    await app.get('code-toggle').click()
    await expect.element(app.get('code-snippet')).toHaveAttribute('data-language', 'curl-webhook')
    await expect.element(app.get('code-snippet')).toHaveTextContent('{"id":733}')
    await app.get('code-form').selectOptions('Python (b24pysdk)')
    await expect.element(app.get('code-snippet')).toHaveTextContent('client.crm.status.get(')
    await app.get('code-task').selectOptions('Find items in this stage')
    await expect.element(app.get('code-snippet')).toHaveTextContent('"stageId": "DT1038_37:SUCCESS"')
    await copyButton('code').click()
    await expect.element(copyButton('code')).toHaveAttribute('data-copied')
    const copied = await paste()
    expect(copied).toBe((app.get('code-snippet').element() as HTMLElement).innerText)
    expect(portal.tokens.size).toBeGreaterThan(0)
    for (const token of portal.tokens) expect(copied).not.toContain(token)
    await expect.poll(() => JSON.stringify(portal.userOptions)).toContain('python')
    const again = await openStage('733')
    await again.get('code-toggle').click()
    await expect.element(again.get('code-snippet')).toHaveAttribute('data-language', 'python')
  })

  it('open one at a time', async () => {
    const app = await openStage('733')
    await app.get('raw-json-toggle').click()
    await expect.element(app.get('raw-json')).toBeVisible()
    await app.get('code-toggle').click()
    await expect.element(app.get('code-snippet')).toBeVisible()
    expect(app.get('raw-json').elements()).toEqual([])
    await expect.element(app.get('raw-json-toggle')).toHaveAttribute('aria-expanded', 'false')
  })

  it('offer only reading for an item of a plain list', async () => {
    const app = await openStage('501')
    await app.get('code-toggle').click()
    await expect.element(app.get('code-snippet')).toHaveTextContent('"id":501')
    expect(app.get('code-task').elements()).toEqual([])
  })
})
