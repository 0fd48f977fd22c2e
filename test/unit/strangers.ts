/** A page that shows the app and is no portal that any build may trust. */
export interface Stranger {
  /** `window.name`, as the page chooses it. */
  name: string
  /** `location.ancestorOrigins`, the nearest page first; left out where a browser lacks it. */
  ancestorOrigins?: string[]
  referrer?: string
}

const SID = '0123456789abcdef0123456789abcdef'
const CRM = 'https://crm.example.com'

/** The page around, as the browser gives it, for a name that the page gives. */
const around = (host: string, ...ancestorOrigins: string[]): Stranger => ({
  name: `${host}|1|${SID}`,
  ancestorOrigins,
  // A browser that names the page around is believed in that.
  referrer: `${CRM}/`,
})

/** The same where the browser gives the referrer only. */
const openedBy = (referrer: string, host = 'crm.example.com'): Stranger => ({ name: `${host}|1|${SID}`, referrer })

/** The same page under its own name. */
const itself = (host: string): Stranger => around(host, `https://${host}`)

/** Who both the default build and the one for any portal refuse. */
export const STRANGERS: Record<string, Stranger> = {
  'a page under an on-premise portal’s name': around('crm.example.com', 'https://evil.example'),
  'a page under a cloud portal’s name': around('acme.bitrix24.com', 'https://evil.example'),
  'a page that a portal shows': around('crm.example.com', 'https://evil.example', CRM),
  'a page that a cloud portal shows': around('acme.bitrix24.com', 'https://evil.example', 'https://acme.bitrix24.com'),
  'a page in several frames of a portal': around('crm.example.com', 'https://evil.example', CRM, CRM),
  'a portal under another portal’s name': around('crm.example.com', 'https://acme.bitrix24.com'),
  'a domain that begins with the name': around('crm.example.com', `${CRM}.evil.example`),
  'a domain that ends with the name': around('crm.example.com', 'https://evilcrm.example.com'),
  'a domain below': around('crm.example.com', 'https://x.crm.example.com'),
  'the domain above': around('crm.example.com', 'https://example.com'),
  'another port': around('crm.example.com', `${CRM}:8443`),
  'the default port under another’s name': around('crm.example.com:8443', CRM),
  'the name over http': around('crm.example.com', 'http://crm.example.com'),
  'an http host that says so': { ...around('', 'http://crm.example.com'), name: `crm.example.com|0|${SID}` },
  'an https host that says it is http': { ...around('', CRM), name: `crm.example.com|0|${SID}` },
  'a host without a protocol': { ...around('', CRM), name: `crm.example.com||${SID}` },
  'an http host on this computer': { ...around('', 'http://localhost:4173'), name: `localhost:4173|0|${SID}` },
  'a page that hides its origin': around('crm.example.com', 'null'),
  'a page whose origin is empty': around('crm.example.com', ''),
  'a page that the browser does not name': around('crm.example.com'),
  'a file': around('crm.example.com', 'file://'),
  'an extension of the browser': around('crm.example.com', 'chrome-extension://abcdefghijklmnop'),
  'a page before an @': around('crm.example.com@evil.example', 'https://evil.example'),
  'a page after an @': around('evil.example@crm.example.com', CRM),
  'a name with a path': around('crm.example.com/', CRM),
  'a name with a backslash': around('crm.example.com\\', CRM),
  'a name with a fragment': around('crm.example.com#', CRM),
  'a name in capitals': around('CRM.example.com', CRM),
  'a name with a dot at its end': around('crm.example.com.', CRM),
  'a name with a space': around('crm.example.com ', CRM),
  'a name with a line break': around('crm.example.com\n', CRM),
  'a name with a scheme': around(CRM, CRM),
  'an international name as it is read': around('портал.рф', 'https://xn--80awhdgm.xn--p1ai'),
  'Cyrillic letters': around('сrm.example.com', CRM),
  // These are what they say, but are not hosts that a policy can name.
  'itself with a dot at its end': itself('crm.example.com.'),
  'itself with an underscore': itself('my_crm.example.com'),
  'itself as an IPv6 address': itself('[2001:db8::1]'),
  'itself with a semicolon': itself('a;script-src.example.com'),
  'itself with a comma': itself('a,b.example.com'),
  'itself with an asterisk': itself('*.example.com'),
  'itself with a quote': itself("'unsafe-inline'.example.com"),
  'no referrer': openedBy(''),
  'a page that opened it': openedBy('https://evil.example/'),
  'a page with the name in its path': openedBy('https://evil.example/crm.example.com/'),
  'a page with the name in its query': openedBy(`https://evil.example/?${CRM}/`),
  'a page with the name before an @': openedBy('https://crm.example.com@evil.example/'),
  'a page whose domain begins with the name': openedBy(`${CRM}.evil.example/`),
  'a referrer over http': openedBy('http://crm.example.com/'),
  'a referrer with another port': openedBy(`${CRM}:8443/`),
  'a referrer of the app itself': openedBy('https://app.example.com/'),
  'a referrer that is a blob': openedBy(`blob:${CRM}/0f3a`),
  'a referrer that is data': openedBy(`data:text/html,${CRM}/`),
  'a referrer that is an app of a phone': openedBy('android-app://crm.example.com/'),
  'a referrer that is no address': openedBy('crm.example.com'),
}
