/**
 * The ids of the `<link>`s that the build puts into `index.html` for the files of the first card. The SDK's link preloads
 * its file; the interface's does nothing until {@link file://./preload.ts} switches it on.
 */
export const SDK_LINK = 'sdk'
export const INTERFACE_LINK = 'interface'
