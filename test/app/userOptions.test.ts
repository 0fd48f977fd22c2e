import { expect, it } from 'vitest'
import { savedSettings } from '../portal/userOptions'
import { openApp, openStage, portal } from './open'

const settings = () => savedSettings(portal)

it('a change of one setting keeps the other settings that another frame has changed meanwhile', async () => {
  const app = await openApp()
  await app.ask('733')
  await app.expectStage('733')
  await expect.poll(settings).toMatchObject({ stageId: 733 })
  // Another frame has been opened at the same time, and has read the same settings.
  portal.userOptions = { ...portal.userOptions, stageCard_theme: '"dark"', stageCard_form: '"python"' }

  await app.ask('301')
  await app.expectStage('301')
  await expect.poll(settings).toMatchObject({ stageId: 301, theme: 'dark', form: 'python' })

  const next = await openApp()
  await next.expectStage('301')
  await expect.element(next.get('theme-toggle')).toHaveAttribute('data-theme', 'dark')
})

it('settings that an earlier version has saved together are read, and replaced one by one', async () => {
  portal.userOptions = { stageCard: JSON.stringify({ theme: 'dark', entityId: 'SOURCE', stageId: 501, form: null }) }
  const app = await openApp()
  await app.expectStage('501')
  await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'SOURCE')
  await app.get('theme-toggle').click()
  await expect.poll(settings).toMatchObject({ theme: 'system' })
  const next = await openApp()
  await expect.element(next.get('theme-toggle')).toHaveAttribute('data-theme', 'system')
  await expect.element(next.get('directory-items')).toHaveAttribute('data-entity-id', 'SOURCE')
})

it.each([
  ['null', null],
  ['text', 'none'],
])('settings are saved if the portal sends %s instead of options', async (_, USER_OPTIONS) => {
  portal.initData = { USER_OPTIONS }
  const app = await openStage('733')
  await app.expectStage('733')
  await app.get('theme-toggle').click()
  await expect.poll(settings).toMatchObject({ theme: 'dark', stages: [{ ID: '733' }] })
})

it('a portal that saves them in a cookie loses none of them, however many cards are shown', async () => {
  for (const row of portal.data.statuses) row.NAME = 'Переговоры с заказчиком'
  const app = await openApp()
  await app.get('theme-toggle').click()
  for (const id of ['101', '102', '103', '104', '105', '106', '107', '108', '201', '202']) {
    await app.ask(id)
    await app.expectStage(id)
    await expect.poll(() => JSON.stringify(settings().stages)).toContain(`"ID":"${id}"`)
  }
  expect(settings()).toMatchObject({ theme: 'dark', stageId: 202 })
})

it('a portal that saves them late has those of the page that was left, and of two frames each', async () => {
  portal.settings.options = 'late'
  const app = await openApp()
  await app.ask('733')
  await app.expectStage('733')
  await app.get('theme-toggle').click()
  await expect.poll(() => portal.changedOptions).toMatchObject({ stageCard_theme: '"dark"', stageCard_stageId: '733' })
  // Another frame, whose settings the portal has saved meanwhile.
  portal.userOptions = { stageCard_form: '"python"' }
  const next = await openApp()
  await expect.element(next.get('theme-toggle')).toHaveAttribute('data-theme', 'dark')
  await next.expectStage('733')
  expect(settings()).toMatchObject({ theme: 'dark', stageId: 733, form: 'python' })
})
