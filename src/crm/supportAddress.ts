import { webAddress } from './words'

/**
 * Where people report faults.
 * @param text as the build was told; empty if there is no such address
 * @returns the address; empty unless it is one of https
 */
export function supportAddress(text = ''): string {
  const address = webAddress(text)
  return address?.startsWith('https:') ? address : ''
}
