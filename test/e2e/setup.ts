import { build } from 'vite'
import ensureChromium from '../setup-chromium'

/** Sees to a browser, and builds the app as it is shipped, but trusting the stand-in portal. */
export default async function setup(): Promise<void> {
  ensureChromium()
  await build({ configFile: 'test/portal/vite.config.ts', logLevel: 'warn' })
}
