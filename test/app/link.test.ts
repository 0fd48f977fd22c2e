import { expect, it } from 'vitest'
import { openStage, portal } from './open'
import { paramsOf, copyButton, paste, refuseCopying } from './inspect'

it('copies a link to the stage', async () => {
  const app = await openStage('734')
  await app.expectStage('734')
  await copyButton('link').click()
  await expect.element(copyButton('link')).toHaveTextContent('Link copied')
  expect(await paste()).toBe(`${window.location.origin}/marketplace/view/stage-card/?params[id]=734`)
})

it('shows the link if the browser refuses to copy it', async () => {
  refuseCopying()
  const app = await openStage('734')
  await copyButton('link').click()
  const link = `${window.location.origin}/marketplace/view/stage-card/?params[id]=734`
  await expect.element(app.card).toHaveTextContent('Couldn’t copy the link')
  await expect.element(app.card).toHaveTextContent(link)
  await expect.element(copyButton('link')).toHaveTextContent('Copy link')
})

it('asks for the app’s code once, and only after the card', async () => {
  const held = portal.hold('crm.status.get')
  const app = await openStage('734')
  const call = await held.next()
  expect(paramsOf('app.info')).toEqual([])
  call.release()
  await expect.element(copyButton('link')).toBeVisible()
  held.off()
  await app.ask('733')
  await app.expectStage('733')
  await copyButton('link').click()
  expect(await paste()).toMatch(/params\[id\]=733$/)
  expect(paramsOf('app.info')).toHaveLength(1)
})

it.each([
  ['fails to answer app.info', 'server-internal'],
  ['sends no code', 'bad-object'],
  ['sends null', 'bad-null'],
] as const)('offers no link but keeps the card if the portal %s', async (_, fault) => {
  portal.addFault({ fault, method: 'app.info' })
  const app = await openStage('734')
  await expect.poll(() => portal.log.find(({ method }) => method === 'app.info')?.status).toBeGreaterThan(0)
  await expect.element(app.get('stage-refresh')).toBeVisible()
  await app.expectStage('734')
  await app.get('stage-refresh').click()
  await app.expectStage('734')
  expect(copyButton('link').elements()).toEqual([])
})
