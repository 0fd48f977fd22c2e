import { vi } from 'vitest'
import { openingOf } from './opening'
import { createPortal, type Settings } from './portal'
import type { HostPage } from './protocol'

export const APP_PATH = '/marketplace/app/stage-card/'

/** A host page without a browser: it opens the app and records calls. */
export function fakeHostPage(path = APP_PATH, settings: Partial<Settings> = {}) {
  const portal = createPortal()
  Object.assign(portal.settings, settings)
  return {
    opening: openingOf(portal, new URL(path, 'http://localhost:4173'), '4173'),
    mood: () => portal.settings.host,
    renewToken: () => portal.issueToken(),
    keepUserOption: vi.fn<HostPage['keepUserOption']>(),
    keepAppOption: vi.fn<HostPage['keepAppOption']>(),
    finishInstallation: vi.fn<HostPage['finishInstallation']>(),
    resize: vi.fn<HostPage['resize']>(),
    setTitle: vi.fn<HostPage['setTitle']>(),
    scroll: vi.fn<HostPage['scroll']>(),
    reload: vi.fn<HostPage['reload']>(),
    slide: vi.fn<HostPage['slide']>(() => Promise.resolve()),
  } satisfies HostPage
}
