/**
 * The oldest browsers that run the app: the last Chromium and Firefox for Windows 7, and the Safari that the style sheets
 * need. The build rewrites newer syntax for them, but not newer methods: `test/e2e/oldest-browsers.spec.ts` finds those.
 * `README.md` names them too.
 */
export const OLDEST_BROWSERS = { chrome: '109', firefox: '115', safari: '16.4' } as const

/** The same, as Vite's `build.target`. */
export const BUILD_TARGET = Object.entries(OLDEST_BROWSERS).map(([browser, version]) => browser + version)
