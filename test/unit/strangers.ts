/** An ID as a portal gives it to an opening of the app. */
const SID = '0123456789abcdef0123456789abcdef'

/** Hosts and protocols that look like a portal's, or want to be taken for one, by the trick that they try. */
const SPELLINGS: Record<string, string[]> = {
  'another name': [
    'evil.example|1', 'evilbitrix24.com|1', 'acme-bitrix24.com|1', 'acme.bitrix24.com.evil.example|1', 'acme.bitrix24.com.evil|1',
    'acme.bitrix24.comm|1', 'acme.bitrix24.co|1', 'acme.bitrix24|1', 'acme.bitrix24.site|1', 'acme.bitrix24.shop|1', 'bitrix24.com.evil.example|1',
    'acmebitrix24.com.br|1', 'localhost.evil.example|0', 'evil.localhost|0',
  ],
  'labels': [
    'bitrix24.com|1', 'bitrix24.com.br|1', 'a.acme.bitrix24.com|1', 'www.acme.bitrix24.de|1', 'acme..bitrix24.com|1', '.bitrix24.com|1',
    'acme.bitrix24..com|1', '.acme.bitrix24.com|1', 'acme.bitrix24.com.|1', 'acme.bitrix24.com..|1', '*.bitrix24.com|1', 'acme_.bitrix24.com|1',
    'localhost.|0',
  ],
  'letters': [
    'ACME.bitrix24.com|1', 'acme.BITRIX24.com|1', 'acme.Bitrix24.com|1', 'LOCALHOST|0',
    // Cyrillic а in the label and in the domain, full-width letters and dots, a sharp s, a zero-width space, a soft hyphen.
    'аcme.bitrix24.com|1', 'acme.bitriх24.com|1', 'acme.ｂitrix24.com|1', 'acme。bitrix24.com|1', 'acme．bitrix24.com|1', 'aßme.bitrix24.com|1',
    'acme\u200b.bitrix24.com|1', 'acme.bitrix24\u00ad.com|1', 'acme.bitrix24.com\u202e|1', 'acme.xn--bitri24-3jg.com|1', 'xn--bitrix24-.com|1',
  ],
  'user info and ports': [
    'acme.bitrix24.com@evil.example|1', 'acme.bitrix24.com:443@evil.example|1', 'acme.bitrix24.com:80@evil.example|1', 'evil.example@acme.bitrix24.com|1',
    'user:secret@acme.bitrix24.com|1', '@acme.bitrix24.com|1', 'acme.bitrix24.com:8080|1', 'acme.bitrix24.com:8443|1', 'acme.bitrix24.com:0|1',
    'acme.bitrix24.com:00443|1', 'acme.bitrix24.com:443:443|1', 'acme.bitrix24.com:|1', 'acme.bitrix24.com:x|1', 'acme.bitrix24.com:-1|1',
    'localhost:4173@evil.example|0', 'localhost:4173x|0', 'localhost:999999|0',
  ],
  'spaces and control characters': [
    ' acme.bitrix24.com|1', 'acme.bitrix24.com |1', 'acme.bitrix24.com\t|1', 'acme.bitrix24.com\n|1', '\nacme.bitrix24.com|1', 'acme.bitr\nix24.com|1',
    'acme.bitr\tix24.com|1', 'evil.example\n.bitrix24.com|1', 'evil.example\u0000.bitrix24.com|1', 'acme.bitrix24.com\u0000|1', 'acme.bitrix24.com\u00a0|1',
    'acme.bitrix24.com\u2028|1', 'evil.example .bitrix24.com|1',
  ],
  'ends of a host': [
    'evil.example/.bitrix24.com|1', 'evil.example\\.bitrix24.com|1', 'evil.example#.bitrix24.com|1', 'evil.example?.bitrix24.com|1',
    'evil.example%2f.bitrix24.com|1', 'evil.example%2F.bitrix24.com|1', 'evil.example%5c.bitrix24.com|1', 'evil.example%23.bitrix24.com|1',
    'acme%2ebitrix24.com|1', 'acme%2Ebitrix24%2Ecom|1', '%61cme.bitrix24.com|1', 'evil.example%00.bitrix24.com|1', 'evil.example;.bitrix24.com|1',
    'evil.example,acme.bitrix24.com|1', 'acme.bitrix24.com/|1', 'acme.bitrix24.com/evil|1', 'acme.bitrix24.com?|1', 'acme.bitrix24.com#|1',
    '//acme.bitrix24.com|1', '/acme.bitrix24.com|1',
  ],
  'schemes': [
    'acme.bitrix24.com|0', 'acme.bitrix24.com|', 'acme.bitrix24.com|2', 'acme.bitrix24.com|x', 'acme.bitrix24.com|-1', 'acme.bitrix24.com:443|0',
    'https://acme.bitrix24.com|1', 'http://acme.bitrix24.com|0', 'https:acme.bitrix24.com|1', 'javascript:alert(1)//.bitrix24.com|1', 'data:,acme.bitrix24.com|1',
    'evil.example://acme.bitrix24.com|1', 'null|1', '*|1', 'localhost:4173|1', 'localhost|1',
  ],
  'addresses': [
    '127.0.0.1|0', '127.0.0.1:4173|0', '127.1|0', '0x7f000001|0', '2130706433|0', '0177.0.0.1|0', '[::1]|0', '[::1]:4173|0', '[::ffff:127.0.0.1]|0',
    '::1|0', '10.0.0.1|1', '[2001:db8::1].bitrix24.com|1',
  ],
  'lengths': [
    `${'a'.repeat(70_000)}.evil.example|1`, `${'a.'.repeat(40_000)}bitrix24.com|1`, `acme.bitrix24.com${'.'.repeat(50_000)}|1`,
    `${'-'.repeat(50_000)}!.bitrix24.com|1`,
  ],
}

/** Names of frames that strangers give the app, by the trick that they try. */
export const STRANGERS: Record<string, string[]> = Object.fromEntries(
  Object.entries(SPELLINGS).map(([trick, hosts]) => [trick, hosts.map((host) => `${host}|${SID}`)]),
)

/** A frame's name in a message of a test: all characters seen, and not too many of them. */
export function shown(frameName: string): string {
  const text = JSON.stringify(frameName)
  return text.length > 80 ? `${text.slice(0, 50)}… (${frameName.length} characters)` : text
}
