/**
 * Stands where the SDK imports Luxon, in what is built (see `vite.config.ts`): a sixth of the wait for the SDK would be
 * for helpers that nothing here calls, for dates in other formats and for lines in log files.
 * @throws Error at any use, so that one which is added some day is noticed at once
 */
function leftOut(): never {
  throw new Error('Luxon is left out of this build: see .package/vite/luxon.ts')
}

export const DateTime = { now: leftOut, fromISO: leftOut, fromFormat: leftOut, fromJSDate: leftOut }
