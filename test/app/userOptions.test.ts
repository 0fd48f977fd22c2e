import { expect, it } from 'vitest'
import { openApp, portal } from './open'

/** The app's user options. */
const userOptions = () => JSON.parse(String(portal.userOptions.stageCard ?? '{}')) as Record<string, unknown>

it('keeps its own values if another opening saves others, and the last write wins', async () => {
  const app = await openApp()
  await app.ask('733')
  await app.expectStage('733')
  await expect.poll(userOptions).toMatchObject({ stageId: 733 })
  portal.userOptions.stageCard = JSON.stringify({ ...userOptions(), stageId: 301, theme: 'system' })

  await app.get('stage-refresh').click()
  await app.expectStage('733')
  await expect.element(app.get('theme-toggle')).toHaveAttribute('data-theme', 'light')
  await app.get('theme-toggle').click()
  await expect.poll(userOptions).toMatchObject({ stageId: 733, theme: 'dark' })

  const next = await openApp()
  await next.expectStage('733')
  await expect.element(next.get('theme-toggle')).toHaveAttribute('data-theme', 'dark')
})
