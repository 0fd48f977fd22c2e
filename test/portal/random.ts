/** Random bytes as hexadecimal digits. The portal also runs in a browser, so this does not use Node's `crypto`. */
export function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
}
