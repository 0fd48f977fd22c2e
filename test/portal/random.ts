/** So many random bytes, as hexadecimal digits; the portal also runs in a browser, where Node's own are not to be had. */
export function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
}
