import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Connection } from '../../src/portal/connect'
import { openInPortal } from '../../src/portal/frame'

const ORIGIN = 'https://acme.bitrix24.com'
const [PRESENT, OLDER] = ['/crm/type/7/details/5/', '/crm/quote/details/5/']
const openTab = vi.fn<Window['open']>()

beforeEach(() => vi.stubGlobal('window', { open: openTab }))
afterEach(() => {
  vi.unstubAllGlobals()
  openTab.mockReset()
})

/** Opens a page in a portal that refuses the first paths with these errors. */
async function open(refusals: Error[], olderPath?: string): Promise<string[]> {
  const asked: string[] = []
  const openPath = (url: URL, width?: number): Promise<object> => {
    asked.push(`${url.href.replace(ORIGIN, '')} ${width ?? 'usual'}`)
    const refusal = refusals[asked.length - 1]
    return refusal ? Promise.reject(refusal) : Promise.resolve({ isClose: true })
  }
  await openInPortal({ $b24: { slider: { openPath } }, origin: ORIGIN } as unknown as Connection, PRESENT, olderPath)
  return asked
}

const refusal = new Error('PATH_NOT_AVAILABLE')

it('opens a page in a slider', async () => {
  expect(await open([], OLDER)).toEqual([`${PRESENT} usual`])
  expect(openTab).not.toHaveBeenCalled()
})

it('opens the page of older portals, with another prefix, if the portal refuses', async () => {
  expect(await open([refusal], OLDER)).toEqual([`${PRESENT} usual`, `${OLDER} 1641`])
  expect(openTab).not.toHaveBeenCalled()
})

it('tries the same path with another prefix if older portals have no other path', async () => {
  expect(await open([refusal])).toEqual([`${PRESENT} usual`, `${PRESENT} 1641`])
})

it('opens the page of older portals in a new tab if the portal refuses both', async () => {
  await open([refusal, refusal], OLDER)
  expect(openTab).toHaveBeenCalledExactlyOnceWith(new URL(OLDER, ORIGIN), '_blank', 'noopener')
})

it('opens a new tab at once after another failure', async () => {
  expect(await open([new Error('Error open window')], OLDER)).toHaveLength(1)
  expect(openTab).toHaveBeenCalledExactlyOnceWith(new URL(PRESENT, ORIGIN), '_blank', 'noopener')
})
