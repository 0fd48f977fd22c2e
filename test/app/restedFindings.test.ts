import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { option, searchFor } from './directories'
import { callCount, itemOf } from './inspect'
import { openApp, portal, type App } from './open'

const SET = 'app.option.set'
const finding = (kind: string) => page.getBySelector(`[data-testid="finding"][data-kind="${kind}"]`)
const kept = () => JSON.parse(String(portal.appOptions.restedFindings)) as unknown

/** Opens the estimates, whose colors are a finding. */
async function openEstimates(): Promise<App> {
  const app = await openApp()
  await option('QUOTE_STATUS').click()
  await expect.element(app.get('findings')).toBeVisible()
  return app
}

describe('an administrator', () => {
  it('puts a finding to rest for everybody, and brings it back', async () => {
    const app = await openEstimates()
    await finding('similar-colors').getByTestId('finding-rest').click()
    await expect.element(app.get('findings-rested')).toHaveTextContent('Show hidden (1)')
    expect(finding('similar-colors').elements()).toEqual([])
    // The focus goes to the next finding.
    expect(document.activeElement?.closest('[data-testid="finding"]')).not.toBeNull()
    expect(kept()).toEqual(['similar-colors 301 302'])
    portal.settings.user = 'employee'
    const employee = await openEstimates()
    expect(finding('similar-colors').elements()).toEqual([])
    expect(employee.get('finding-rest').elements()).toEqual([])
    await employee.get('findings-rested').click()
    await expect.element(finding('similar-colors')).toBeVisible()
    portal.settings.user = 'admin'
    const again = await openEstimates()
    await again.get('findings-rested').click()
    await finding('similar-colors').getByTestId('finding-rest').click()
    await expect.poll(() => again.get('findings-rested').elements()).toEqual([])
    await expect.element(finding('similar-colors')).toBeVisible()
    expect(kept()).toEqual([])
  })

  it('loses nothing that somebody else has just put to rest', async () => {
    await openEstimates()
    portal.appOptions = { restedFindings: '["no-success STATUS"]' }
    await finding('unreadable-color').getByTestId('finding-rest').click()
    await expect.poll(kept).toEqual(['no-success STATUS', expect.stringMatching(/^unreadable-color /)])
  })

  it('is told if the portal has not kept it', async () => {
    const app = await openEstimates()
    const held = portal.hold('app.option.get')
    await finding('similar-colors').getByTestId('finding-rest').click()
    ;(await held.next()).release()
    const readBack = await held.next()
    portal.appOptions = {}
    readBack.release()
    held.off()
    await expect.element(app.get('findings')).toHaveTextContent('Couldn’t save: Unexpected response')
    await expect.element(finding('similar-colors')).toBeVisible()
  })

  it.each([
    ['who is none', null, 'Only administrators can do this'],
    ['whose portal fails', 'server-internal', 'Bitrix24 server error'],
  ] as const)('%s is told so, and can try again', async (_, fault, reason) => {
    if (fault) portal.addFault({ fault, method: SET })
    else portal.settings.user = 'installer'
    const app = await openEstimates()
    await finding('similar-colors').getByTestId('finding-rest').click()
    await expect.element(app.get('findings')).toHaveTextContent(`Couldn’t save: ${reason}`)
    await expect.element(finding('similar-colors')).toBeVisible()
    portal.settings.user = 'admin'
    await finding('similar-colors').getByTestId('finding-rest').click()
    await expect.element(app.get('findings-rested')).toBeVisible()
    await expect.element(app.get('findings')).not.toHaveTextContent('Couldn’t save')
    expect(callCount(SET)).toBe(2)
  })
})

it.each([7, [], 'no JSON', '{"a":1}', { a: 1 }])('takes nothing for rested if the option is %j', async (value) => {
  portal.appOptions = { restedFindings: value }
  const app = await openEstimates()
  await expect.element(finding('similar-colors')).toBeVisible()
  expect(app.get('findings-rested').elements()).toEqual([])
})

it('finds equal names with different meanings once all items are known, and says where', async () => {
  itemOf('206').NAME = 'Deal won'
  const app = await openApp()
  await option('DEAL_STAGE').click()
  await expect.element(app.get('export-format')).toBeVisible()
  expect(app.get('findings').elements()).toEqual([])
  // Only such a search asks for everything.
  await searchFor('no item has this name')
  await expect.element(finding('mixed-names')).toHaveTextContent(/Deal won\s*Deal won\s*Deal stages, Rent/)
  await finding('mixed-names').getByRole('button', { name: /Rent/ }).click()
  await app.expectStage('206')
})
