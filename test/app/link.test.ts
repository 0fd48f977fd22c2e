import { expect, it } from 'vitest'
import { openStage, portal } from './open'
import { asked, copyOf, paste, refuseCopying } from './inspect'

it('a link to the stage can be copied', async () => {
  const app = await openStage('734')
  await app.expectStage('734')
  await copyOf('link').click()
  await expect.element(copyOf('link')).toHaveTextContent('Link copied')
  expect(await paste()).toBe(`${window.location.origin}/marketplace/view/stage-card/?params[id]=734`)
})

it('a link that the browser does not copy is shown to be copied by hand', async () => {
  refuseCopying()
  const app = await openStage('734')
  await copyOf('link').click()
  const link = `${window.location.origin}/marketplace/view/stage-card/?params[id]=734`
  await expect.element(app.card).toHaveTextContent('The browser refuses to copy')
  await expect.element(app.card).toHaveTextContent(link)
  await expect.element(copyOf('link')).toHaveTextContent('Copy link')
})

it('what links need is asked for once, and after the card', async () => {
  const held = portal.hold('crm.status.get')
  const app = await openStage('734')
  const call = await held.next()
  expect(asked('app.info')).toEqual([])
  call.release()
  await expect.element(copyOf('link')).toBeVisible()
  held.off()
  await app.ask('733')
  await app.expectStage('733')
  await copyOf('link').click()
  expect(await paste()).toMatch(/params\[id\]=733$/)
  expect(asked('app.info')).toHaveLength(1)
})

it.each([
  ['refuses to tell the app’s code', 'server-internal'],
  ['tells no code', 'bad-object'],
  ['tells nothing', 'bad-null'],
] as const)('no link is offered where the portal %s, and the card stays', async (_, fault) => {
  portal.addFault({ fault, method: 'app.info' })
  const app = await openStage('734')
  await expect.poll(() => portal.log.find(({ method }) => method === 'app.info')?.status).toBeGreaterThan(0)
  await expect.element(app.get('stage-refresh')).toBeVisible()
  await app.expectStage('734')
  await app.get('stage-refresh').click()
  await app.expectStage('734')
  expect(copyOf('link').elements()).toEqual([])
})
