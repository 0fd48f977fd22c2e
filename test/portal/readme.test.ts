import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startPortal } from './server'
import { inShell } from './shell'

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
/** The calls that the README shows, as they stand there. */
const CALLS = [...README.matchAll(/```sh\n(curl[\s\S]*?)```/g)].map(([, call]) => call ?? '')

const { origin } = await startPortal()

it('the README shows two calls', () => {
  expect(CALLS).toHaveLength(2)
})

it.each(CALLS.map((call) => [call.replaceAll(/\s+/g, ' '), call]))('the README’s call works: %s', async (_, call) => {
  const { stdout } = await inShell(call.replaceAll('http://localhost:4173', origin))
  expect(JSON.parse(stdout)).toMatchObject({
    result: { ID: '733', STATUS_ID: 'DT1038_37:SUCCESS' },
    time: { duration: expect.any(Number) },
  })
})
