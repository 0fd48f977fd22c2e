import { expect, it } from 'vitest'
import { option } from './directories'
import { openDeal, openStage, portal } from './open'

/** All that parameters hold, at any depth. */
function valuesIn(params: unknown): unknown[] {
  return typeof params === 'object' && params !== null ? Object.values(params).flatMap(valuesIn) : [params]
}

const encodings = () => [...new Set(portal.log.map(({ encoding }) => encoding))]

it('sends every call as a form of texts only', async () => {
  const app = await openDeal('Delivery van')
  await app.expectStage('104')
  await app.get('directory-open').click()
  await option('SOURCE').click()
  await expect.element(app.get('directory-item').first()).toBeVisible()
  await app.get('settings-open').click()
  await expect.element(app.get('placement-toggle').first()).toBeVisible()
  await app.get('placement-toggle').first().click()
  await app.get('install-finish').click()
  await expect.element(app.get('settings-saved')).not.toBeEmptyDOMElement()
  expect(encodings()).toEqual(['form'])
  expect(portal.log.flatMap(({ params }) => valuesIn(params)).filter((value) => typeof value !== 'string')).toEqual([])
  const methods = portal.log.map(({ method }) => method)
  expect(methods).toEqual(expect.arrayContaining(['batch', 'crm.status.get', 'crm.status.list', 'placement.bind']))
})

it('falls back to JSON once in a portal that refuses forms, and stays there', async () => {
  portal.settings.refusesForms = true
  const app = await openStage('733')
  await app.expectStage('733')
  await app.ask('734')
  await app.expectStage('734')
  const stages = portal.log.filter(({ method }) => method === 'crm.status.get')
  expect(stages.map(({ encoding, status }) => [encoding, status])).toEqual([
    ['form', 415],
    ['json', 200],
    ['json', 200],
  ])
})
