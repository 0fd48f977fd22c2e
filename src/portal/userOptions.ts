import { isRow, type Row } from './json'
import type { Connection } from './connect'

/** The option that held all settings together in earlier versions. It is still read; settings that change leave it. */
const TOGETHER = 'stageCard'

/** In bytes. Larger rests of that option are not sent again, since they may not fit beside the setting that changed. */
const MAX_REST = 250

/** In characters. Longer values were not written by this app and are ignored. */
const MAX_LENGTH = 20_000

/** The option of one setting. Frames that are open at the same time overwrite only the settings that they change. */
function optionOf(setting: string): string {
  return `${TOGETHER}_${setting}`
}

/**
 * How many bytes a setting takes on its way to the portal, which sends it on in an address or in a cookie.
 * @param value JSON
 * @returns the length of its name and its text, percent-encoded
 */
export function sizeOf(setting: string, value: unknown): number {
  return optionOf(setting).length + bytesOf(value) + '=&'.length
}

function bytesOf(value: unknown): number {
  return encodeURIComponent(JSON.stringify(value)).length
}

/**
 * Reads what the portal keeps for this user and app.
 * @param settings their names
 * @returns the values given to {@link writeUserOption}, by name, unchecked; without those that are missing or not valid
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-user-option-get.html
 */
export function readUserOptions(connection: Connection, settings: readonly string[]): Row {
  const own = settings.map((setting) => [setting, read(connection, optionOf(setting))] as const)
  return { ...readTogether(connection), ...Object.fromEntries(own.filter(([, value]) => value !== undefined)) }
}

/**
 * Asks the portal to keep a setting for this user. Failures are ignored: the app works without.
 * @param value JSON
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/options/bx24-user-option-set.html
 */
export async function writeUserOption(connection: Connection, setting: string, value: unknown): Promise<void> {
  await write(connection, optionOf(setting), value)
  const { [setting]: moved, ...others } = readTogether(connection)
  if (moved !== undefined && bytesOf(others) <= MAX_REST) await write(connection, TOGETHER, others)
}

function readTogether(connection: Connection): Row {
  const value = read(connection, TOGETHER)
  return isRow(value) ? value : {}
}

/** @returns undefined if the portal keeps no such option, or one that this app has not written */
function read({ $b24 }: Connection, option: string): unknown {
  try {
    const text: unknown = $b24.options.userGet(option) // throws if there is none
    return typeof text === 'string' && text.length <= MAX_LENGTH ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

async function write({ $b24 }: Connection, option: string, value: unknown): Promise<void> {
  const save = () => $b24.options.userSet(option, JSON.stringify(value))
  try {
    await save().catch((error: unknown) => {
      if (!(error instanceof TypeError)) throw error
      // The portal sent null instead of options, so that the SDK has nowhere to put this one.
      $b24.options.initData({ USER_OPTIONS: {} } as never)
      return save()
    })
  } catch {
    // A convenience only.
  }
}
