import { expect, it } from 'vitest'
import { openApp, portal } from './open'

/** What the portal remembers for the app. */
const kept = () => JSON.parse(String(portal.userOptions.stageCard ?? '{}')) as Record<string, unknown>

it('what another opening has the portal remember breaks nothing; the next one finds what was kept last', async () => {
  const app = await openApp()
  await app.ask('733')
  await app.expectStage('733')
  await expect.poll(kept).toMatchObject({ stageId: 733 })
  portal.userOptions.stageCard = JSON.stringify({ ...kept(), stageId: 301, theme: 'system' })

  await app.get('stage-refresh').click()
  await app.expectStage('733')
  await expect.element(app.get('theme-toggle')).toHaveAttribute('data-theme', 'light')
  await app.get('theme-toggle').click()
  await expect.poll(kept).toMatchObject({ stageId: 733, theme: 'dark' })

  const next = await openApp()
  await next.expectStage('733')
  await expect.element(next.get('theme-toggle')).toHaveAttribute('data-theme', 'dark')
})
