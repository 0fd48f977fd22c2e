import { expect, it } from 'vitest'
import { readLinksOption, writeLinksOption } from '../../src/portal/appOptions'
import type { Connection } from '../../src/portal/connect'

function connection(
  stored: Record<string, unknown>,
  appSet = (name: string, value: unknown) => save(stored, name, value),
) {
  const appGet = (name: string): unknown => {
    if (!stored[name]) throw new Error(`app.option.${name} not set`)
    return stored[name]
  }
  return { $b24: { options: { appGet, appSet } } } as unknown as Connection
}

const save = (stored: Record<string, unknown>, name: string, value: unknown): Promise<void> =>
  Promise.resolve(void (stored[name] = value))

it.each([true, false])('keeps that links work: %s', async (work) => {
  const portal = connection({})
  expect(readLinksOption(portal)).toBeNull()
  await writeLinksOption(portal, work)
  expect(readLinksOption(portal)).toBe(work)
})

it.each([true, 'true', 1, {}, ['Y'], 'y'])('ignores %j', (value) => {
  expect(readLinksOption(connection({ stageLinks: value }))).toBeNull()
})

it('ignores that it cannot be kept', async () => {
  const refusing = connection({}, () => Promise.reject(new TypeError('no options')))
  expect(await writeLinksOption(refusing, true)).toBeUndefined()
})
