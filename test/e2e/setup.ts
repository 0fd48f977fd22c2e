import { build } from 'vite'

/** Builds the app as it is shipped, but trusting the stand-in portal. */
export default async function setup(): Promise<void> {
  await build({ mode: 'portal', logLevel: 'warn' })
}
