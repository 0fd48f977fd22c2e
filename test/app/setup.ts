import type * as Sdk from '@bitrix24/b24jssdk'
import { afterEach, beforeEach, vi } from 'vitest'
import { close, portal } from './open'

// The SDK keeps one frame for as long as a page lives. Here one page opens the app many times, each with a frame of its own.
vi.mock('@bitrix24/b24jssdk', async (importOriginal) => {
  const sdk = await importOriginal<typeof Sdk>()
  const { freshFrame } = await import('./portal')
  return { ...sdk, initializeB24Frame: (options: object) => freshFrame(sdk.B24Frame, options) }
})

// Here, since the files share one page: only this one is run for each of them.
beforeEach(() => portal.reset())

afterEach(() => {
  close()
  vi.useRealTimers()
})
