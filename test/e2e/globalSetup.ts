import { build } from 'vite'
import ensureChromium from '../setup-chromium'

/** Installs a browser if needed, and builds the app for production, except that it trusts the stand-in portal. */
export default async function setup(): Promise<void> {
  ensureChromium()
  await build({ configFile: 'test/portal/vite.config.ts', logLevel: 'warn' })
}
