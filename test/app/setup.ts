import type * as Sdk from '@bitrix24/b24jssdk'
import { afterEach, beforeEach, vi } from 'vitest'
import { portal } from './portal'
import { closeApp } from './running'

// The SDK keeps one frame for as long as a page lives. Here one page opens the app many times, each with a frame of its own.
vi.mock('@bitrix24/b24jssdk', async (importOriginal) => {
  const sdk = await importOriginal<typeof Sdk>()
  const { freshFrame } = await import('./portal')
  return { ...sdk, initializeB24Frame: (options: object) => freshFrame(sdk.B24Frame, options) }
})

// A setup file is read anew for each file of tests, and hooks are that file's own. What tests import is read once for all.
beforeEach(() => portal.reset())

afterEach(() => {
  closeApp()
  vi.useRealTimers()
})
