import type * as Sdk from '@bitrix24/b24jssdk'
import { afterEach, beforeEach, vi } from 'vitest'
import { close, portal } from './open'

// The SDK caches one frame per page. Here one page opens the app many times, and each opening needs its own frame.
vi.mock('@bitrix24/b24jssdk', async (importOriginal) => {
  const sdk = await importOriginal<typeof Sdk>()
  const { createFrame } = await import('./portal')
  return { ...sdk, initializeB24Frame: (options: object) => createFrame(sdk.B24Frame, options) }
})

// The test files share one page and its modules. Only a setup file runs again for each of them.
beforeEach(() => {
  portal.reset()
  sessionStorage.clear()
})

afterEach(() => {
  close()
  vi.useRealTimers()
})
