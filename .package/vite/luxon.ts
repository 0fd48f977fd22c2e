/**
 * Replaces Luxon in the build (see `vite.config.ts`). The SDK imports it for date formats and log files that this app does
 * not use, and Luxon would take a sixth of the SDK's loading time.
 * @throws Error on any use, so that a new use is noticed at once
 */
function notIncluded(): never {
  throw new Error('Luxon is left out of this build: see .package/vite/luxon.ts')
}

export const DateTime = { now: notIncluded, fromISO: notIncluded, fromFormat: notIncluded, fromJSDate: notIncluded }
