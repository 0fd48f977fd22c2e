import type { Portal } from './portal.ts'

/**
 * Uploads an archive of a static app. If it has `install.html` at its root, the portal opens that until the app tells it that
 * the installation is complete; if not, there is no installer.
 * @param folder the address at which the portal serves the files, with a slash at the end
 * @param names of the files
 */
export function uploadArchive({ settings }: Portal, folder: string, names: readonly string[]): void {
  const hasInstaller = names.includes('install.html')
  Object.assign(settings, {
    opening: 'get',
    appAddress: `${folder}index.html`,
    installerAddress: hasInstaller ? `${folder}install.html` : '',
    installing: hasInstaller,
    removed: false,
  } satisfies Partial<Portal['settings']>)
}

/** Removes the app, with all that the portal has kept for it. */
export function removeApp(portal: Portal): void {
  Object.assign(portal, { bindings: [], userOptions: {}, appOptions: {} } satisfies Partial<Portal>)
  Object.assign(portal.settings, { installing: false, removed: true } satisfies Partial<Portal['settings']>)
}
